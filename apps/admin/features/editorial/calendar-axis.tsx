import type { ReactNode } from 'react'
import { useZone } from '../../data/session.ts'
import { placeOf, timeOfDay } from '../../format/index.ts'
import { atMinute, minuteOf, quietOf, type QuietHours } from './calendar-span.ts'
import { ColumnPosts, heightOf, hangsOf } from './calendar-column.tsx'
import { DropDay } from './drop-day.tsx'
import type { Card, T0Mark } from './use-calendar.ts'

export interface AxisColumn {
  key: string
  day: string
  /** Said to screen readers. */
  label: string
  head: ReactNode
  posts: readonly Card[]
  marks: readonly T0Mark[]
}

interface Props {
  columns: readonly AxisColumn[]
  today: string
  now: string
  quiet: QuietHours | null
  /** The event's zone, else the client's: its hours stand beside the reader's. */
  otherZone: string | null
  /** Columns are wide: cards on one line, side by side. */
  wide?: boolean
  /** Each column is one channel. */
  hideNetworks?: boolean
  /** Little room: the sign alone tells that a post hangs. */
  tight?: boolean
  onMove: (postId: string, to: (at: string | null) => string) => void
}

/** Pixels per hour. */
const HOUR = 38
const SNAP = 5
const MORNING = 6
const LEAST = 132

/** Days, or lanes of a day, on one axis of hours; what hangs from a T-0 is drawn hanging from its mast. */
export function CalendarAxis({
  columns,
  today,
  now,
  quiet,
  otherZone,
  wide = false,
  hideNetworks = false,
  tight = false,
  onMove,
}: Props) {
  const zone = useZone()
  const hoursOf = columns.flatMap(({ posts }) =>
    posts.flatMap(({ at }) => (at ? Math.floor(minuteOf(at, zone) / 60) : [])),
  )
  const first = Math.min(MORNING, ...hoursOf)
  const toY = (minute: number) => ((minute - first * 60) / 60) * HOUR
  const hours = Array.from({ length: 24 - first }, (_, index) => first + index)
  const other = otherZone && otherZone !== zone ? otherZone : null
  const start = columns[0]?.day ?? today
  const height = Math.max(
    (24 - first) * HOUR,
    ...columns.map(({ posts, marks }) => heightOf({ posts, marks, toY, zone, wide })),
  )
  const widths = columns.map(({ posts, marks }) =>
    !wide && hangsOf(posts, marks).length > 0 ? `minmax(${LEAST}px,2.8fr)` : `minmax(${wide ? LEAST * 1.6 : 92}px,1fr)`,
  )
  return (
    <div className="min-w-0 overflow-x-auto">
      <div className="grid min-w-0" style={{ gridTemplateColumns: `${other ? 96 : 52}px ${widths.join(' ')}` }}>
        <p className="flex gap-2 border-r border-b border-line bg-canvas px-2 py-1.5 text-11 text-ink-3">
          <span className="truncate">{placeOf(zone)}</span>
          {other && <span className="truncate">{placeOf(other)}</span>}
        </p>
        {columns.map(({ key, head }) => (
          <div key={key} className="min-w-0 border-r border-b border-line bg-canvas px-2 py-1 text-13">
            {head}
          </div>
        ))}
        <div className="relative border-r border-line bg-surface text-11 text-ink-3" style={{ height }}>
          {hours.map((hour) => (
            <p key={hour} className="absolute flex w-full gap-6 px-2" style={{ top: Math.max(1, toY(hour * 60) - 7) }}>
              <b className="text-ink">{String(hour).padStart(2, '0')}</b>
              {other && (
                <span>
                  {String(Math.floor(minuteOf(atMinute(start, hour * 60, zone), other) / 60)).padStart(2, '0')}
                </span>
              )}
            </p>
          ))}
          {columns.some(({ day }) => day === today) && minuteOf(now, zone) >= first * 60 && (
            <b
              className="absolute left-1 z-10 rounded-1 bg-accent px-1 py-0.5 text-on-accent"
              style={{ top: toY(minuteOf(now, zone)) - 9 }}
            >
              {timeOfDay(now, zone)}
            </b>
          )}
        </div>
        {columns.map(({ key, day, label, posts, marks }) => (
          <DropDay
            key={key}
            label={label}
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
            <ColumnPosts
              posts={posts}
              marks={marks}
              toY={toY}
              wide={wide}
              day={day}
              hideNetworks={hideNetworks}
              tight={tight}
            />
          </DropDay>
        ))}
      </div>
    </div>
  )
}
