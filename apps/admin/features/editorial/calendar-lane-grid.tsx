import { useZone } from '../../data/session.ts'
import { NetworkMark } from '../../components/network-mark.tsx'
import { longDay, shortDay } from '../../format/index.ts'
import { CalendarCard } from './calendar-card.tsx'
import type { Lane } from './calendar-lanes.ts'
import { DayMarks, MoreOfDay, noon } from './calendar-parts.tsx'
import { onDay } from './calendar-span.ts'
import { DropDay } from './drop-day.tsx'
import type { Card, T0Mark } from './use-calendar.ts'

interface Props {
  lanes: readonly Lane[]
  days: readonly string[]
  today: string
  byDay: ReadonlyMap<string, readonly Card[]>
  marks: readonly T0Mark[]
  onMove: (postId: string, to: (at: string | null) => string) => void
}

const MOST = 8

/** A week with a lane for each client or channel: who speaks when, and where nobody does. */
export function CalendarLaneGrid({ lanes, days, today, byDay, marks, onMove }: Props) {
  const zone = useZone()
  return (
    <div className="min-w-0 overflow-x-auto">
      <div
        className="grid min-w-[900px]"
        style={{ gridTemplateColumns: `132px repeat(${days.length}, minmax(0,1fr))` }}
      >
        <span className="border-r border-b border-line bg-canvas" />
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
        {lanes.map((lane) => (
          <LaneRow
            key={lane.id}
            lane={lane}
            days={days}
            byDay={byDay}
            onDropped={(id, day) => onMove(id, (at) => onDay(at, day, zone))}
          />
        ))}
      </div>
    </div>
  )
}

interface RowProps {
  lane: Lane
  days: readonly string[]
  byDay: Props['byDay']
  onDropped: (postId: string, day: string) => void
}

function LaneRow({ lane, days, byDay, onDropped }: RowProps) {
  return (
    <>
      <div className="min-w-0 border-r border-b border-line bg-canvas px-2 py-1.5 text-12">
        <p className="flex items-center gap-1.5">
          {lane.network && <NetworkMark network={lane.network} size={12} decorative />}
          <b className="min-w-0 break-words">{lane.label}</b>
        </p>
        {lane.note && <p className="truncate text-ink-3">{lane.note}</p>}
      </div>
      {days.map((day) => {
        const posts = (byDay.get(day) ?? []).filter(lane.holds)
        const shown = posts.length > MOST ? posts.slice(0, MOST - 1) : posts
        return (
          <DropDay
            key={day}
            label={`${lane.label}, ${longDay(noon(day), 'UTC')}`}
            onDropped={(postId) => onDropped(postId, day)}
            className="min-h-[44px] min-w-0 border-r border-b border-hair p-1"
          >
            <div className="grid gap-0.5">
              {shown.map((post) => (
                <div key={post.id} className={`min-w-0 ${post.inQuiet ? 'night' : ''}`}>
                  <CalendarCard post={post} tall tight hideNetworks={lane.network !== null} />
                </div>
              ))}
              {shown.length < posts.length && <MoreOfDay day={day} count={posts.length - shown.length} />}
            </div>
          </DropDay>
        )
      })}
    </>
  )
}
