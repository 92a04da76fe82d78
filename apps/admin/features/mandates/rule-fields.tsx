import { type Control, Controller } from 'react-hook-form'
import { Checkbox } from '../../components/checkbox.tsx'
import { inForm } from '../../components/form-field.ts'
import { TextField } from '../../components/text-field.tsx'
import { m } from '../../words.ts'
import { FormPart } from './form-part.tsx'
import { MOST_SLIP_HOURS, parseHours, type Values } from './mandate-values.ts'

/** What an approval bears, and whether one may give it to oneself. */
export function RuleFields({ control }: { control: Control<Values> }) {
  return (
    <FormPart title={m['mandates.rules']()}>
      <Controller
        control={control}
        name="slipHours"
        rules={{ validate: (typed) => parseHours(typed, MOST_SLIP_HOURS) !== null || m['mandates.need.slip']() }}
        render={({ field, fieldState }) => (
          <TextField
            label={m['mandates.form.slip']()}
            hint={m['mandates.form.slip-says']()}
            inputMode="decimal"
            className="max-w-[520px]"
            {...inForm(field, fieldState)}
          />
        )}
      />
      <Controller
        control={control}
        name="selfApproval"
        render={({ field }) => (
          <Checkbox
            isSelected={field.value}
            onChange={field.onChange}
            onBlur={field.onBlur}
            hint={m['mandates.form.self-says']()}
          >
            {m['mandates.form.self']()}
          </Checkbox>
        )}
      />
    </FormPart>
  )
}
