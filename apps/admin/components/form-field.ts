import type { ControllerFieldState, ControllerRenderProps, FieldPath, FieldValues } from 'react-hook-form'

/**
 * Ties a react-hook-form Controller to one of our fields: value, change, blur, focus on error and the error itself.
 * `<Controller control={control} name="name" render={({ field, fieldState }) => <TextField label={…} {...inForm(field, fieldState)} />} />`
 */
export function inForm<Values extends FieldValues, Name extends FieldPath<Values>>(
  field: ControllerRenderProps<Values, Name>,
  state: ControllerFieldState,
) {
  return {
    name: field.name,
    value: field.value ?? '',
    onChange: field.onChange,
    onBlur: field.onBlur,
    inputRef: field.ref,
    isDisabled: field.disabled ?? false,
    error: state.error?.message,
  }
}

/** The same for fields that choose (Select, ComboBox, RadioGroup, Segmented, date fields): no ref, and empty is null. */
export function choiceInForm<Values extends FieldValues, Name extends FieldPath<Values>>(
  field: ControllerRenderProps<Values, Name>,
  state: ControllerFieldState,
) {
  return {
    value: field.value ?? null,
    onChange: field.onChange,
    onBlur: field.onBlur,
    isDisabled: field.disabled ?? false,
    error: state.error?.message,
  }
}
