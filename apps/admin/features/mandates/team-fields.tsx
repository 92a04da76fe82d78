import { type Control, Controller, type UseFormReturn, useFormState, useWatch } from 'react-hook-form'
import { Checkbox } from '../../components/checkbox.tsx'
import { choiceInForm } from '../../components/form-field.ts'
import { Select } from '../../components/select.tsx'
import { m } from '../../words.ts'
import { FormPart } from './form-part.tsx'
import type { Values } from './mandate-values.ts'

interface Props {
  control: Control<Values>
  form: UseFormReturn<Values>
  members: readonly { id: string; name: string }[]
  /** How many of the team have left the agency since. */
  gone: number
}

const NOBODY = 'nobody'

/** Who works under it, and who is told first. */
export function TeamFields({ control, form, members, gone }: Props) {
  const team = useWatch({ control, name: 'team' })
  const { errors } = useFormState({ control, name: 'team' })
  return (
    <FormPart
      title={m['mandates.team']()}
      says={m['mandates.form.team-says']()}
      // An array without fields of its own carries its error under either name.
      error={(errors.team as { root?: { message?: string } } | undefined)?.root?.message}
    >
      <Controller
        control={control}
        name="team"
        render={({ field }) => (
          <div className="grid grid-cols-[repeat(auto-fill,minmax(180px,1fr))] gap-x-4 gap-y-2 phone:gap-y-0">
            {members.map((one) => (
              <Checkbox
                key={one.id}
                isSelected={field.value.includes(one.id)}
                onBlur={field.onBlur}
                onChange={(chosen) => {
                  const next = chosen ? [...field.value, one.id] : field.value.filter((id) => id !== one.id)
                  field.onChange(next)
                  if (!chosen && form.getValues('dutyMemberId') === one.id) {
                    form.setValue('dutyMemberId', '', { shouldDirty: true })
                  }
                }}
              >
                {one.name}
              </Checkbox>
            ))}
          </div>
        )}
      />
      {gone > 0 && <p className="text-13 text-ink-2">{m['mandates.form.left']({ count: gone })}</p>}
      <Controller
        control={control}
        name="dutyMemberId"
        rules={{ validate: (id, values) => id === '' || values.team.includes(id) || m['mandates.need.duty']() }}
        render={({ field, fieldState }) => (
          <Select
            label={m['mandates.form.duty']()}
            hint={m['mandates.form.duty-says']()}
            className="max-w-[328px]"
            options={[
              { value: NOBODY, label: m['mandates.form.nobody']() },
              ...members.filter((one) => team.includes(one.id)).map((one) => ({ value: one.id, label: one.name })),
            ]}
            {...choiceInForm(field, fieldState)}
            value={field.value || NOBODY}
            onChange={(id) => field.onChange(id === NOBODY ? '' : id)}
          />
        )}
      />
    </FormPart>
  )
}
