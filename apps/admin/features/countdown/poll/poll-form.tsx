import { useMutation, useQuery } from '@tanstack/react-query'
import { Plus, X } from 'lucide-react'
import { Controller, useFieldArray, useForm } from 'react-hook-form'
import { Button, IconButton } from '../../../components/button.tsx'
import { Checkbox } from '../../../components/checkbox.tsx'
import { ConfirmButton } from '../../../components/confirm-button.tsx'
import { ErrorNote } from '../../../components/error-note.tsx'
import { inForm } from '../../../components/form-field.ts'
import { Inspector } from '../../../components/inspector.tsx'
import { LanguageField } from '../../../components/language-field.tsx'
import { OffsetField } from '../../../components/offset-field.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { sentenceOf } from '../../../data/errors.ts'
import { queryClient, trpc, trpcClient } from '../../../data/trpc.ts'
import { T_ZERO } from '../../../format/index.ts'
import { showToast } from '../../../frame/toasts.ts'
import { m } from '../../../words.ts'
import type { EventPage } from '../event-types.ts'

type Outside = { name: string; email: string; role: string; language: 'fr' | 'en'; zone: string | null }
type Values = { ask: number | null; close: number | null; members: string[]; outside: Outside[] }

const FORM = 'poll-form'
/** Two hours before, until ten minutes before. */
const ASK = -7200
const CLOSE = -600

function valuesOf({ poll }: EventPage): Values {
  const voices = poll?.voices ?? []
  return {
    ask: poll?.askOffsetSeconds ?? ASK,
    close: poll?.closeOffsetSeconds ?? CLOSE,
    members: voices.flatMap(({ memberId }) => memberId ?? []),
    outside: voices.flatMap(({ memberId, name, email, role, language, zone }) =>
      memberId ? [] : [{ name, email, role, language, zone }],
    ),
  }
}

/** Who is asked, when, and until when. */
export function PollForm({ event, onClose }: { event: EventPage; onClose: () => void }) {
  const members = useQuery(trpc.agency.members.queryOptions())
  const { control, handleSubmit, getValues } = useForm<Values>({ defaultValues: valuesOf(event) })
  const { fields, append, remove } = useFieldArray({ control, name: 'outside' })
  const roles = new Map(event.poll?.voices.map((voice) => [voice.memberId, voice.role]))
  const save = useMutation({
    mutationFn: ({ ask, close, members: chosen, outside }: Values) =>
      trpcClient.countdown.poll.save.mutate({
        eventId: event.id,
        askOffsetSeconds: ask ?? ASK,
        closeOffsetSeconds: close ?? CLOSE,
        people: [
          ...outside.map((one) => ({ kind: 'outside' as const, ...one })),
          ...chosen.map((memberId) => ({ kind: 'member' as const, memberId, role: roles.get(memberId) ?? '' })),
        ],
      }),
    onSuccess: () => done(m['poll.form.saved']()),
  })
  const drop = useMutation(
    trpc.countdown.poll.drop.mutationOptions({
      onSuccess: () => done(m['poll.dropped']()),
      onError: (error) => showToast(sentenceOf(error)),
    }),
  )
  function done(words: string) {
    void queryClient.invalidateQueries({ queryKey: trpc.countdown.pathKey() })
    showToast(words)
    onClose()
  }
  const error = save.error ?? members.error
  return (
    <Inspector
      title={m['poll.form.title']({ name: event.name })}
      onClose={onClose}
      width={560}
      footer={
        <>
          {event.poll && (
            <ConfirmButton
              label={m['poll.drop']()}
              title={m['poll.drop.title']()}
              confirm={m['poll.drop']()}
              onConfirm={() => drop.mutateAsync({ eventId: event.id })}
            >
              {m['poll.drop.says']()}
            </ConfirmButton>
          )}
          <span className="flex-1" />
          <Button kind="primary" type="submit" form={FORM} busy={save.isPending}>
            {m['poll.form.save']()}
          </Button>
        </>
      }
    >
      <form
        id={FORM}
        noValidate
        onSubmit={(submit) => void handleSubmit((values) => save.mutate(values))(submit)}
        className="grid gap-4 pt-1"
      >
        {error && <ErrorNote title={sentenceOf(error)} />}
        <Controller
          control={control}
          name="ask"
          rules={{ validate: (ask) => (ask !== null && ask < 0) || m['poll.form.ask.after']() }}
          render={({ field, fieldState }) => (
            <OffsetField
              label={m['poll.form.ask']()}
              base={T_ZERO}
              value={field.value}
              onChange={field.onChange}
              onBlur={field.onBlur}
              error={fieldState.error?.message}
            />
          )}
        />
        <Controller
          control={control}
          name="close"
          rules={{
            validate: (close) =>
              (close !== null && close <= 0 && close > (getValues('ask') ?? 0)) || m['poll.form.close.early'](),
          }}
          render={({ field, fieldState }) => (
            <OffsetField
              label={m['poll.form.close']()}
              base={T_ZERO}
              value={field.value}
              onChange={field.onChange}
              onBlur={field.onBlur}
              error={fieldState.error?.message}
            />
          )}
        />
        <Controller
          control={control}
          name="members"
          rules={{
            validate: (chosen) => chosen.length + getValues('outside').length > 0 || m['poll.form.nobody'](),
          }}
          render={({ field, fieldState }) => (
            <fieldset>
              <legend className="rule w-full pb-1 text-13 font-bold">{m['poll.form.members']()}</legend>
              <div className="grid grid-cols-[repeat(auto-fill,minmax(180px,1fr))] gap-x-4 gap-y-2 pt-2 phone:gap-y-0">
                {(members.data ?? []).map((one) => (
                  <Checkbox
                    key={one.id}
                    isSelected={field.value.includes(one.id)}
                    onChange={(chosen) =>
                      field.onChange(chosen ? [...field.value, one.id] : field.value.filter((id) => id !== one.id))
                    }
                  >
                    {one.name}
                  </Checkbox>
                ))}
              </div>
              {fieldState.error && <ErrorNote title={fieldState.error.message ?? ''} />}
            </fieldset>
          )}
        />
        <fieldset className="min-w-0">
          <legend className="rule w-full pb-1 text-13 font-bold">{m['poll.form.outside']()}</legend>
          <p className="pt-2 pb-1 text-13 text-ink-2">{m['poll.form.outside.says']()}</p>
          <ol>
            {fields.map((row, i) => (
              <li key={row.id} className="grid grid-cols-2 items-start gap-x-3 gap-y-2 border-b border-hair py-3">
                <Controller
                  control={control}
                  name={`outside.${i}.name`}
                  rules={{ validate: (name) => name.trim() !== '' || m['poll.form.missing']() }}
                  render={({ field, fieldState }) => (
                    <TextField label={m['poll.form.name']()} maxLength={120} {...inForm(field, fieldState)} />
                  )}
                />
                <Controller
                  control={control}
                  name={`outside.${i}.email`}
                  rules={{ validate: (email) => /^\S+@\S+\.\S+$/.test(email.trim()) || m['poll.form.email.wrong']() }}
                  render={({ field, fieldState }) => (
                    <TextField label={m['poll.form.email']()} type="email" {...inForm(field, fieldState)} />
                  )}
                />
                <Controller
                  control={control}
                  name={`outside.${i}.role`}
                  render={({ field, fieldState }) => (
                    <TextField label={m['poll.form.role']()} maxLength={80} {...inForm(field, fieldState)} />
                  )}
                />
                <div className="flex items-end gap-2">
                  <Controller
                    control={control}
                    name={`outside.${i}.language`}
                    render={({ field }) => (
                      <LanguageField label={m['poll.form.language']()} value={field.value} onChange={field.onChange} />
                    )}
                  />
                  <IconButton label={m['poll.form.remove']()} className="ml-auto" onPress={() => remove(i)}>
                    <X size={16} strokeWidth={1.75} />
                  </IconButton>
                </div>
              </li>
            ))}
          </ol>
          <Button
            size="small"
            className="mt-3"
            onPress={() => append({ name: '', email: '', role: '', language: 'fr', zone: null })}
          >
            <Plus size={14} strokeWidth={2} aria-hidden /> {m['poll.form.add']()}
          </Button>
        </fieldset>
        {event.poll && <p className="text-13 text-ink-2">{m['poll.form.keeps']()}</p>}
      </form>
    </Inspector>
  )
}
