import { Link } from '@tanstack/react-router'
import { useZone } from '../../data/session.ts'
import { dayAndTime, list } from '../../format/index.ts'
import { m } from '../../words.ts'
import type { AudienceEvent } from './chart-data.ts'

/** What the marks on the curves are: what flew, what was called off, and when. */
export function EventList({ events }: { events: readonly AudienceEvent[] }) {
  const zone = useZone()
  if (events.length === 0) return null
  return (
    <section className="pt-6">
      <h2 className="rule pb-1.5 text-14 font-bold">{m['audience.events']()}</h2>
      <ul>
        {events.toReversed().map((event) => (
          <li
            key={event.id}
            className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5 border-b border-hair py-1.5 text-13"
          >
            <span className="w-[150px] whitespace-nowrap tabular-nums">
              {event.liftoffAt ? (
                dayAndTime(event.liftoffAt, zone)
              ) : (
                <span className="text-ink-3">{m['audience.events.not-flown']()}</span>
              )}
            </span>
            <Link
              to="/countdown/$eventId"
              params={{ eventId: event.id }}
              className="font-medium no-underline hover:underline"
            >
              {event.name}
            </Link>
            {event.outcome && <span className="text-ink-2">{m[`audience.outcome.${event.outcome}`]()}</span>}
            {event.scrubs.length > 0 && (
              <span className="text-ink-3">
                {list(
                  event.scrubs.map(({ at, secondsBefore }) =>
                    secondsBefore === null
                      ? m['audience.events.scrubbed']({ at: dayAndTime(at, zone) })
                      : m['audience.events.scrubbed-at']({
                          at: dayAndTime(at, zone),
                          left: `T−${secondsBefore}\u00a0s`,
                        }),
                  ),
                )}
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
