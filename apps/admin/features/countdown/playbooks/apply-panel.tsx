import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '../../../components/button.tsx'
import { EmptyState } from '../../../components/empty-state.tsx'
import { ErrorNote } from '../../../components/error-note.tsx'
import { Inspector } from '../../../components/inspector.tsx'
import { NetworkMarks, networkName } from '../../../components/network-mark.tsx'
import { PathLink } from '../../../components/path-link.tsx'
import { Select } from '../../../components/select.tsx'
import { SkeletonRows } from '../../../components/skeleton.tsx'
import { conditionWord, timingWord } from '../../../components/timing-word.ts'
import { sentenceOf } from '../../../data/errors.ts'
import { useZone } from '../../../data/session.ts'
import { queryClient, trpc } from '../../../data/trpc.ts'
import { dayAndTime, list, offset, quoted } from '../../../format/index.ts'
import { showToast } from '../../../frame/toasts.ts'
import { m } from '../../../words.ts'
import type { EventPage } from '../event-types.ts'
import type { Application } from './types.ts'
import { whoWord } from './who-field.tsx'

/** What a playbook makes of this event, shown before it is made. */
export function ApplyPanel({ event, onClose }: { event: EventPage; onClose: () => void }) {
  const { data: all } = useQuery(trpc.countdown.playbooks.queryOptions())
  const [chosen, setChosen] = useState<string | null>(null)
  const [clientId, setClientId] = useState<string | null>(null)
  const [again, setAgain] = useState<Application | null>(null)
  const playbooks = all?.filter((one) => !one.archived && one.posts + one.tasks > 0) ?? []
  const playbookId = chosen ?? playbooks[0]?.id ?? null
  const preview = useQuery({
    ...trpc.countdown.previewApplication.queryOptions({
      playbookId: playbookId ?? event.id,
      eventId: event.id,
      clientId,
    }),
    enabled: playbookId !== null,
  })
  const apply = useMutation(
    trpc.countdown.applyPlaybook.mutationOptions({
      onSuccess: (outcome) => {
        if (outcome.kind === 'refused') return
        if (outcome.kind === 'shown-again') return setAgain(outcome.application)
        void queryClient.invalidateQueries({ queryKey: trpc.countdown.pathKey() })
        showToast(m['playbooks.applied']({ posts: outcome.posts, tasks: outcome.tasks }))
        onClose()
      },
    }),
  )
  const answer = preview.data
  const shown = again ?? (answer?.kind === 'application' ? answer : null)
  const error = apply.error ?? preview.error
  const refused = apply.data?.kind === 'refused' ? apply.data.why : answer?.kind === 'refused' ? answer.why : null
  return (
    <Inspector
      title={m['playbooks.apply.title']({ name: event.name })}
      onClose={onClose}
      width={560}
      footer={
        <>
          <span className="flex-1" />
          <Button onPress={onClose}>{m['frame.close']()}</Button>
          {shown && playbookId && (
            <Button
              kind="primary"
              busy={apply.isPending}
              onPress={() => apply.mutate({ playbookId, eventId: event.id, clientId, fingerprint: shown.fingerprint })}
            >
              {m['playbooks.apply.do']({ posts: shown.posts.length, tasks: shown.tasks.length })}
            </Button>
          )}
        </>
      }
    >
      {all && playbooks.length === 0 && (
        <EmptyState
          title={m['playbooks.none']()}
          actions={<PathLink path="/playbooks">{m['playbooks.title']()}</PathLink>}
        >
          {m['playbooks.none.says']()}
        </EmptyState>
      )}
      {playbooks.length > 0 && (
        <div className="grid gap-3 pb-4 @md:grid-cols-2">
          <Select
            label={m['playbooks.one']()}
            value={playbookId}
            options={playbooks.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(next) => {
              setAgain(null)
              setChosen(next)
            }}
          />
          {event.otherClients.length > 0 && (
            <Select
              label={m['playbooks.client']()}
              value={clientId ?? event.client.id}
              options={[event.client, ...event.otherClients].map(({ id, name }) => ({ value: id, label: name }))}
              onChange={(next) => {
                setAgain(null)
                setClientId(next)
              }}
            />
          )}
        </div>
      )}
      {error && <ErrorNote title={sentenceOf(error)} />}
      {refused && <ErrorNote title={m[`playbooks.why.${refused}`]()} />}
      {playbookId && !shown && !error && !refused && <SkeletonRows rows={6} />}
      {shown && <Shown application={shown} changed={again !== null} />}
    </Inspector>
  )
}

function Shown({ application, changed }: { application: Application; changed: boolean }) {
  const zone = useZone()
  const { posts, tasks, appliedBefore } = application
  return (
    <div className="text-13">
      {changed && <ErrorNote title={m['playbooks.shown-again']()} />}
      {appliedBefore && (
        <p role="alert" className="pb-3 font-medium text-held">
          {m['playbooks.twice']({ by: appliedBefore.by, at: dayAndTime(appliedBefore.at, zone) })}
        </p>
      )}
      <p className="pb-3 text-ink-2">{m['playbooks.apply.says']({ client: application.client.name })}</p>
      {posts.length > 0 && <h3 className="rule pb-1 text-13">{m['playbooks.posts']({ count: posts.length })}</h3>}
      <ul>
        {posts.map((post) => (
          <li key={post.itemId} className="border-b border-hair py-1.5">
            <p className="flex items-baseline gap-2">
              <b className="w-[84px] shrink-0 font-medium text-ink-2">{timingWord(post.timing)}</b>
              <span className="min-w-0 flex-1">{post.title}</span>
              <NetworkMarks networks={post.channels.map(({ network }) => network)} />
            </p>
            <p className="pl-[92px] text-12 text-ink-3">
              {[post.at ? dayAndTime(post.at, zone) : '', conditionWord(post.timing)].filter(Boolean).join(' · ')}
            </p>
            {faultsOf(post, zone).map((fault) => (
              <p key={fault} className="pl-[92px] text-12 text-held">
                {fault}
              </p>
            ))}
          </li>
        ))}
      </ul>
      {tasks.length > 0 && <h3 className="rule pt-5 pb-1 text-13">{m['playbooks.tasks']()}</h3>}
      <ul>
        {tasks.map((task) => (
          <li key={task.itemId} className="flex items-baseline gap-2 border-b border-hair py-1.5">
            <b className="w-[84px] shrink-0 font-medium text-ink-2">{offset(task.offsetSeconds)}</b>
            <span className="min-w-0 flex-1">
              {task.title}
              <span className="block text-12 text-ink-3">
                {[
                  task.for ? whoWord(task.for) : m['playbooks.task.yours'](),
                  task.dueAt ? dayAndTime(task.dueAt, zone) : '',
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
              {task.past && <span className="block text-12 text-held">{m['playbooks.past']()}</span>}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** What a person should know of one post before it is made. */
function faultsOf(post: Application['posts'][number], zone: string): string[] {
  return [
    ...(post.past ? [m['playbooks.past']()] : []),
    ...(post.channels.length === 0 ? [m['playbooks.no-channel']()] : []),
    ...(post.missing.length > 0 ? [m['playbooks.missing']({ networks: list(post.missing.map(networkName)) })] : []),
    ...(post.unfilled.length > 0
      ? [m['playbooks.unfilled']({ names: list(post.unfilled.map(({ placeholder }) => `{${placeholder}}`)) })]
      : []),
    ...new Set(
      post.collisions.map(({ title, at }) =>
        m['playbooks.collides']({ post: quoted(title), at: dayAndTime(at, zone) }),
      ),
    ),
  ]
}
