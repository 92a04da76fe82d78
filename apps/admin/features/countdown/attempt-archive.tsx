import { Link } from '@tanstack/react-router'
import { NetworkMark } from '../../components/network-mark.tsx'
import { PathLink } from '../../components/path-link.tsx'
import { attemptWord } from '../../components/t0-clock.tsx'
import { countdown, dayAndTime, list } from '../../format/index.ts'
import { m } from '../../words.ts'
import { EventLog } from './event-log.tsx'
import type { AttemptView, EventPage } from './event-types.ts'

/** An attempt that is over, as it was: its T-0s, what was ordered and why, what left in it and where that can be seen. */
export function AttemptArchive({ event, attempt, zone }: { event: EventPage; attempt: AttemptView; zone: string }) {
  const changes = event.changes.filter((change) => change.attemptNumber === attempt.number)
  const left = event.left.filter((one) => one.attemptNumber === attempt.number)
  const t0s = t0sOf(changes)
  const clock = attempt.heldClockSeconds === null ? '' : ` ${countdown(attempt.heldClockSeconds)}`
  const ended = attempt.scrubbedAt ?? attempt.outcomeAt ?? attempt.liftoffAt
  return (
    <div className="grid gap-x-8 gap-y-6 pt-6 @4xl:grid-cols-[minmax(0,1fr)_300px]">
      <div className="min-w-0">
        <h2 className="text-20">
          {m['countdown.attempt.was']({
            number: attempt.number,
            state: attemptWord(attempt.state).toLocaleLowerCase() + clock,
          })}
        </h2>
        <p className="text-13 text-ink-2">
          {[ended ? dayAndTime(ended, zone) : '', attempt.outcome ? m[`countdown.outcome.${attempt.outcome}`]() : '']
            .filter(Boolean)
            .join(' · ')}
        </p>
        <p className="pt-1 text-13">
          <Link to="/countdown/$eventId" params={{ eventId: event.id }} search={{}}>
            {m['countdown.attempt.back']()}
          </Link>
        </p>
        <h3 className="rule mt-5 pb-1 text-13">{m['countdown.attempt.t0s']()}</h3>
        <p className="pt-1.5 text-13">
          {t0s.length > 0 ? list(t0s.map((at) => dayAndTime(at, zone))) : m['countdown.attempt.no-t0']()}
        </p>
        <h3 className="rule mt-5 pb-1 text-13">
          {left.length > 0 ? m['countdown.attempt.left']({ count: left.length }) : m['countdown.attempt.left-none']()}
        </h3>
        <ul>
          {left.map((one) => (
            <li
              key={one.deliveryId}
              className="flex min-h-8 items-center gap-3 border-b border-hair text-13 phone:gap-2"
            >
              <time dateTime={one.at} className="w-[140px] shrink-0 whitespace-nowrap text-ink-2 phone:w-[116px]">
                {dayAndTime(one.at, zone)}
              </time>
              <NetworkMark network={one.network} />
              <PathLink
                path={`/posts/${one.postId}`}
                className="min-w-0 flex-1 truncate no-underline hover:underline phone:py-1 phone:whitespace-normal"
              >
                {one.title}
              </PathLink>
              {one.withdrawn ? (
                <span className="text-12 text-ink-3">{m['countdown.attempt.withdrawn']()}</span>
              ) : (
                one.permalink && (
                  <a href={one.permalink} target="_blank" rel="noreferrer" className="text-12 whitespace-nowrap">
                    {m['countdown.attempt.see']()}
                  </a>
                )
              )}
            </li>
          ))}
        </ul>
      </div>
      <div className="min-w-0">
        <EventLog changes={changes} zone={zone} />
      </div>
    </div>
  )
}

/** Every T-0 that the attempt had, in the order in which it had them; the log stands newest first. */
function t0sOf(changes: EventPage['changes']): string[] {
  const all = changes
    .toReversed()
    .flatMap(({ before, after }) => [before?.number === after.number ? before : null, after])
  return [...new Set(all.flatMap((one) => (one?.t0.kind === 'instant' ? [one.t0.at] : [])))]
}
