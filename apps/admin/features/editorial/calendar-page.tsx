import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { Button, buttonClass, IconButton } from '../../components/button.tsx'
import { Filter } from '../../components/chip.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { networkName } from '../../components/network-mark.tsx'
import { Segmented } from '../../components/segmented.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { sentenceOf } from '../../data/errors.ts'
import { useMay, useZone } from '../../data/session.ts'
import { trpc } from '../../data/trpc.ts'
import { longDay, monthOfYear, shortDay } from '../../format/index.ts'
import { useCommands } from '../../frame/commands.ts'
import { useMinute } from '../../frame/now.ts'
import { m } from '../../words.ts'
import { CalendarCard, type Card } from './calendar-card.tsx'
import { CalendarMonth, DayMarks, noon } from './calendar-month.tsx'
import { dayOf, spanOf, step, weekNumber } from './calendar-span.ts'
import { CalendarWeek } from './calendar-week.tsx'
import { VIEWS } from './feature.ts'
import { useMove } from './use-move.ts'

const route = getRouteApi('/frame/calendar')

/** What leaves when: a month or a week, and what waits in reserve below. */
export default function CalendarPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const zone = useZone()
  const mayWrite = useMay('posts.write')
  const move = useMove()
  const now = useMinute().toISOString()
  const today = dayOf(now, zone)
  const view = search.span ?? 'month'
  const date = search.date ?? today
  const { days, from, until } = spanOf(view, date, zone)
  const client = search.client ? { clientId: search.client } : {}
  const { data: posts, error } = useQuery({
    ...trpc.editorial.calendar.queryOptions({
      from,
      until,
      ...client,
      ...(search.channel ? { channelId: search.channel } : {}),
    }),
    placeholderData: keepPreviousData,
  })
  const { data: loose } = useQuery(trpc.editorial.list.queryOptions({ show: 'unscheduled', ...client }))
  const { data: channels } = useQuery(trpc.channels.list.queryOptions({}))
  const { data: clients } = useQuery(trpc.clients.list.queryOptions({}))
  const { data: events } = useQuery(trpc.countdown.list.queryOptions(client))
  const go = (change: Partial<typeof search>) => void navigate({ search: (old) => ({ ...old, ...change }) })
  useCommands([
    { id: 'calendar.today', label: () => m['editorial.today'](), keys: 't', run: () => go({ date: undefined }) },
    { id: 'calendar.month', label: () => m['editorial.view.month'](), keys: 'm', run: () => go({ span: 'month' }) },
    { id: 'calendar.week', label: () => m['editorial.view.week'](), keys: 'w', run: () => go({ span: 'week' }) },
  ])

  const networkOf = new Map(channels?.map((channel) => [channel.id, channel.network]))
  const networksOf = (ids: readonly string[]) => ids.flatMap((id) => networkOf.get(id) ?? [])
  const cards: Card[] = posts?.map((post) => ({ ...post, networks: networksOf(post.channels) })) ?? []
  const unscheduled: Card[] =
    loose
      ?.filter((post) => !search.channel || post.channels.includes(search.channel))
      .map((post) => ({ ...post, timing: { kind: 'unscheduled' }, at: null, networks: networksOf(post.channels) })) ??
    []
  const reserve = cards.filter(({ at, state }) => at === null && state !== 'cancelled')
  const byDay = Map.groupBy(
    cards.filter(({ at }) => at !== null),
    ({ at }) => dayOf(at ?? now, zone),
  )
  const marks = (events ?? []).flatMap(({ id, name, attempt }) => {
    const at = attempt.liftoffAt ?? (attempt.t0.kind === 'instant' ? attempt.t0.at : null)
    return at ? [{ id, name, at, day: dayOf(at, zone) }] : []
  })
  const chosen = clients?.find((one) => one.id === search.client)
  const onMove = (postId: string, to: (at: string | null) => string) => {
    const post = [...cards, ...unscheduled].find((one) => one.id === postId)
    if (post) move(post, to(post.at))
  }
  const shared = { days, today, byDay, marks, onMove }
  return (
    <div className="min-h-full bg-surface">
      <header className="flex flex-wrap items-center gap-2 border-b border-line px-5 py-3 phone:px-4">
        <h1 className="text-20">{title(view, date, days)}</h1>
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
        <Filter
          label={m['editorial.client']()}
          all={m['editorial.all-clients']()}
          single
          options={(clients ?? []).map((one) => ({ value: one.id, label: one.name }))}
          chosen={search.client ? [search.client] : []}
          onChange={([next]) => go({ client: next, channel: undefined })}
        />
        <Filter
          label={m['editorial.channel']()}
          all={m['editorial.all-channels']()}
          single
          options={(channels ?? [])
            .filter((one) => !search.client || one.clientId === search.client)
            .map((one) => ({ value: one.id, label: `${networkName(one.network)} · ${one.handle}` }))}
          chosen={search.channel ? [search.channel] : []}
          onChange={([next]) => go({ channel: next })}
        />
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
      </header>
      {error && (
        <div className="px-5 py-3">
          <ErrorNote title={sentenceOf(error)} />
        </div>
      )}
      {!posts && !error && <SkeletonRows rows={8} rowHeight={64} />}
      {posts && view === 'month' && <CalendarMonth {...shared} month={date.slice(0, 7)} />}
      {posts && view === 'week' && (
        <CalendarWeek {...shared} now={now} quiet={chosen?.quietHours ?? null} clientZone={chosen?.zone ?? null} />
      )}
      {posts && (
        <ol className="px-4 py-3 desk:hidden">
          {days
            .filter((day) => byDay.has(day) || day === today || marks.some((mark) => mark.day === day))
            .map((day) => (
              <li key={day} className="pb-4">
                <p className="rule flex justify-between gap-2 pb-1 text-13">
                  <b>{longDay(noon(day), 'UTC')}</b>
                  <DayMarks marks={marks.filter((mark) => mark.day === day)} />
                </p>
                <Cards posts={byDay.get(day) ?? []} />
              </li>
            ))}
        </ol>
      )}
      <div className="grid gap-6 px-5 py-5 desk:grid-cols-2 phone:px-4">
        <Side title={m['editorial.reserve']()} says={m['editorial.reserve-says']()} posts={reserve} />
        <Side title={m['editorial.show.unscheduled']()} says={m['editorial.loose-says']()} posts={unscheduled} />
      </div>
      {view === 'week' && chosen?.quietHours && (
        <p className="flex items-center gap-2 border-t border-line px-5 py-2 text-12 text-ink-2 phone:hidden">
          <span aria-hidden className="night inline-block h-3.5 w-5 border border-line" />
          {m['editorial.quiet']({ from: chosen.quietHours.from, until: chosen.quietHours.until })}
        </p>
      )}
    </div>
  )
}

function title(view: 'month' | 'week', date: string, days: readonly string[]): string {
  if (view === 'month') return monthOfYear(noon(date), 'UTC')
  return `${shortDay(noon(days[0] ?? date), 'UTC')} – ${shortDay(noon(days.at(-1) ?? date), 'UTC')}`
}

function Cards({ posts }: { posts: readonly Card[] }) {
  return (
    <ul className="grid gap-1 pt-1.5">
      {posts.map((post) => (
        <li key={post.id}>
          <CalendarCard post={post} tall />
        </li>
      ))}
    </ul>
  )
}

function Side({ title: heading, says, posts }: { title: string; says: string; posts: readonly Card[] }) {
  if (posts.length === 0) return null
  return (
    <section>
      <h2 className="rule pb-1 text-13">
        {heading} <span className="font-normal text-ink-3">{posts.length}</span>
      </h2>
      <p className="pt-1 text-12 text-ink-3">{says}</p>
      <Cards posts={posts} />
    </section>
  )
}
