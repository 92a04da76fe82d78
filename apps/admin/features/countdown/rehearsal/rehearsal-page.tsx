import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { EmptyState } from '../../../components/empty-state.tsx'
import { ErrorNote } from '../../../components/error-note.tsx'
import { SkeletonRows } from '../../../components/skeleton.tsx'
import { sentenceOf } from '../../../data/errors.ts'
import { useMay, useZone } from '../../../data/session.ts'
import { trpc } from '../../../data/trpc.ts'
import { countdown, dayAndTime } from '../../../format/index.ts'
import { useCrumbs } from '../../../frame/crumbs.ts'
import { m } from '../../../words.ts'
import { OrderForm } from './order-form.tsx'
import { countsSentence, type Rehearsal, type RehearsalLine } from './rehearsal-words.ts'
import { ScorecardView } from './scorecard-view.tsx'

const route = getRouteApi('/frame/countdown/$eventId/rehearsal')

const isUnderWay = (state: RehearsalLine['state'] | undefined) => state === 'queued' || state === 'running'
/** How often a rehearsal that runs is looked at, in ms. */
const LOOK = 500

/** An event's rehearsals: what is to happen, how far the one that runs has come, and what each of them showed. */
export default function RehearsalPage() {
  const { eventId } = route.useParams()
  const { run } = route.useSearch()
  const navigate = route.useNavigate()
  const zone = useZone()
  const mayRun = useMay('countdown.run')
  const event = useQuery(trpc.countdown.get.queryOptions({ eventId }))
  const all = useQuery({
    ...trpc.rehearsal.list.queryOptions({ eventId }),
    refetchInterval: ({ state }) => (isUnderWay(state.data?.rehearsals[0]?.state) ? LOOK : false),
  })
  const shown = run ?? all.data?.rehearsals[0]?.id
  useCrumbs([{ label: event.data?.name ?? '…', href: `/countdown/${eventId}` }, { label: m['rehearsal.title']() }])
  const error = event.error ?? all.error
  if (error) {
    return (
      <div className="px-7 py-5 phone:px-4">
        <ErrorNote title={sentenceOf(error)} />
      </div>
    )
  }
  if (!event.data || !all.data) {
    return (
      <div className="px-7 py-5 phone:px-4">
        <SkeletonRows rows={9} rowHeight={40} />
      </div>
    )
  }
  const { attempt } = event.data
  const isOpen = attempt.state === 'planned' || attempt.state === 'go' || attempt.state === 'hold'
  return (
    <div className="@container px-7 py-5 phone:px-4">
      <h1 className="text-26">
        {m['rehearsal.title']()}{' '}
        <Link to="/countdown/$eventId" params={{ eventId }} className="text-ink-3">
          {event.data.name}
        </Link>
      </h1>
      <p className="max-w-[70ch] pt-1 text-14 text-pretty text-ink-2 print:hidden">{m['rehearsal.says']()}</p>
      <div className="print:hidden">
        {!all.data.isPossible && (
          <div className="max-w-[80ch] pt-4">
            <ErrorNote title={m['rehearsal.off.title']()} kept={m['rehearsal.off.says']()} />
          </div>
        )}
        {!isOpen && <p className="pt-4 text-14">{m['rehearsal.over']()}</p>}
        {mayRun && all.data.isPossible && isOpen && (
          <OrderForm
            key={eventId}
            event={event.data}
            channels={all.data.channels}
            isUnderWay={isUnderWay(all.data.rehearsals[0]?.state)}
            onOrdered={(id) => void navigate({ search: { run: id }, replace: true })}
          />
        )}
      </div>
      <div className="grid gap-x-8 gap-y-6 pt-6 @4xl:grid-cols-[minmax(0,1fr)_280px]">
        <div className="min-w-0">
          {shown ? (
            <Shown id={shown} zone={zone} />
          ) : (
            <EmptyState title={m['rehearsal.none']()}>{m['rehearsal.none.says']()}</EmptyState>
          )}
        </div>
        <Past rehearsals={all.data.rehearsals} shown={shown} eventId={eventId} zone={zone} />
      </div>
    </div>
  )
}

function Shown({ id, zone }: { id: string; zone: string }) {
  const { data, error } = useQuery({
    ...trpc.rehearsal.get.queryOptions({ rehearsalId: id }),
    refetchInterval: ({ state }) => (isUnderWay(state.data?.state) ? LOOK : false),
  })
  if (error) return <ErrorNote title={sentenceOf(error)} />
  if (!data) return <SkeletonRows rows={6} rowHeight={36} />
  if (data.scorecard) return <ScorecardView card={data.scorecard} zone={zone} />
  if (isUnderWay(data.state)) return <UnderWay rehearsal={data} zone={zone} />
  return <ErrorNote title={stateWord(data.state)} kept={becauseWord(data.because)} />
}

function UnderWay({ rehearsal, zone }: { rehearsal: Rehearsal; zone: string }) {
  const { progress, script } = rehearsal
  return (
    <div role="status" className="rounded-3 border border-line bg-surface p-4">
      <p className="text-14 font-bold">{stateWord(rehearsal.state)}</p>
      {progress && (
        <p className="text-13 text-ink-2 tabular-nums">
          {m['rehearsal.running.at']({
            clock: progress.clockSeconds === null ? '' : countdown(progress.clockSeconds),
            at: dayAndTime(progress.at, zone),
          })}
        </p>
      )}
      <progress
        aria-label={m['rehearsal.running']()}
        value={progress?.steps ?? 0}
        max={Math.max(1, script.length)}
        className="mt-2 h-1 w-full accent-accent"
      />
    </div>
  )
}

interface PastProps {
  rehearsals: readonly RehearsalLine[]
  shown: string | undefined
  eventId: string
  zone: string
}

function Past({ rehearsals, shown, eventId, zone }: PastProps) {
  if (rehearsals.length === 0) return null
  return (
    <section className="min-w-0 print:hidden">
      <h2 className="rule pb-1 text-13">{m['rehearsal.past']()}</h2>
      <ol>
        {rehearsals.map((one) => (
          <li key={one.id} className="border-b border-hair py-1.5 text-12">
            <Link
              to="/countdown/$eventId/rehearsal"
              params={{ eventId }}
              search={{ run: one.id }}
              aria-current={one.id === shown ? 'true' : undefined}
              className={one.id === shown ? 'font-bold' : ''}
            >
              {m['rehearsal.by']({ at: dayAndTime(one.orderedAt, zone), by: one.orderedBy })}
            </Link>
            <p className="text-ink-3">{one.counts ? countsSentence(one.counts) : stateWord(one.state)}</p>
          </li>
        ))}
      </ol>
    </section>
  )
}

function stateWord(state: RehearsalLine['state']): string {
  return state === 'finished' ? m['rehearsal.title']() : m[`rehearsal.${state}`]()
}

const BECAUSE = ['worker-lost', 'worker-stopped', 'simulator-failed', 'took-too-long', 'our-fault'] as const

function becauseWord(because: string | null): string {
  return m[`rehearsal.because.${BECAUSE.find((one) => one === because) ?? 'our-fault'}`]()
}
