import { Link } from '@tanstack/react-router'
import { countdown, dayAndTime, list, quoted, shortDay, timeOfDay } from '../../format/index.ts'
import { attemptWord } from '../../components/t0-clock.tsx'
import { m } from '../../words.ts'
import type { EventChange, EventPage } from './event-types.ts'

/** Who changed what, when and why: newest first. */
export function EventLog({ changes, zone }: { changes: EventPage['changes']; zone: string }) {
  return (
    <section>
      <h2 className="rule pb-1 text-13">{m['countdown.log']()}</h2>
      <ol>
        {changes.map((change) => (
          <li key={change.id} className="border-b border-hair py-1.5 text-12">
            <p className="text-ink-3">
              <time dateTime={change.at}>{dayAndTime(change.at, zone)}</time>
              {' · '}
              {change.by}
            </p>
            <p className="text-13">{whatHappened(change, zone)}</p>
            {change.reason && <p className="text-ink-2">{change.reason}</p>}
            <Counts counts={change.counts} />
          </li>
        ))}
      </ol>
    </section>
  )
}

function Counts({ counts }: { counts: EventChange['counts'] }) {
  if (!counts) return null
  const said = [
    ...(counts.moved > 0 ? [m['countdown.log.moved']({ count: counts.moved })] : []),
    ...(counts.held > 0 ? [m['countdown.log.held']({ count: counts.held })] : []),
    ...(counts.offered ? [m['countdown.log.offered']({ count: counts.offered })] : []),
    ...(counts.approvalsLost > 0 ? [m['countdown.log.lost']({ count: counts.approvalsLost })] : []),
  ]
  return said.length > 0 ? <p className="text-ink-3">{list(said)}</p> : null
}

/** A line of the log in one sentence. */
export function whatHappened({ verb, before, after, post }: EventChange, zone: string): string {
  const at = after.t0.kind === 'instant' ? dayAndTime(after.t0.at, zone) : ''
  const day = after.t0.kind === 'day' ? dayWord(after.t0.day) : ''
  const clock = after.heldClockSeconds === null ? '' : countdown(after.heldClockSeconds)
  switch (verb) {
    case 'created':
      if (at) return m['countdown.log.created-at']({ at })
      return day ? m['countdown.log.created-net']({ day }) : m['countdown.log.created']()
    case 't0-set':
      if (at) return m['countdown.log.t0-at']({ at })
      return day ? m['countdown.log.t0-day']({ day }) : m['countdown.log.t0-unknown']()
    case 'go':
      return m['countdown.log.go']()
    case 'hold':
      return clock ? m['countdown.log.hold']({ clock }) : m['countdown.log.hold-bare']()
    case 'resumed':
      return m['countdown.log.resumed']({ at })
    case 'slipped':
      return before?.t0.kind === 'instant'
        ? m['countdown.log.slipped']({ from: dayAndTime(before.t0.at, zone), to: at })
        : m['countdown.log.slipped-to']({ to: at })
    case 'scrubbed':
      return clock ? m['countdown.log.scrubbed']({ clock }) : m['countdown.log.scrubbed-bare']()
    case 'launched':
      return m['countdown.log.launched']({ at: after.liftoffAt ? timeOfDay(after.liftoffAt, zone, true) : '' })
    case 'closed':
      return m[`countdown.log.closed-${after.outcome ?? 'success'}`]()
    case 'attempt-opened':
      return m['countdown.log.attempt-opened']({ number: after.number })
    case 'offer-released':
    case 'offer-dropped':
      return m[`countdown.log.${verb}`]({ post: quoted(post?.title ?? '') })
    default:
      return verb
  }
}

/** A day without zone: "ven. 12 déc.". */
export function dayWord(day: string): string {
  return shortDay(`${day}T12:00:00Z`, 'UTC')
}

/** The attempts before this one: how each ended. */
export function PastAttempts({ event, zone }: { event: EventPage; zone: string }) {
  const past = event.attempts.filter((attempt) => attempt.id !== event.attempt.id)
  if (past.length === 0) return null
  return (
    <section className="pt-6">
      <h2 className="rule pb-1 text-13">{m['countdown.attempts']()}</h2>
      <ul>
        {past.map((attempt) => (
          <li key={attempt.id} className="flex items-baseline gap-2 border-b border-hair py-1.5 text-13">
            <Link to="/countdown/$eventId" params={{ eventId: event.id }} search={{ attempt: attempt.number }}>
              {m['countdown.attempts.line']({
                number: attempt.number,
                state: attemptWord(attempt.state).toLocaleLowerCase(),
              })}
            </Link>
            <span className="ml-auto text-12 text-ink-3">
              {attempt.heldClockSeconds !== null && `${countdown(attempt.heldClockSeconds)} · `}
              {attempt.scrubbedAt
                ? dayAndTime(attempt.scrubbedAt, zone)
                : attempt.liftoffAt
                  ? dayAndTime(attempt.liftoffAt, zone)
                  : ''}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
