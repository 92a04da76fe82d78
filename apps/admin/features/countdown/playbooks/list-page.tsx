import { useMutation, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { BookOpen } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../../components/button.tsx'
import { EmptyState } from '../../../components/empty-state.tsx'
import { ErrorNote } from '../../../components/error-note.tsx'
import { NetworkMarks } from '../../../components/network-mark.tsx'
import { SkeletonRows } from '../../../components/skeleton.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { sentenceOf } from '../../../data/errors.ts'
import { useMay, useZone } from '../../../data/session.ts'
import { queryClient, trpc } from '../../../data/trpc.ts'
import { dayWithYear } from '../../../format/index.ts'
import { useCrumbs } from '../../../frame/crumbs.ts'
import { m } from '../../../words.ts'
import type { PlaybookLine } from './types.ts'

const route = getRouteApi('/frame/playbooks')

/** Every playbook: what was learned at one launch, ready for the next. */
export default function PlaybooksPage() {
  const navigate = route.useNavigate()
  const mayWrite = useMay('countdown.write')
  const [name, setName] = useState<string | null>(null)
  const [tried, setTried] = useState(false)
  const { data: playbooks, error } = useQuery(trpc.countdown.playbooks.queryOptions())
  useCrumbs([{ label: m['playbooks.title']() }])
  const create = useMutation(
    trpc.countdown.createPlaybook.mutationOptions({
      onSuccess: async ({ id }) => {
        await queryClient.invalidateQueries({ queryKey: trpc.countdown.playbooks.queryKey() })
        await navigate({ to: '/playbooks/$playbookId', params: { playbookId: id } })
      },
    }),
  )
  const alive = playbooks?.filter(({ archived }) => !archived) ?? []
  const away = playbooks?.filter(({ archived }) => archived) ?? []
  const start = mayWrite && (
    <Button kind="primary" onPress={() => setName('')}>
      {m['playbooks.new']()}
    </Button>
  )
  return (
    <div className="@container px-7 py-5 phone:px-4">
      <header className="flex flex-wrap items-start justify-between gap-3 pb-5">
        <div>
          <h1 className="text-26">{m['playbooks.title']()}</h1>
          <p className="max-w-[60ch] text-ink-2">{m['playbooks.intro']()}</p>
        </div>
        {name === null && alive.length > 0 && start}
      </header>
      {name !== null && (
        <form
          className="max-w-[480px] pb-6"
          onSubmit={(event) => {
            event.preventDefault()
            setTried(true)
            if (name.trim() !== '') create.mutate({ name: name.trim() })
          }}
        >
          <TextField
            label={m['playbooks.name']()}
            value={name}
            maxLength={160}
            autoFocus
            error={
              create.error
                ? sentenceOf(create.error)
                : tried && name.trim() === ''
                  ? m['playbooks.nameless']()
                  : undefined
            }
            onChange={setName}
            after={
              <>
                <Button type="submit" kind="primary" busy={create.isPending}>
                  {m['playbooks.create']()}
                </Button>
                <Button kind="quiet" onPress={() => setName(null)}>
                  {m['playbooks.cancel']()}
                </Button>
              </>
            }
          />
        </form>
      )}
      {error && <ErrorNote title={sentenceOf(error)} />}
      {!playbooks && !error && <SkeletonRows rows={4} rowHeight={52} />}
      {playbooks && alive.length === 0 && name === null && (
        <EmptyState icon={BookOpen} title={m['playbooks.none']()} actions={start}>
          {m['playbooks.none.says']()}
        </EmptyState>
      )}
      <Lines lines={alive} />
      {away.length > 0 && (
        <>
          <h2 className="rule mt-8 pb-1 text-13">{m['playbooks.away']()}</h2>
          <Lines lines={away} />
        </>
      )}
    </div>
  )
}

function Lines({ lines }: { lines: readonly PlaybookLine[] }) {
  const zone = useZone()
  return (
    <ul>
      {lines.map((one) => (
        <li
          key={one.id}
          className="relative flex min-h-[52px] flex-wrap items-center gap-x-4 border-b border-hair py-1.5 hover:bg-hover"
        >
          <div className="min-w-0 flex-1">
            <Link
              to="/playbooks/$playbookId"
              params={{ playbookId: one.id }}
              className="font-medium no-underline after:absolute after:inset-0"
            >
              {one.name}
            </Link>
            <p className="text-12 text-ink-3">
              {[
                m['playbooks.counts']({ posts: one.posts, tasks: one.tasks }),
                one.madeFrom ? m['playbooks.made-from']({ name: one.madeFrom.name }) : '',
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
          </div>
          <NetworkMarks networks={one.networks} />
          <p className="w-[200px] text-right text-12 text-ink-2 @max-xl:hidden">
            {one.applied.lastAt
              ? m['playbooks.applied-times']({
                  count: one.applied.times,
                  at: dayWithYear(one.applied.lastAt, zone),
                })
              : m['playbooks.never']()}
          </p>
        </li>
      ))}
    </ul>
  )
}
