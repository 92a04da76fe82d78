import { type Instant, isBefore, type Refused, refused } from '../shared/index.ts'
import type { Attempt } from './event.ts'
import { whyPast } from './refusals.ts'

/**
 * Records the lift-off of a go attempt: at `liftoffAt`, or at T-0 when none is given. Posts after the lift-off follow
 * it.
 */
export function markLaunched(
  attempt: Attempt,
  liftoffAt: Instant | null,
  now: Instant,
):
  | { kind: 'launched'; attempt: Attempt }
  | Refused<'not-go' | 'on-hold' | 'launched' | 'attempt-is-over' | 't0-not-an-instant' | 'liftoff-in-the-future'> {
  if (attempt.state === 'planned') return refused('not-go')
  if (attempt.state !== 'go') return refused(whyPast(attempt.state))
  if (attempt.t0.kind !== 'instant') return refused('t0-not-an-instant')
  const at = liftoffAt ?? attempt.t0.at
  if (isBefore(now, at)) return refused('liftoff-in-the-future')
  return { kind: 'launched', attempt: { ...attempt, state: 'launched', liftoffAt: at } }
}
