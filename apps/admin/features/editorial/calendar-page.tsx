import { getRouteApi, Link } from '@tanstack/react-router'
import { CalendarDays, ChevronLeft, ChevronRight } from 'lucide-react'
import { Button, buttonClass, IconButton } from '../../components/button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { Segmented } from '../../components/segmented.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { sentenceOf } from '../../data/errors.ts'
import { useMay, useZone } from '../../data/session.ts'
import { longDay, monthOfYear, shortDay } from '../../format/index.ts'
import { useCommands } from '../../frame/commands.ts'
import { useMinute } from '../../frame/now.ts'
import { m } from '../../words.ts'
import { CalendarAxis, type AxisColumn } from './calendar-axis.tsx'
import { CalendarFilters, type CalendarSearch } from './calendar-filters.tsx'
import { CalendarFoot } from './calendar-foot.tsx'
import { CalendarLaneGrid } from './calendar-lane-grid.tsx'
import { lanesOf } from './calendar-lanes.ts'
import { CalendarList } from './calendar-list.tsx'
import { CalendarMonth } from './calendar-month.tsx'
import { Aside, Cards, DayMarks, noon } from './calendar-parts.tsx'
import { dayOf, spanOf, step, weekNumber, type View } from './calendar-span.ts'
import { VIEWS } from './feature.ts'
import { useCalendar } from './use-calendar.ts'
import { useMove } from './use-move.ts'
import { usePhone } from './use-phone.ts'

const route = getRouteApi('/frame/calendar')

/** What leaves when: a month, a week, a day or a list, in lanes or not, and what waits in reserve below. */
export default function CalendarPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const zone = useZone()
  const mayWrite = useMay('posts.write')
  const phone = usePhone()
  const move = useMove()
  const now = useMinute().toISOString()
  const today = dayOf(now, zone)
  // On a phone what comes next is what is asked for; a month there is a long way to today.
  const view = search.span ?? (phone ? 'list' : 'month')
  const date = search.date ?? today
  const { days, from, until } = spanOf(view, date, zone)
  const go = (change: CalendarSearch) => void navigate({ search: (old) => ({ ...old, ...change }) })
  useCommands([
    { id: 'calendar.today', label: () => m['editorial.today'](), keys: 't', run: () => go({ date: undefined }) },
    {
      id: 'calendar.after',
      label: () => m['editorial.after'](),
      keys: 'j',
      run: () => go({ date: step(view, date, 1) }),
    },
    {
      id: 'calendar.before',
      label: () => m['editorial.before'](),
      keys: 'k',
      run: () => go({ date: step(view, date, -1) }),
    },
    ...(mayWrite
      ? [
          {
            id: 'calendar.new',
            label: () => m['editorial.new'](),
            keys: 'n',
            run: () => void navigate({ to: '/posts/new', search: search.client ? { client: search.client } : {} }),
          },
        ]
      : []),
    ...VIEWS.map((span) => ({
      id: `calendar.${span}`,
      label: () => m[`editorial.view.${span}`](),
      keys: span.charAt(0),
      run: () => go({ span }),
    })),
  ])
  const { cards, byDay, reserve, unscheduled, marks, collisions, quiet, channels, clients, ready, error } = useCalendar(
    search,
    { from, until },
    zone,
  )
  const chosen = clients.find((one) => one.id === search.client)
  const ofDay = (day: string) => marks.filter((mark) => mark.day === day)
  const otherZone = marks.find(({ day }) => days.includes(day))?.zone ?? chosen?.zone ?? null
  const lanes = search.lanes ? lanesOf({ by: search.lanes, posts: cards, channels, clients }) : []
  const onMove = (postId: string, to: (at: string | null) => string) => {
    const post = [...cards, ...unscheduled].find((one) => one.id === postId)
    if (post) move(post, to(post.at))
  }
  const shared = { days, today, byDay, marks, onMove }
  const axis = { today, now, quiet, otherZone, onMove }
  const empty = ready && cards.length === 0
  const dayColumns: AxisColumn[] = days.map((day) => ({
    key: day,
    day,
    label: longDay(noon(day), 'UTC'),
    head: <DayHead day={day} today={today} marks={ofDay(day)} />,
    posts: byDay.get(day) ?? [],
    marks: ofDay(day),
  }))
  const laneColumns: AxisColumn[] = lanes.map((lane) => ({
    key: lane.id,
    day: date,
    label: lane.label,
    head: (
      <span className="block truncate" title={lane.label}>
        <b>{lane.label}</b> <span className="text-ink-3">{lane.note}</span>
      </span>
    ),
    posts: (byDay.get(date) ?? []).filter(lane.holds),
    marks: ofDay(date),
  }))
  return (
    <div className="flex min-h-full flex-col bg-surface">
      <header className="flex flex-wrap items-center gap-2 border-b border-line px-5 py-3 phone:px-4">
        <h1 className="text-20 first-letter:uppercase">{title(view, date, days)}</h1>
        {view === 'week' && (
          <span className="text-ink-3">{m['editorial.week-number']({ number: weekNumber(days[0] ?? date) })}</span>
        )}
        <span className="flex flex-1 items-center">
          <IconButton label={m['editorial.before']()} onPress={() => go({ date: step(view, date, -1) })}>
            <ChevronLeft size={16} strokeWidth={2} />
          </IconButton>
          <Button onPress={() => go({ date: undefined })}>{m['editorial.today']()}</Button>
          <IconButton label={m['editorial.after']()} onPress={() => go({ date: step(view, date, 1) })}>
            <ChevronRight size={16} strokeWidth={2} />
          </IconButton>
        </span>
        <Segmented
          label={m['editorial.view']()}
          value={view}
          onChange={(next) => go({ span: next })}
          options={VIEWS.map((value) => ({ value, label: m[`editorial.view.${value}`]() }))}
        />
        {mayWrite && (
          <Link
            to="/posts/new"
            search={search.client ? { client: search.client } : {}}
            className={buttonClass('primary')}
          >
            {m['editorial.new']()}
          </Link>
        )}
        <span className="flex w-full flex-wrap gap-1.5 phone:flex-nowrap phone:overflow-x-auto">
          <CalendarFilters search={search} channels={channels} clients={clients} go={go} />
        </span>
      </header>
      {error && (
        <div className="px-5 py-3">
          <ErrorNote title={sentenceOf(error)} />
        </div>
      )}
      {!ready && !error && <SkeletonRows rows={8} rowHeight={64} />}
      {empty && (
        <div className="px-5 pt-4 phone:px-4">
          <EmptyState icon={CalendarDays} title={m['editorial.calendar-empty']()}>
            {m['editorial.calendar-empty-says']()}
          </EmptyState>
        </div>
      )}
      {ready && view === 'month' && !phone && <CalendarMonth {...shared} month={date.slice(0, 7)} />}
      {ready && view === 'week' && !phone && lanes.length > 0 && <CalendarLaneGrid {...shared} lanes={lanes} />}
      {ready && view === 'week' && !phone && lanes.length === 0 && <CalendarAxis {...axis} columns={dayColumns} />}
      {ready && view === 'day' && (
        <CalendarAxis
          {...axis}
          wide={!phone && laneColumns.length < 3}
          hideNetworks={phone || search.lanes === 'channel'}
          tight={phone}
          columns={laneColumns.length > 0 ? laneColumns : dayColumns}
        />
      )}
      {ready && view === 'list' && (
        <CalendarList
          {...shared}
          clientOf={search.client ? null : new Map(clients.map(({ id, name }) => [id, name]))}
          otherZone={search.client ? otherZone : null}
        />
      )}
      {ready && phone && (view === 'month' || view === 'week') && (
        <ol className="px-4 py-3">
          {days
            .filter((day) => byDay.has(day) || day === today || marks.some((mark) => mark.day === day))
            .map((day) => (
              <li key={day} className="pb-4">
                <p className="rule flex justify-between gap-2 pb-1 text-13">
                  <b>{longDay(noon(day), 'UTC')}</b>
                  <DayMarks marks={ofDay(day)} />
                </p>
                <Cards posts={byDay.get(day) ?? []} />
              </li>
            ))}
        </ol>
      )}
      {(reserve.length > 0 || unscheduled.length > 0) && (
        <div className="grid gap-6 px-5 py-5 desk:grid-cols-2 phone:px-4">
          <Aside title={m['editorial.reserve']()} says={m['editorial.reserve-says']()} posts={reserve} />
          <Aside title={m['editorial.show.unscheduled']()} says={m['editorial.loose-says']()} posts={unscheduled} />
        </div>
      )}
      <span className="flex-1" />
      <CalendarFoot
        cards={cards}
        collisions={collisions}
        networkOf={(id) => channels.find((channel) => channel.id === id)?.network ?? ''}
        quiet={view === 'week' || view === 'day' ? quiet : null}
      />
    </div>
  )
}

function DayHead({
  day,
  today,
  marks,
}: {
  day: string
  today: string
  marks: Parameters<typeof DayMarks>[0]['marks']
}) {
  return (
    <p className="flex min-w-0 items-baseline justify-between gap-2">
      <span
        className={`shrink-0 ${day === today ? 'rounded-1 bg-accent px-1 font-bold text-on-accent' : 'text-ink-2'}`}
      >
        {shortDay(noon(day), 'UTC')}
      </span>
      <DayMarks marks={marks} />
    </p>
  )
}

function title(view: View, date: string, days: readonly string[]): string {
  if (view === 'month') return monthOfYear(noon(date), 'UTC')
  if (view === 'day') return longDay(noon(date), 'UTC')
  return `${shortDay(noon(days[0] ?? date), 'UTC')} – ${shortDay(noon(days.at(-1) ?? date), 'UTC')}`
}
