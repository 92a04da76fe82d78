import { useMutation } from '@tanstack/react-query'
import { useMemo } from 'react'
import { Controller, useForm } from 'react-hook-form'
import { LANGUAGES } from '../../components/languages.ts'
import { Button } from '../../components/button.tsx'
import { ComboBox } from '../../components/combo-box.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { choiceInForm, inForm } from '../../components/form-field.ts'
import { LeaveGuard } from '../../components/leave-guard.tsx'
import { Select } from '../../components/select.tsx'
import { TextField } from '../../components/text-field.tsx'
import { ZoneField } from '../../components/zone-field.tsx'
import { showOnFields } from '../../data/errors.ts'
import { refreshSession } from '../../data/session.ts'
import { queryClient, trpc, trpcClient, type Outputs } from '../../data/trpc.ts'
import { intlTag } from '../../format/index.ts'
import { useLanguage } from '../../frame/language.ts'
import { showToast } from '../../frame/toasts.ts'
import { m } from '../../words.ts'
import { minutesIn } from './minutes-in.ts'

type Agency = Outputs['agency']['get']

interface Values {
  name: string
  town: string
  language: 'fr' | 'en'
  zone: string
  currency: string
  collisionMinutes: string
  lateMinutes: string
}

const COLLISION = { least: 0, most: 240 }
const LATE = { least: 1, most: 1440 }

const valuesOf = (agency: Agency): Values => ({
  name: agency.name,
  town: agency.town,
  language: agency.language,
  zone: agency.zone,
  currency: agency.currency,
  collisionMinutes: String(agency.collisionMinutes),
  lateMinutes: String(Math.round(agency.lateLimitSeconds / 60)),
})

/** The agency's own facts, for whoever may change them. */
export function AgencyForm({ agency }: { agency: Agency }) {
  const language = useLanguage()
  const { control, handleSubmit, setError, clearErrors, reset, formState } = useForm<Values>({
    defaultValues: valuesOf(agency),
  })
  const { errors, isDirty } = formState
  const currencies = useMemo(() => {
    const names = new Intl.DisplayNames([intlTag(language)], { type: 'currency' })
    return Intl.supportedValuesOf('currency').map((code) => ({ value: code, label: code, note: names.of(code) ?? '' }))
  }, [language])
  const save = useMutation({
    mutationFn: (values: Values) =>
      trpcClient.agency.update.mutate({
        name: values.name,
        town: values.town,
        language: values.language,
        zone: values.zone,
        currency: values.currency,
        collisionMinutes: minutesIn(values.collisionMinutes, COLLISION) ?? 0,
        lateLimitSeconds: (minutesIn(values.lateMinutes, LATE) ?? 0) * 60,
      }),
    onSuccess: async (_, values) => {
      reset(values)
      showToast(m['agency.saved']())
      await Promise.all([queryClient.invalidateQueries({ queryKey: trpc.agency.pathKey() }), refreshSession()])
    },
    onError: (error) => showOnFields(error, setError),
  })
  const minutes = (bounds: { least: number; most: number }) => (typed: string) =>
    minutesIn(typed, bounds) !== null ||
    m['agency.need.minutes']({ least: String(bounds.least), most: String(bounds.most) })
  const unit = <span className="text-13 text-ink-3">{m['agency.minutes']()}</span>
  return (
    <form
      noValidate
      className="grid gap-8 pb-8"
      onSubmit={(submit) => {
        clearErrors()
        void handleSubmit((values) => save.mutate(values))(submit)
      }}
    >
      <LeaveGuard
        unsaved={() => isDirty && !save.isPending}
        title={m['agency.leave.title']()}
        says={m['agency.leave.says']()}
        stay={m['agency.leave.stay']()}
        go={m['agency.leave.go']()}
      />
      <fieldset className="grid min-w-0 gap-4">
        <legend className="rule mb-3 w-full pb-1.5 text-13 font-bold">{m['agency.section.house']()}</legend>
        <div className="grid grid-cols-2 gap-x-4 gap-y-4 phone:grid-cols-1">
          <Controller
            control={control}
            name="name"
            rules={{ validate: (name) => name.trim() !== '' || m['agency.need.name']() }}
            render={({ field, fieldState }) => (
              <TextField label={m['agency.name']()} maxLength={120} {...inForm(field, fieldState)} />
            )}
          />
          <Controller
            control={control}
            name="town"
            render={({ field, fieldState }) => (
              <TextField
                label={m['agency.town']()}
                hint={m['agency.town-says']()}
                maxLength={80}
                {...inForm(field, fieldState)}
              />
            )}
          />
          <Controller
            control={control}
            name="zone"
            render={({ field, fieldState }) => <ZoneField {...choiceInForm(field, fieldState)} value={field.value} />}
          />
          <Controller
            control={control}
            name="language"
            render={({ field, fieldState }) => (
              <Select
                label={m['agency.language']()}
                hint={m['agency.language-says']()}
                {...choiceInForm(field, fieldState)}
                options={LANGUAGES}
              />
            )}
          />
          <Controller
            control={control}
            name="currency"
            render={({ field, fieldState }) => (
              <ComboBox
                label={m['agency.currency']()}
                options={currencies}
                {...choiceInForm(field, fieldState)}
                onChange={(code) => code && field.onChange(code)}
              />
            )}
          />
        </div>
      </fieldset>
      <fieldset className="grid min-w-0 gap-4">
        <legend className="rule mb-3 w-full pb-1.5 text-13 font-bold">{m['agency.publishing']()}</legend>
        <div className="grid grid-cols-2 gap-x-4 gap-y-4 phone:grid-cols-1">
          <Controller
            control={control}
            name="collisionMinutes"
            rules={{ validate: minutes(COLLISION) }}
            render={({ field, fieldState }) => (
              <TextField
                label={m['agency.collision']()}
                hint={m['agency.collision-says']()}
                inputMode="numeric"
                after={unit}
                {...inForm(field, fieldState)}
              />
            )}
          />
          <Controller
            control={control}
            name="lateMinutes"
            rules={{ validate: minutes(LATE) }}
            render={({ field, fieldState }) => (
              <TextField
                label={m['agency.late']()}
                hint={m['agency.late-says']()}
                inputMode="numeric"
                after={unit}
                {...inForm(field, fieldState)}
              />
            )}
          />
        </div>
      </fieldset>
      {errors.root?.message && <ErrorNote title={errors.root.message} />}
      <div>
        <Button type="submit" kind="primary" busy={save.isPending} isDisabled={!isDirty}>
          {m['agency.save']()}
        </Button>
      </div>
    </form>
  )
}
