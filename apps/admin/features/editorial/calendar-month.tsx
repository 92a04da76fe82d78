import { Link } from '@tanstack/react-router'
import { useZone } from '../../data/session.ts'
import { longDay, shortDay, T_ZERO, timeOfDay } from '../../format/index.ts'
import { m } from '../../words.ts'
import { CalendarCard, type Card } from './calendar-card.tsx'
import { onDay } from './calendar-span.ts'
import { DropDay } from './drop-day.tsx'

export type T0Mark = { id: string; name: string; at: string; day: string }

interface Props {
  days: readonly string[]
  month: string
  today: string
  byDay: ReadonlyMap<string, readonly Card[]>
  marks: readonly T0Mark[]
  onMove: (postId: string, to: (at: string | null) => string) => void
}

export const noon = (day: string) => `${day}T12:00:00Z`

/** Whole weeks; each day lists its posts by time. */
export function CalendarMonth({ days, month, today, byDay, marks, onMove }: Props) {
  const zone = useZone()
  return (
    <div className="grid grid-cols-7 border-l border-hair phone:hidden">
      {days.slice(0, 7).map((day) => (
        <p key={day} className="border-r border-b border-line bg-canvas px-2 py-1 text-12 text-ink-3">
          {shortDay(noon(day), 'UTC').split(' ')[0]}
        </p>
      ))}
      {days.map((day) => (
        <DropDay
          key={day}
          label={longDay(noon(day), 'UTC')}
          onDropped={(postId) => onMove(postId, (at) => onDay(at, day, zone))}
          className={`min-h-[112px] min-w-0 border-r border-b border-hair p-1 ${day.slice(0, 7) === month ? '' : 'bg-canvas'}`}
        >
          <p className="flex items-baseline justify-between gap-1 px-0.5 pb-1 text-12">
            <span className={day === today ? 'rounded-1 bg-accent px-1 font-bold text-on-accent' : 'text-ink-2'}>
              {Number(day.slice(8))}
            </span>
            <DayMarks marks={marks.filter((mark) => mark.day === day)} />
          </p>
          <div className="grid gap-0.5">
            {byDay.get(day)?.map((post) => (
              <CalendarCard key={post.id} post={post} tall />
            ))}
          </div>
        </DropDay>
      ))}
    </div>
  )
}

/** The T-0s of a day; each opens its event. */
export function DayMarks({ marks }: { marks: readonly T0Mark[] }) {
  const zone = useZone()
  return (
    <span className="flex min-w-0 gap-2">
      {marks.map((mark) => (
        <Link
          key={mark.id}
          to="/countdown/$eventId"
          params={{ eventId: mark.id }}
          className="truncate font-bold no-underline hover:underline"
          title={m['editorial.event']()}
        >
          {mark.name} {T_ZERO} {timeOfDay(mark.at, zone)}
        </Link>
      ))}
    </span>
  )
}
