import { dayIn, type Instant, isBefore, type Refused, refused, type Zone } from '../shared/index.ts'
import type { Attempt, T0 } from './event.ts'
import { whyPast } from './refusals.ts'

/**
 * Says what is known of T-0 while the attempt is planned: nothing, a day in the event's zone, or an instant. A go
 * attempt keeps an instant: its T-0 is moved by a slip.
 */
export function setT0(
  attempt: Attempt,
  t0: T0,
  zone: Zone,
  now: Instant,
):
  | { kind: 't0-set'; attempt: Attempt }
  | Refused<'already-go' | 'on-hold' | 'launched' | 'attempt-is-over' | 't0-in-the-past'> {
  if (attempt.state === 'go') return refused('already-go')
  if (attempt.state !== 'planned') return refused(whyPast(attempt.state))
  if (isPast(t0, zone, now)) return refused('t0-in-the-past')
  return { kind: 't0-set', attempt: { ...attempt, t0 } }
}

/** True when a T-0 has gone by: its instant is not ahead, or its day is over in the event's zone. */
export function isPast(t0: T0, zone: Zone, now: Instant): boolean {
  if (t0.kind === 'unknown') return false
  return t0.kind === 'day' ? t0.day < dayIn(zone, now) : !isBefore(now, t0.at)
}
