import { useMutation, useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { Controller, useForm } from 'react-hook-form'
import { Button } from '../../components/button.tsx'
import { Checkbox } from '../../components/checkbox.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { choiceInForm, inForm } from '../../components/form-field.ts'
import { LeaveGuard } from '../../components/leave-guard.tsx'
import { PathLink } from '../../components/path-link.tsx'
import { LanguageField } from '../../components/language-field.tsx'
import { Segmented } from '../../components/segmented.tsx'
import { Select } from '../../components/select.tsx'
import { TextField } from '../../components/text-field.tsx'
import { fieldsOf, sentenceOf } from '../../data/errors.ts'
import { useMay } from '../../data/session.ts'
import { queryClient, trpc, trpcClient } from '../../data/trpc.ts'
import { language } from '../../format/index.ts'
import { showToast } from '../../frame/toasts.ts'
import { m } from '../../words.ts'
import { ChannelChoice } from './channel-choice.tsx'
import type { ReportLine } from './report-words.ts'

interface Props {
  /** Left out: a new one. */
  report?: ReportLine
  clientId?: string | undefined
  onDone: (definitionId: string) => void
  onCancel: () => void
}

export interface Values {
  clientId: string
  mandateId: string
  name: string
  language: 'fr' | 'en'
  period: ReportLine['period']
  allChannels: boolean
  channelIds: string[]
  showCost: boolean
}

const PERIODS = ['month', 'quarter', 'year', 'custom'] as const

/** What a report is about, for whom, and how often. What it says is written edition by edition. */
export function ReportForm({ report, clientId, onDone, onCancel }: Props) {
  const mayMoney = useMay('mandates.money')
  const mayMandate = useMay('mandates.write')
  const form = useForm<Values>({
    defaultValues: {
      clientId: report?.clientId ?? clientId ?? '',
      mandateId: report?.mandateId ?? '',
      name: report?.name ?? '',
      language: report?.language ?? language(),
      period: report?.period ?? 'month',
      allChannels: !report || report.channelIds.length === 0,
      channelIds: report?.channelIds ?? [],
      showCost: report?.showCost ?? false,
    },
  })
  const { control, handleSubmit, setError, clearErrors, setValue, watch, formState } = form
  const { errors, isDirty } = formState
  const leaving = useRef(false)
  const chosenClient = watch('clientId')
  const { data: clients } = useQuery(trpc.clients.list.queryOptions({}))
  const mandates = useQuery({
    ...trpc.mandates.list.queryOptions({ clientId: chosenClient }),
    enabled: chosenClient !== '',
  })
  const save = useMutation({
    mutationFn: async ({ clientId: client, allChannels, channelIds, ...values }: Values) => {
      const input = { ...values, channelIds: allChannels ? [] : channelIds }
      if (report) return trpcClient.reporting.update.mutate({ definitionId: report.id, ...input })
      return trpcClient.reporting.create.mutate({ clientId: client, ...input })
    },
    onSuccess: async (answer, values) => {
      if (answer.kind === 'refused') {
        const message = m[`reporting.why.${answer.why}`]()
        if (answer.why === 'mandate-of-another-client') return setError('mandateId', { message })
        return setError(answer.why === 'money' ? 'showCost' : 'channelIds', { message })
      }
      leaving.current = true
      await queryClient.invalidateQueries({ queryKey: trpc.reporting.pathKey() })
      showToast(report ? m['reporting.form.saved']({ name: values.name.trim() }) : m['reporting.form.created']())
      return onDone(answer.kind === 'created' ? answer.id : (report?.id ?? ''))
    },
    onError: (failure) => {
      const fields = fieldsOf(failure)
      fields.forEach(({ path, sentence }, i) =>
        setError(path as 'name', { type: 'server', message: sentence }, { shouldFocus: i === 0 }),
      )
      if (fields.length === 0) setError('root', { type: 'server', message: sentenceOf(failure) })
    },
  })
  return (
    <form
      noValidate
      className="grid max-w-[560px] grid-cols-[minmax(0,1fr)] gap-4 pb-8"
      onSubmit={(submit) => {
        // What the server said last time would else bar the way for ever.
        clearErrors()
        void handleSubmit((values) => save.mutate(values))(submit)
      }}
    >
      <LeaveGuard
        unsaved={() => isDirty && !leaving.current}
        title={m['reporting.leave.title']()}
        says={m['reporting.form.not-saved']()}
        stay={m['reporting.leave.stay']()}
        go={m['reporting.leave.go']()}
      />
      {report ? (
        <p className="text-13 text-ink-2">
          {report.clientName}. {m['reporting.form.frozen-stay']()}
        </p>
      ) : (
        <Controller
          control={control}
          name="clientId"
          rules={{ required: m['reporting.form.need-client']() }}
          render={({ field, fieldState }) => (
            <Select
              label={m['reporting.form.client']()}
              options={(clients ?? []).map((one) => ({ value: one.id, label: one.name }))}
              {...choiceInForm(field, fieldState)}
              value={field.value || null}
              onChange={(client) => {
                field.onChange(client)
                // A mandate and channels belong to one client.
                setValue('mandateId', '')
                setValue('channelIds', [])
                const spoken = clients?.find((one) => one.id === client)?.language
                if (spoken) setValue('language', spoken)
              }}
            />
          )}
        />
      )}
      <Controller
        control={control}
        name="mandateId"
        rules={{ required: m['reporting.form.need-mandate']() }}
        render={({ field, fieldState }) => (
          <Select
            label={m['reporting.form.mandate']()}
            hint={m['reporting.form.mandate-says']()}
            options={(mandates.data ?? []).map((one) => ({ value: one.id, label: one.name }))}
            {...choiceInForm(field, fieldState)}
            value={field.value || null}
          />
        )}
      />
      {mandates.data?.length === 0 && (
        <p className="text-13 text-ink-2">
          {m['reporting.form.no-mandate']()}{' '}
          {mayMandate && (
            <PathLink path={`/mandates?new=true&client=${chosenClient}`}>{m['reporting.form.to-mandate']()}</PathLink>
          )}
        </p>
      )}
      <Controller
        control={control}
        name="name"
        rules={{ validate: (name) => name.trim() !== '' || m['reporting.form.need-name']() }}
        render={({ field, fieldState }) => (
          <TextField
            label={m['reporting.form.name']()}
            hint={m['reporting.form.name-says']()}
            maxLength={160}
            isRequired
            {...inForm(field, fieldState)}
          />
        )}
      />
      <div className="flex flex-wrap gap-x-6 gap-y-4">
        <Controller
          control={control}
          name="period"
          render={({ field }) => (
            <Segmented
              label={m['reporting.form.period']()}
              showLabel
              value={field.value}
              onChange={field.onChange}
              options={PERIODS.map((value) => ({ value, label: m[`reporting.period.${value}`]() }))}
            />
          )}
        />
        <Controller
          control={control}
          name="language"
          render={({ field }) => (
            <LanguageField label={m['reporting.form.language']()} value={field.value} onChange={field.onChange} />
          )}
        />
      </div>
      <ChannelChoice control={control} clientId={chosenClient} error={errors.channelIds?.message} />
      {(mayMoney || report?.showCost) && (
        <div>
          <Controller
            control={control}
            name="showCost"
            render={({ field }) => (
              <Checkbox isSelected={field.value} onChange={field.onChange} hint={m['reporting.form.cost-says']()}>
                {m['reporting.form.cost']()}
              </Checkbox>
            )}
          />
          {errors.showCost?.message && <p className="pt-1 text-12 text-failed">{errors.showCost.message}</p>}
        </div>
      )}
      {errors.root?.message && <ErrorNote title={errors.root.message} kept={m['reporting.form.not-saved']()} />}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" kind="primary" busy={save.isPending}>
          {report ? m['reporting.form.save']() : m['reporting.form.create']()}
        </Button>
        <Button
          onPress={() => {
            leaving.current = true
            onCancel()
          }}
        >
          {m['reporting.form.cancel']()}
        </Button>
      </div>
    </form>
  )
}
