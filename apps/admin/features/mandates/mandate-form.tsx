import { useMutation, useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useForm } from 'react-hook-form'
import { Button } from '../../components/button.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { LeaveGuard } from '../../components/leave-guard.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { fieldsOf, sentenceOf } from '../../data/errors.ts'
import { useZone } from '../../data/session.ts'
import { queryClient, trpc, trpcClient } from '../../data/trpc.ts'
import { showToast } from '../../frame/toasts.ts'
import { m } from '../../words.ts'
import { ContractFields } from './contract-fields.tsx'
import { GoalFields } from './goal-fields.tsx'
import { fieldOf, inputOf, newValues, type Values, valuesOf } from './mandate-values.ts'
import type { Mandate } from './mandate-words.ts'
import { RuleFields } from './rule-fields.tsx'
import { ScopeFields } from './scope-fields.tsx'
import { TeamFields } from './team-fields.tsx'

interface Props {
  /** Left out: a new one. */
  mandate?: Mandate
  /** The client that a new one is for, where it is known. */
  clientId?: string | undefined
  onDone: (mandateId: string) => void
  onCancel: () => void
}

/** Waits for what the fields offer, so that nothing that was typed moves under the hand. */
export function MandateForm(props: Props) {
  const zone = useZone()
  const members = useQuery(trpc.agency.members.queryOptions())
  const agency = useQuery(trpc.agency.get.queryOptions())
  const error = members.error ?? agency.error
  if (error) return <ErrorNote title={sentenceOf(error)} />
  if (!members.data || !agency.data) return <SkeletonRows rows={6} rowHeight={56} />
  const seated = new Set(members.data.map((one) => one.id))
  const values = props.mandate
    ? valuesOf(props.mandate, seated)
    : newValues(props.clientId ?? '', Temporal.Now.plainDateISO(zone).toString(), agency.data.currency)
  return <Form {...props} start={values} members={members.data} />
}

interface FormProps extends Props {
  start: Values
  members: readonly { id: string; name: string }[]
}

function Form({ mandate, start, members, onDone, onCancel }: FormProps) {
  const form = useForm<Values>({ defaultValues: start })
  const { control, handleSubmit, setError, clearErrors, formState } = form
  const { isDirty, errors } = formState
  // What it was when the form was filled with it: somebody else may change it while one types.
  const [opened, setOpened] = useState(start)
  const changedSince = mandate !== undefined && JSON.stringify(start) !== JSON.stringify(opened)
  const leaving = useRef(false)
  const save = useMutation({
    mutationFn: async (values: Values) => {
      const input = inputOf(values)
      if (mandate) return trpcClient.mandates.update.mutate({ mandateId: mandate.id, ...input })
      return trpcClient.mandates.create.mutate(input)
    },
    onSuccess: async (answer, values) => {
      if (answer.kind === 'refused') {
        const at = answer.why === 'unknown-member' ? 'team.root' : 'goals.root'
        const message = m[`mandates.why.${answer.why}`]()
        return answer.why === 'mandate-of-another-client'
          ? setError('root', { message })
          : setError(at as 'root', { message })
      }
      leaving.current = true
      await queryClient.invalidateQueries({ queryKey: trpc.mandates.pathKey() })
      void queryClient.invalidateQueries({ queryKey: trpc.clients.pathKey() })
      const name = values.name.trim()
      showToast(mandate ? m['mandates.form.saved']({ name }) : m['mandates.form.created']({ name }))
      return onDone(answer.kind === 'created' ? answer.id : (mandate?.id ?? ''))
    },
    onError: (failure) => {
      const fields = fieldsOf(failure)
      fields.forEach(({ path, sentence }, i) =>
        setError(fieldOf(path) as 'name', { type: 'server', message: sentence }, { shouldFocus: i === 0 }),
      )
      if (fields.length === 0) setError('root', { type: 'server', message: sentenceOf(failure) })
    },
  })
  const gone = mandate ? mandate.team.length - start.team.length : 0
  return (
    <form
      noValidate
      className="grid max-w-[680px] grid-cols-[minmax(0,1fr)] gap-6 pb-8"
      onSubmit={(submit) => {
        // What the server said of a part as a whole would else bar the way for ever.
        clearErrors()
        void handleSubmit((values) => save.mutate(values))(submit)
      }}
    >
      <LeaveGuard
        unsaved={() => isDirty && !leaving.current}
        title={m['mandates.leave.title']()}
        says={m['mandates.leave.says']()}
        stay={m['mandates.leave.stay']()}
        go={m['mandates.leave.go']()}
      />
      {changedSince && !save.isPending && !save.isSuccess && (
        <ErrorNote title={m['mandates.form.changed-since']()} kept={m['mandates.form.changed-since-says']()}>
          <Button
            size="small"
            onPress={() => {
              form.reset(start)
              setOpened(start)
            }}
          >
            {m['mandates.form.take-theirs']()}
          </Button>
        </ErrorNote>
      )}
      <ContractFields control={control} isNew={!mandate} clientName={mandate?.clientName} form={form} />
      <ScopeFields control={control} error={errors.scope?.root?.message} />
      <GoalFields control={control} error={errors.goals?.root?.message} />
      <TeamFields control={control} members={members} gone={gone} form={form} />
      <RuleFields control={control} />
      {errors.root?.message && <ErrorNote title={errors.root.message} kept={m['mandates.form.not-saved']()} />}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" kind="primary" busy={save.isPending}>
          {mandate ? m['mandates.form.save']() : m['mandates.form.create']()}
        </Button>
        <Button
          onPress={() => {
            leaving.current = true
            onCancel()
          }}
        >
          {m['mandates.form.cancel']()}
        </Button>
      </div>
    </form>
  )
}
