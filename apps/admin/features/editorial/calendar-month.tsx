import { useZone } from '../../data/session.ts'
import { longDay, shortDay } from '../../format/index.ts'
import { CalendarCard } from './calendar-card.tsx'
import { DayMarks, MoreOfDay, noon } from './calendar-parts.tsx'
import { onDay } from './calendar-span.ts'
import { DropDay } from './drop-day.tsx'
import type { Card, T0Mark } from './use-calendar.ts'

interface Props {
  days: readonly string[]
  month: string
  today: string
  byDay: ReadonlyMap<string, readonly Card[]>
  marks: readonly T0Mark[]
  onMove: (postId: string, to: (at: string | null) => string) => void
}

/** A cell shows so many in two lines, or so many in one; the rest opens as a day. */
const ROOMY = 3
const MOST = 6

/** Whole weeks; each day lists its posts by time. */
export function CalendarMonth({ days, month, today, byDay, marks, onMove }: Props) {
  const zone = useZone()
  return (
    <div className="grid grid-cols-7 border-l border-hair">
      {days.slice(0, 7).map((day) => (
        <p key={day} className="border-r border-b border-line bg-canvas px-2 py-1 text-12 text-ink-3">
          {shortDay(noon(day), 'UTC').split(' ')[0]}
        </p>
      ))}
      {days.map((day) => {
        const posts = byDay.get(day) ?? []
        const shown = posts.length > MOST ? posts.slice(0, MOST - 1) : posts
        return (
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
              {shown.map((post) => (
                <div key={post.id} className={`min-w-0 ${post.inQuiet ? 'night' : ''}`}>
                  <CalendarCard post={post} tall={posts.length <= ROOMY} tight />
                </div>
              ))}
              {shown.length < posts.length && <MoreOfDay day={day} count={posts.length - shown.length} />}
            </div>
          </DropDay>
        )
      })}
    </div>
  )
}
