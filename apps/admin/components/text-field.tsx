import type { ReactNode, Ref } from 'react'
import { Input, type InputProps } from 'react-aria-components/Input'
import { TextArea as AriaTextArea } from 'react-aria-components/TextArea'
import { TextField as AriaTextField, type TextFieldProps as AriaTextFieldProps } from 'react-aria-components/TextField'
import { FieldLabel, FieldSay, INPUT, type FieldParts } from './field.tsx'

type Base = FieldParts & Omit<AriaTextFieldProps, 'className' | 'style' | 'children' | 'isInvalid'>

export interface TextFieldProps extends Base {
  placeholder?: string
  /** Beside the box: a button, a unit. */
  after?: ReactNode
  inputRef?: Ref<HTMLInputElement>
  min?: InputProps['min']
  step?: InputProps['step']
}

/** One line of text. With react-hook-form: `<Controller render={({ field, fieldState }) => <TextField {...rhf(field, fieldState)} … />}>`. */
export function TextField({ label, aside, hint, error, errorIcon, hideLabel, placeholder, after, inputRef, min, step, ...props }: TextFieldProps) {
  return (
    <AriaTextField {...props} isInvalid={Boolean(error)} validationBehavior="aria" className="min-w-0">
      <FieldLabel label={label} aside={aside} hideLabel={hideLabel ?? false} />
      <div className="flex items-center gap-2">
        <Input ref={inputRef} placeholder={placeholder} min={min} step={step} className={INPUT} />
        {after}
      </div>
      <FieldSay hint={hint} error={error} {...(errorIcon ? { errorIcon } : {})} />
    </AriaTextField>
  )
}

export interface TextAreaProps extends Base {
  placeholder?: string
  rows?: number
  textAreaRef?: Ref<HTMLTextAreaElement>
}

/** Several lines of text; it grows with what is written where the browser can. */
export function TextArea({ label, aside, hint, error, errorIcon, hideLabel, placeholder, rows = 4, textAreaRef, ...props }: TextAreaProps) {
  return (
    <AriaTextField {...props} isInvalid={Boolean(error)} validationBehavior="aria" className="min-w-0">
      <FieldLabel label={label} aside={aside} hideLabel={hideLabel ?? false} />
      <AriaTextArea
        ref={textAreaRef}
        placeholder={placeholder}
        rows={rows}
        className={`${INPUT} block resize-y leading-[21px] [field-sizing:content]`}
      />
      <FieldSay hint={hint} error={error} {...(errorIcon ? { errorIcon } : {})} />
    </AriaTextField>
  )
}
