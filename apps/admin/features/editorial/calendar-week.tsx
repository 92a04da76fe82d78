import { useZone } from '../../data/session.ts'
import { longDay, placeOf, shortDay } from '../../format/index.ts'
import { CalendarCard, type Card } from './calendar-card.tsx'
import { DayMarks, noon, type T0Mark } from './calendar-month.tsx'
import { atMinute, minuteOf, quietOf, stack, type QuietHours } from './calendar-span.ts'
import { DropDay } from './drop-day.tsx'

interface Props {
  days: readonly string[]
  today: string
  now: string
  byDay: ReadonlyMap<string, readonly Card[]>
  marks: readonly T0Mark[]
  quiet: QuietHours | null
  /** The client's own zone, where one client is shown: its hours stand beside the reader's. */
  clientZone: string | null
  onMove: (postId: string, to: (at: string | null) => string) => void
}

/** Pixels per hour. */
const HOUR = 38
const SNAP = 5
const MAST_CARD = 24
const CARD = 38
const MORNING = 6

/** Seven days on one axis of hours; what hangs from a T-0 is drawn hanging from its mast. */
export function CalendarWeek({ days, today, now, byDay, marks, quiet, clientZone, onMove }: Props) {
  const zone = useZone()
  const posts = days.flatMap((day) => byDay.get(day) ?? [])
  const first = Math.min(MORNING, ...posts.flatMap(({ at }) => (at ? Math.floor(minuteOf(at, zone) / 60) : [])))
  const toY = (minute: number) => ((minute - first * 60) / 60) * HOUR
  const hours = Array.from({ length: 24 - first }, (_, index) => first + index)
  const hung = (day: string) => hangs(byDay.get(day) ?? [], marks)
  const columns = days.map((day) => (hung(day).length > 0 ? 'minmax(0,2.8fr)' : 'minmax(0,1fr)')).join(' ')
  const other = clientZone && clientZone !== zone ? clientZone : null
  const height = Math.max(
    (24 - first) * HOUR,
    ...days.map((day) => bottomOf(byDay.get(day) ?? [], hung(day), toY, zone)),
  )
  return (
    <div className="grid min-w-0 phone:hidden" style={{ gridTemplateColumns: `${other ? 96 : 52}px ${columns}` }}>
      <p className="flex gap-2 border-r border-b border-line bg-canvas px-2 py-1.5 text-11 text-ink-3">
        <span className="truncate">{placeOf(zone)}</span>
        {other && <span className="truncate">{placeOf(other)}</span>}
      </p>
      {days.map((day) => (
        <p
          key={day}
          className="flex min-w-0 items-baseline justify-between gap-2 border-r border-b border-line bg-canvas px-2 py-1 text-13"
        >
          <span
            className={`shrink-0 ${day === today ? 'rounded-1 bg-accent px-1 font-bold text-on-accent' : 'text-ink-2'}`}
          >
            {shortDay(noon(day), 'UTC')}
          </span>
          <DayMarks marks={marks.filter((mark) => mark.day === day)} />
        </p>
      ))}
      <div className="relative border-r border-line bg-surface text-11 text-ink-3" style={{ height }}>
        {hours.map((hour) => (
          <p key={hour} className="absolute flex w-full gap-6 px-2" style={{ top: toY(hour * 60) - 7 }}>
            <b className="text-ink">{String(hour).padStart(2, '0')}</b>
            {other && (
              <span>
                {String(Math.floor(minuteOf(atMinute(days[0] ?? today, hour * 60, zone), other) / 60)).padStart(2, '0')}
              </span>
            )}
          </p>
        ))}
      </div>
      {days.map((day) => (
        <DropDay
          key={day}
          label={longDay(noon(day), 'UTC')}
          style={{ height }}
          className="relative min-w-0 border-r border-hair bg-surface"
          onDropped={(postId, y) =>
            onMove(postId, () => atMinute(day, Math.round((first * 60 + (y / HOUR) * 60) / SNAP) * SNAP, zone))
          }
        >
          {quiet &&
            quietOf(day, quiet, zone).map(({ from, until }) => (
              <div
                key={from}
                aria-hidden
                className="night absolute inset-x-0"
                style={{ top: Math.max(0, toY(from)), height: Math.max(0, toY(until) - Math.max(0, toY(from))) }}
              />
            ))}
          {hours.map((hour) => (
            <div
              key={hour}
              aria-hidden
              className="absolute inset-x-0 border-t border-hair"
              style={{ top: toY(hour * 60) }}
            />
          ))}
          {day === today && (
            <div
              aria-hidden
              className="absolute inset-x-0 border-t border-ink"
              style={{ top: toY(minuteOf(now, zone)) }}
            />
          )}
          <DayPosts
            posts={byDay.get(day) ?? []}
            hung={hung(day)}
            marks={marks.filter((mark) => mark.day === day)}
            toY={toY}
          />
        </DropDay>
      ))}
    </div>
  )
}

/** Posts of a day that hang from an anchor, where there is something to hang from. */
function hangs(posts: readonly Card[], marks: readonly T0Mark[]): Card[] {
  return marks.length === 0 ? [] : posts.filter(({ timing }) => timing.kind === 'anchored')
}

const minutes = (posts: readonly Card[], toY: (minute: number) => number, zone: string) =>
  posts.map(({ at }) => (at ? toY(minuteOf(at, zone)) : 0))

function bottomOf(
  posts: readonly Card[],
  hung: readonly Card[],
  toY: (minute: number) => number,
  zone: string,
): number {
  const card = hung.length > 0 ? MAST_CARD : CARD
  return (stack(minutes(posts, toY, zone), card).at(-1) ?? 0) + card
}

interface DayProps {
  posts: readonly Card[]
  hung: readonly Card[]
  marks: readonly T0Mark[]
  toY: (minute: number) => number
}

function DayPosts({ posts, hung, marks, toY }: DayProps) {
  const zone = useZone()
  const mast = hung.length > 0
  const wanted = minutes(posts, toY, zone)
  const tops = stack(wanted, mast ? MAST_CARD : CARD)
  const t0s = marks.map(({ at }) => toY(minuteOf(at, zone)))
  const places = posts.map((post, index) => ({ post, y: wanted[index] ?? 0, top: tops[index] ?? 0 }))
  const onMast = places.filter(({ post }) => hung.includes(post))
  const ends = [...onMast.map(({ y }) => y), ...t0s]
  return (
    <>
      {mast && (
        <svg aria-hidden className="pointer-events-none absolute top-0 left-0 h-full w-10 overflow-visible" fill="none">
          <path d={`M14 ${Math.min(...ends)}V${Math.max(...ends)}`} stroke="var(--text)" strokeWidth="1.5" />
          {t0s.map((y) => (
            <path key={y} d={`M4 ${y}H28`} stroke="var(--text)" strokeWidth="3" />
          ))}
          {onMast.map(({ post, y, top }) => (
            <g key={post.id}>
              <path d={`M14 ${y}H18L32 ${top + 11}H40`} stroke="var(--strong)" />
              <circle cx="14" cy={y} r="2.5" stroke="var(--text)" strokeWidth="1.5" fill="var(--surface)" />
            </g>
          ))}
        </svg>
      )}
      {places.map(({ post, top }) => (
        <div key={post.id} className={`absolute right-1 ${mast ? 'left-10' : 'left-1'}`} style={{ top }}>
          <CalendarCard post={post} tall={!mast} />
        </div>
      ))}
    </>
  )
}
