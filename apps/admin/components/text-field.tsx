import { useId, type HTMLInputTypeAttribute, type InputHTMLAttributes, type ReactNode, type Ref } from 'react'
import { INPUT, NativeLabel, NativeSay, type FieldParts } from './field.tsx'

interface Base extends FieldParts {
  value?: string
  defaultValue?: string
  onChange?: (value: string) => void
  onBlur?: () => void
  onFocus?: () => void
  name?: string
  placeholder?: string
  autoFocus?: boolean
  autoComplete?: string
  isDisabled?: boolean
  isReadOnly?: boolean
  isRequired?: boolean
  maxLength?: number
  lang?: string
  spellCheck?: boolean
  className?: string
}

export interface TextFieldProps extends Base {
  type?: HTMLInputTypeAttribute
  inputMode?: InputHTMLAttributes<HTMLInputElement>['inputMode']
  /** Beside the box: a button, a unit. */
  after?: ReactNode
  inputRef?: Ref<HTMLInputElement>
  min?: number | string
  max?: number | string
  step?: number | string
}

function useNative(props: Base) {
  const id = useId()
  const said = Boolean(props.hint) || Boolean(props.error)
  return {
    id,
    box: {
      id,
      'aria-invalid': props.error ? true : undefined,
      'aria-describedby': said ? `${id}-say` : undefined,
      'aria-required': props.isRequired || undefined,
      disabled: props.isDisabled,
      readOnly: props.isReadOnly,
      onChange: (event: { target: { value: string } }) => props.onChange?.(event.target.value),
    },
  }
}

/** One line of text. With react-hook-form: `<Controller render={({ field, fieldState }) => <TextField label={…} {...inForm(field, fieldState)} />}>`. */
export function TextField(props: TextFieldProps) {
  const {
    label,
    aside,
    hint,
    error,
    errorIcon,
    hideLabel,
    after,
    inputRef,
    className = '',
    onChange,
    isDisabled,
    isReadOnly,
    isRequired,
    ...rest
  } = props
  const { id, box } = useNative(props)
  return (
    <div className={`min-w-0 ${className}`}>
      <NativeLabel htmlFor={id} label={label} aside={aside} hideLabel={hideLabel ?? false} />
      <div className="flex items-center gap-2">
        <input {...rest} {...box} ref={inputRef} className={INPUT} />
        {after}
      </div>
      <NativeSay id={`${id}-say`} hint={hint} error={error} {...(errorIcon ? { errorIcon } : {})} />
    </div>
  )
}

export interface TextAreaProps extends Base {
  rows?: number
  inputRef?: Ref<HTMLTextAreaElement>
}

/** Several lines of text; it grows with what is written where the browser can. */
export function TextArea(props: TextAreaProps) {
  const {
    label,
    aside,
    hint,
    error,
    errorIcon,
    hideLabel,
    inputRef,
    rows = 4,
    className = '',
    onChange,
    isDisabled,
    isReadOnly,
    isRequired,
    ...rest
  } = props
  const { id, box } = useNative(props)
  return (
    <div className={`min-w-0 ${className}`}>
      <NativeLabel htmlFor={id} label={label} aside={aside} hideLabel={hideLabel ?? false} />
      <textarea
        {...rest}
        {...box}
        ref={inputRef}
        rows={rows}
        // field-sizing follows the content alone: an empty field keeps its lines by this.
        style={{ minHeight: `${rows * 21 + 12}px` }}
        className={`${INPUT} block resize-y leading-[21px] [field-sizing:content]`}
      />
      <NativeSay id={`${id}-say`} hint={hint} error={error} {...(errorIcon ? { errorIcon } : {})} />
    </div>
  )
}
