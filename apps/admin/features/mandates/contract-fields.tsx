import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type Control, Controller, type UseFormReturn } from 'react-hook-form'
import { ComboBox } from '../../components/combo-box.tsx'
import { DateField } from '../../components/date-time-fields.tsx'
import { choiceInForm, inForm } from '../../components/form-field.ts'
import { Select } from '../../components/select.tsx'
import { TextField } from '../../components/text-field.tsx'
import { trpc } from '../../data/trpc.ts'
import { intlTag } from '../../format/index.ts'
import { useLanguage } from '../../frame/language.ts'
import { m } from '../../words.ts'
import { FormPart } from './form-part.tsx'
import { parseCents, parseHours, type Values } from './mandate-values.ts'

interface Props {
  control: Control<Values>
  form: UseFormReturn<Values>
  isNew: boolean
  clientName: string | undefined
}

/** Whose it is, for how long, and what is paid. */
export function ContractFields({ control, form, isNew, clientName }: Props) {
  const language = useLanguage()
  const { data: clients } = useQuery(trpc.clients.list.queryOptions({}))
  const currencies = useMemo(() => {
    const names = new Intl.DisplayNames([intlTag(language)], { type: 'currency' })
    return Intl.supportedValuesOf('currency').map((code) => ({ value: code, label: code, note: names.of(code) ?? '' }))
  }, [language])
  return (
    <FormPart title={m['mandates.contract']()}>
      {isNew ? (
        <Controller
          control={control}
          name="clientId"
          rules={{ required: m['mandates.need.client']() }}
          render={({ field, fieldState }) => (
            <Select
              label={m['mandates.client']()}
              options={(clients ?? []).map((one) => ({ value: one.id, label: one.name }))}
              {...choiceInForm(field, fieldState)}
              value={field.value || null}
              onChange={(clientId) => {
                field.onChange(clientId)
                // Channels belong to one client: goals of another's cannot stay.
                form.setValue('goals', [], { shouldDirty: true })
              }}
            />
          )}
        />
      ) : (
        <div>
          <p className="text-12 font-medium text-ink-2">{m['mandates.client']()}</p>
          <p className="font-medium">{clientName}</p>
          <p className="text-12 text-ink-3">{m['mandates.form.client-stays']()}</p>
        </div>
      )}
      <Controller
        control={control}
        name="name"
        rules={{ validate: (name) => name.trim() !== '' || m['mandates.need.name']() }}
        render={({ field, fieldState }) => (
          <TextField
            label={m['mandates.form.name']()}
            hint={m['mandates.form.name-hint']()}
            maxLength={160}
            isRequired
            {...inForm(field, fieldState)}
          />
        )}
      />
      <div className="grid grid-cols-2 gap-3">
        <Controller
          control={control}
          name="startsOn"
          rules={{ required: m['mandates.need.day'](), deps: 'endsOn' }}
          render={({ field, fieldState }) => (
            <DateField label={m['mandates.form.starts']()} {...choiceInForm(field, fieldState)} />
          )}
        />
        <Controller
          control={control}
          name="endsOn"
          rules={{
            required: m['mandates.need.day'](),
            validate: (day, { startsOn }) => !day || !startsOn || day >= startsOn || m['mandates.need.order'](),
          }}
          render={({ field, fieldState }) => (
            <DateField label={m['mandates.form.ends']()} {...choiceInForm(field, fieldState)} />
          )}
        />
      </div>
      <div className="grid grid-cols-3 gap-3 phone:grid-cols-2">
        <Controller
          control={control}
          name="fee"
          rules={{
            validate: (typed) => typed.trim() === '' || parseCents(typed) !== null || m['mandates.need.money'](),
          }}
          render={({ field, fieldState }) => (
            <TextField label={m['mandates.form.fee']()} inputMode="decimal" {...inForm(field, fieldState)} />
          )}
        />
        <Controller
          control={control}
          name="currency"
          rules={{ required: true }}
          render={({ field, fieldState }) => (
            <ComboBox
              label={m['mandates.form.currency']()}
              options={currencies}
              {...choiceInForm(field, fieldState)}
              onChange={(code) => code && field.onChange(code)}
            />
          )}
        />
        <Controller
          control={control}
          name="hours"
          rules={{
            validate: (typed) =>
              typed.trim() === '' || parseHours(typed, 10_000) !== null || m['mandates.need.hours'](),
          }}
          render={({ field, fieldState }) => (
            <TextField
              label={m['mandates.form.hours']()}
              hint={m['mandates.form.hours-hint']()}
              inputMode="decimal"
              {...inForm(field, fieldState)}
            />
          )}
        />
      </div>
    </FormPart>
  )
}
