import { zodResolver } from '@hookform/resolvers/zod'
import { EventFacts } from '@comptoir/domain/countdown'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Controller, useForm } from 'react-hook-form'
import { z } from 'zod'
import { Button } from '../../components/button.tsx'
import { Checkbox } from '../../components/checkbox.tsx'
import { ComboBox } from '../../components/combo-box.tsx'
import { DateField, DateTimeField } from '../../components/date-time-fields.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { choiceInForm, inForm } from '../../components/form-field.ts'
import { Inspector } from '../../components/inspector.tsx'
import { Segmented } from '../../components/segmented.tsx'
import { Select } from '../../components/select.tsx'
import { TextField } from '../../components/text-field.tsx'
import { showOnFields } from '../../data/errors.ts'
import { useZone } from '../../data/session.ts'
import { trpc, trpcClient } from '../../data/trpc.ts'
import { placeOf } from '../../format/index.ts'
import { showToast } from '../../frame/toasts.ts'
import { m } from '../../words.ts'
import type { EventPage } from './event-types.ts'
import { FactsField } from './playbooks/facts-field.tsx'

interface Props {
  /** Left out: a new event. */
  event?: EventPage
  onClose: () => void
  onCreated?: (eventId: string) => void
}

const fields = () =>
  z.object({
    clientId: z.string({ error: m['countdown.form.client-missing']() }).min(1, m['countdown.form.client-missing']()),
    name: z.string().trim().min(1, m['countdown.form.missing']()).max(160),
    subject: z.string().trim().max(160),
    site: z.string().trim().max(160),
    zone: z.string().min(1, m['countdown.form.missing']()),
    windowMinutes: z.string().regex(/^\d{0,4}$/),
    otherClientIds: z.array(z.string()),
    facts: z.array(z.object({ name: z.string(), value: z.string() })),
    t0Kind: z.enum(['unknown', 'day', 'instant']),
    day: z.string().nullable(),
    at: z.string().nullable(),
  })
type Values = z.output<ReturnType<typeof fields>>

/** Lines that were left empty are none. */
const factsOf = (rows: Values['facts']) => {
  const typed = rows.filter(({ name, value }) => name.trim() !== '' || value.trim() !== '')
  const facts = EventFacts.safeParse(Object.fromEntries(typed.map(({ name, value }) => [name, value])))
  return facts.success && Object.keys(facts.data).length === typed.length ? facts.data : null
}

/** A T-0 that is half typed is not an unknown one. */
const schema = () =>
  fields()
    .refine(({ facts }) => factsOf(facts) !== null, {
      path: ['facts'],
      error: () => m['playbooks.fact.unread'](),
    })
    .refine(({ t0Kind, at }) => t0Kind !== 'instant' || at !== null, {
      path: ['at'],
      error: () => m['countdown.form.missing'](),
    })
    .refine(({ t0Kind, day }) => t0Kind !== 'day' || day !== null, {
      path: ['day'],
      error: () => m['countdown.form.missing'](),
    })

/** Adds an event, or changes what it is called and where it is. Its T-0 has orders of its own. */
export function EventForm({ event, onClose, onCreated }: Props) {
  const zone = useZone()
  const cache = useQueryClient()
  const clients = useQuery(trpc.clients.list.queryOptions())
  const { control, handleSubmit, watch, setError, formState } = useForm<Values>({
    resolver: zodResolver(schema()),
    defaultValues: {
      clientId: event?.client.id ?? '',
      name: event?.name ?? '',
      subject: event?.subject ?? '',
      site: event?.site ?? '',
      zone: event?.zone ?? zone,
      windowMinutes: event?.windowMinutes ? String(event.windowMinutes) : '',
      otherClientIds: event?.otherClients.map(({ id }) => id) ?? [],
      facts: Object.entries(event?.facts ?? {}).map(([name, value]) => ({ name, value })),
      t0Kind: 'unknown',
      day: null,
      at: null,
    },
  })
  const save = useMutation({
    mutationFn: async (values: Values) => {
      const common = {
        name: values.name,
        subject: values.subject || null,
        site: values.site || null,
        zone: values.zone,
        windowMinutes: values.windowMinutes === '' ? null : Number(values.windowMinutes),
        otherClientIds: values.otherClientIds,
        facts: factsOf(values.facts) ?? {},
      }
      if (event) return trpcClient.countdown.update.mutate({ eventId: event.id, ...common })
      return trpcClient.countdown.create.mutate({ clientId: values.clientId, ...common, t0: t0Of(values) })
    },
    onSuccess: (outcome, values) => {
      if (outcome.kind === 'refused')
        return setError(event ? 'root' : 'at', { message: m[`countdown.why.${outcome.why}`]() })
      void cache.invalidateQueries({ queryKey: trpc.countdown.pathKey() })
      showToast(m['countdown.form.saved']({ name: values.name }))
      if (outcome.kind === 'created') onCreated?.(outcome.eventId)
      else onClose()
      return undefined
    },
    onError: (error) => showOnFields(error, setError),
  })
  const t0Kind = watch('t0Kind')
  const eventZone = watch('zone') || zone
  const mainClient = watch('clientId')
  const others = (clients.data ?? []).filter(({ id }) => id !== mainClient)
  const formId = 'event-form'
  return (
    <Inspector
      title={event ? m['countdown.edit.title']({ name: event.name }) : m['countdown.new']()}
      onClose={onClose}
      footer={
        <>
          <span className="flex-1" />
          <Button onPress={onClose}>{m['frame.close']()}</Button>
          <Button kind="primary" type="submit" form={formId} busy={save.isPending}>
            {event ? m['countdown.form.save']() : m['countdown.form.create']()}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        noValidate
        onSubmit={(submit) => void handleSubmit((values) => save.mutate(values))(submit)}
        className="grid gap-4 pt-1"
      >
        {formState.errors.root?.message && <ErrorNote title={formState.errors.root.message} />}
        {!event && (
          <Controller
            control={control}
            name="clientId"
            render={({ field, fieldState }) => (
              <Select
                label={m['countdown.form.client']()}
                options={(clients.data ?? []).map((one) => ({ value: one.id, label: one.name }))}
                {...choiceInForm(field, fieldState)}
              />
            )}
          />
        )}
        <Controller
          control={control}
          name="name"
          render={({ field, fieldState }) => (
            <TextField label={m['countdown.form.name']()} isRequired {...inForm(field, fieldState)} />
          )}
        />
        <Controller
          control={control}
          name="subject"
          render={({ field, fieldState }) => (
            <TextField label={m['countdown.form.subject']()} {...inForm(field, fieldState)} />
          )}
        />
        <Controller
          control={control}
          name="site"
          render={({ field, fieldState }) => (
            <TextField label={m['countdown.form.site']()} {...inForm(field, fieldState)} />
          )}
        />
        <Controller
          control={control}
          name="zone"
          render={({ field, fieldState }) => (
            <ComboBox
              label={m['countdown.form.zone']()}
              options={Intl.supportedValuesOf('timeZone').map((name) => ({
                value: name,
                label: name,
                note: placeOf(name),
              }))}
              {...choiceInForm(field, fieldState)}
            />
          )}
        />
        <Controller
          control={control}
          name="windowMinutes"
          render={({ field, fieldState }) => (
            <TextField label={m['countdown.form.window']()} inputMode="numeric" {...inForm(field, fieldState)} />
          )}
        />
        {mainClient !== '' && others.length > 0 && (
          <Controller
            control={control}
            name="otherClientIds"
            render={({ field }) => (
              <fieldset className="grid gap-1.5">
                <legend className="mb-1 text-12 font-medium text-ink-2">{m['countdown.form.others']()}</legend>
                {others.map(({ id, name }) => (
                  <Checkbox
                    key={id}
                    isSelected={field.value.includes(id)}
                    onChange={(on) =>
                      field.onChange(on ? [...field.value, id] : field.value.filter((one) => one !== id))
                    }
                    onBlur={field.onBlur}
                  >
                    {name}
                  </Checkbox>
                ))}
              </fieldset>
            )}
          />
        )}
        <Controller
          control={control}
          name="facts"
          render={({ field, fieldState }) => (
            <FactsField
              value={field.value}
              error={fieldState.error?.message ?? fieldState.error?.root?.message}
              onChange={field.onChange}
            />
          )}
        />
        {!event && (
          <>
            <Controller
              control={control}
              name="t0Kind"
              render={({ field }) => (
                <Segmented
                  label={m['countdown.form.t0']()}
                  showLabel
                  value={field.value}
                  onChange={field.onChange}
                  options={[
                    { value: 'unknown', label: m['countdown.form.t0.unknown']() },
                    { value: 'day', label: m['countdown.form.t0.day']() },
                    { value: 'instant', label: m['countdown.form.t0.instant']() },
                  ]}
                />
              )}
            />
            {t0Kind === 'day' && (
              <Controller
                control={control}
                name="day"
                render={({ field, fieldState }) => (
                  <DateField label={m['countdown.form.t0.day-at']()} {...choiceInForm(field, fieldState)} />
                )}
              />
            )}
            {t0Kind === 'instant' && (
              <Controller
                control={control}
                name="at"
                render={({ field, fieldState }) => (
                  <DateTimeField
                    label={m['countdown.form.t0']()}
                    zone={eventZone}
                    otherZone={zone}
                    {...choiceInForm(field, fieldState)}
                  />
                )}
              />
            )}
          </>
        )}
      </form>
    </Inspector>
  )
}

function t0Of({ t0Kind, day, at }: Values) {
  if (t0Kind === 'day' && day) return { kind: 'day', day } as const
  if (t0Kind === 'instant' && at) return { kind: 'instant', at } as const
  return { kind: 'unknown' } as const
}
