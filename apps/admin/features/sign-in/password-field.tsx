import { Controller, type Control, type FieldPath, type FieldValues } from 'react-hook-form'
import { inForm } from '../../components/form-field.ts'
import { TextField } from '../../components/text-field.tsx'
import { m } from '../../words.ts'

/** The server asks for as many (domain/agency: Password). */
const LEAST = 10

/** A new password: long rather than odd. */
export function NewPasswordField<Values extends FieldValues>({
  control,
  name,
}: {
  control: Control<Values>
  name: FieldPath<Values>
}) {
  return (
    <Controller
      control={control}
      name={name}
      rules={{
        required: m['sign-in.password.short'](),
        minLength: { value: LEAST, message: m['sign-in.password.short']() },
      }}
      render={({ field, fieldState }) => (
        <TextField
          label={m['sign-in.password']()}
          type="password"
          autoComplete="new-password"
          hint={m['sign-in.password.short']()}
          {...inForm(field, fieldState)}
        />
      )}
    />
  )
}
