import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Timer } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { Button, buttonClass } from '../../components/button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { attemptWord, clockSeconds } from '../../components/t0-clock.tsx'
import { sentenceOf } from '../../data/errors.ts'
import { useMay, useZone } from '../../data/session.ts'
import { trpc } from '../../data/trpc.ts'
import { countdown, dayAndTime, dayWithYear, list, sameWallTime, timeOfDay, numberWord } from '../../format/index.ts'
import { useCommands } from '../../frame/commands.ts'
import { useSecond } from '../../frame/now.ts'
import { m } from '../../words.ts'
import { subtitle } from './event-head.tsx'
import { dayWord } from './event-log.tsx'
import type { EventLine } from './event-types.ts'
import { clockOf } from '../../components/attempt-clock.ts'

const EventForm = lazy(async () => ({ default: (await import('./event-form.tsx')).EventForm }))

const route = getRouteApi('/frame/countdown')

/** Every event of the agency: what is ahead by T-0, then the archive. */
export default function ListPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const mayWrite = useMay('countdown.write')
  const zone = useZone()
  const { data: events, error } = useQuery(trpc.countdown.list.queryOptions())
  const openNew = () => void navigate({ search: { new: 'event' } })
  useCommands(
    mayWrite
      ? [
          {
            id: 'countdown.new',
            label: () => m['countdown.new'](),
            group: () => m['countdown.title'](),
            keys: 'n',
            run: openNew,
          },
        ]
      : [],
  )
  const over = events?.filter(isOver) ?? []
  const ahead = events?.filter((event) => !isOver(event)) ?? []
  return (
    <div className="@container px-7 py-5 phone:px-4">
      <header className="flex flex-wrap items-start justify-between gap-3 pb-5">
        <div>
          <h1 className="text-26">{m['countdown.title']()}</h1>
          {events && events.length > 0 && <p className="text-ink-2">{intro(ahead, zone)}</p>}
        </div>
        <div className="flex flex-wrap gap-2">
          <Link to="/playbooks" className={buttonClass()}>
            {m['playbooks.title']()}
          </Link>
          {mayWrite && (
            <Button kind="primary" onPress={openNew}>
              {m['countdown.new']()}
            </Button>
          )}
        </div>
      </header>
      {error && <ErrorNote title={sentenceOf(error)} />}
      {!events && !error && <SkeletonRows rows={5} rowHeight={52} />}
      {events?.length === 0 && (
        <EmptyState
          icon={Timer}
          title={m['countdown.empty.title']()}
          actions={
            mayWrite && (
              <Button kind="primary" onPress={openNew}>
                {m['countdown.new']()}
              </Button>
            )
          }
        >
          {m['countdown.empty']()}
        </EmptyState>
      )}
      {ahead.length > 0 && <Events title={m['countdown.ahead']()} events={ahead} zone={zone} />}
      {over.length > 0 && <Events title={m['countdown.over']()} events={over} zone={zone} />}
      <Suspense fallback={null}>
        {search.new && (
          <EventForm
            onClose={() => void navigate({ search: {}, replace: true })}
            onCreated={(eventId) => void navigate({ to: '/countdown/$eventId', params: { eventId }, search: {} })}
          />
        )}
      </Suspense>
    </div>
  )
}

const isOver = ({ attempt }: EventLine) => attempt.state === 'closed' || attempt.state === 'launched'

function intro(ahead: readonly EventLine[], zone: string): string {
  const [next] = ahead
  if (!next) return m['countdown.intro.none']()
  const count = m['countdown.intro']({ count: ahead.length, word: numberWord(ahead.length, true) })
  return `${count} ${m['countdown.intro.next']({ name: next.name, when: whenWord(next, zone) })}`
}

function whenWord({ attempt }: EventLine, zone: string): string {
  if (attempt.liftoffAt) return dayWithYear(attempt.liftoffAt, zone)
  if (attempt.t0.kind === 'instant') return dayAndTime(attempt.t0.at, zone)
  if (attempt.t0.kind === 'day') return m['parts.t0.net']({ day: dayWord(attempt.t0.day) })
  return attempt.state === 'planned' ? m['countdown.unknown']() : attemptWord(attempt.state)
}

function Events({ title, events, zone }: { title: string; events: readonly EventLine[]; zone: string }) {
  return (
    <section className="pb-6">
      <h2 className="rule flex gap-2 pb-1 text-13">
        {title} <span className="font-normal text-ink-3">{events.length}</span>
      </h2>
      <ul>
        {events.map((event) => (
          <Event key={event.id} event={event} zone={zone} />
        ))}
      </ul>
    </section>
  )
}

function Event({ event, zone }: { event: EventLine; zone: string }) {
  const { attempt } = event
  const { t0 } = attempt
  return (
    <li className="relative grid min-h-[52px] grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 border-b border-hair py-1.5 hover:bg-hover @3xl:grid-cols-[176px_minmax(0,1fr)_180px_150px]">
      <div>
        <p className="font-bold whitespace-nowrap">{whenWord(event, zone)}</p>
        {t0.kind === 'instant' && !attempt.liftoffAt && !sameWallTime(t0.at, zone, event.zone) && (
          <p className="text-12 text-ink-3">
            {timeOfDay(t0.at, event.zone)} {event.site}
          </p>
        )}
      </div>
      <div className="min-w-0 @max-3xl:order-first">
        <p className="truncate font-medium">
          <Link
            to="/countdown/$eventId"
            params={{ eventId: event.id }}
            className="no-underline after:absolute after:inset-0"
          >
            {event.name}
          </Link>
        </p>
        <p className="truncate text-12 text-ink-3">
          {[list([event.client, ...event.otherClients.map(({ name }) => name)]), subtitle(event)]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      <p className="text-12 text-ink-2 @max-3xl:hidden">
        {event.posts === 0 ? (
          <span className="text-ink-3">{m['countdown.posts.none']()}</span>
        ) : (
          <>
            {m['countdown.posts']({ count: event.posts })}
            <span className="block text-ink-3">{m['countdown.ready']({ ready: event.ready, count: event.posts })}</span>
          </>
        )}
      </p>
      <p className="text-right @max-3xl:hidden">
        <Clock event={event} />
      </p>
    </li>
  )
}

/** The state in a word, and the clock while there is one. */
function Clock({ event: { attempt } }: { event: EventLine }) {
  const second = useSecond()
  const seconds = clockSeconds({ frozen: null, ...clockOf(attempt) }, second)
  const outcome = attempt.outcome ? m[`countdown.outcome.${attempt.outcome}`]() : null
  const tone =
    attempt.state === 'hold' ? 'text-held' : attempt.state === 'scrubbed' ? 'text-cancelled line-through' : ''
  return (
    <>
      {seconds !== null && attempt.state !== 'closed' && attempt.state !== 'launched' && (
        <b className={`block whitespace-nowrap ${tone}`}>{countdown(seconds)}</b>
      )}
      <span className="text-12 text-ink-2">
        {outcome ?? attemptWord(attempt.state)}
        {attempt.number > 1 && ` · ${m['countdown.attempt']({ number: attempt.number })}`}
      </span>
    </>
  )
}
