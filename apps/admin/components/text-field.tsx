import { useId, type HTMLInputTypeAttribute, type InputHTMLAttributes, type ReactNode, type Ref } from 'react'
import { INPUT, NativeFieldShell, sayId, type FieldParts } from './field.tsx'

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

/** The parts of the field's frame, and what the native box is told, taken apart. */
function useNative<Props extends Base>(props: Props) {
  const id = useId()
  const { label, aside, hint, error, errorIcon, hideLabel, onChange, isDisabled, isReadOnly, isRequired, ...rest } =
    props
  const box = {
    id,
    'aria-invalid': error ? true : undefined,
    'aria-describedby': sayId(id, props),
    'aria-required': isRequired || undefined,
    disabled: isDisabled,
    readOnly: isReadOnly,
    onChange: (event: { target: { value: string } }) => onChange?.(event.target.value),
  }
  return { rest, box, shell: { id, label, aside, hint, error, errorIcon, hideLabel } }
}

/** One line of text. With react-hook-form: `<Controller render={({ field, fieldState }) => <TextField label={…} {...inForm(field, fieldState)} />}>`. */
export function TextField(props: TextFieldProps) {
  const { rest, box, shell } = useNative(props)
  const { after, inputRef, className = '', ...input } = rest
  return (
    <div className={`min-w-0 ${className}`}>
      <NativeFieldShell {...shell}>
        <div className="flex items-center gap-2">
          <input {...input} {...box} ref={inputRef} className={INPUT} />
          {after}
        </div>
      </NativeFieldShell>
    </div>
  )
}

export interface TextAreaProps extends Base {
  rows?: number
  inputRef?: Ref<HTMLTextAreaElement>
}

/** Several lines of text; it grows with what is written where the browser can. */
export function TextArea(props: TextAreaProps) {
  const { rest, box, shell } = useNative(props)
  const { inputRef, rows = 4, className = '', ...area } = rest
  return (
    <div className={`min-w-0 ${className}`}>
      <NativeFieldShell {...shell}>
        <textarea
          {...area}
          {...box}
          ref={inputRef}
          rows={rows}
          // field-sizing follows the content alone: an empty field keeps its lines by this.
          style={{ minHeight: `${rows * 21 + 12}px` }}
          className={`${INPUT} block resize-y leading-[21px] [field-sizing:content]`}
        />
      </NativeFieldShell>
    </div>
  )
}
