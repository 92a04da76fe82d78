import { type Instant, type Refused, refused } from '../shared/index.ts'
import { clockSeconds } from './clock.ts'
import type { Attempt } from './event.ts'
import { whyPast } from './refusals.ts'

/** Ends an attempt that will not fly. Its T-0 stays as it was, the clock stands where it stood. */
export function scrub(
  attempt: Attempt,
  now: Instant,
): { kind: 'scrubbed'; attempt: Attempt } | Refused<'launched' | 'attempt-is-over'> {
  if (attempt.state === 'launched' || attempt.state === 'closed' || attempt.state === 'scrubbed') {
    return refused(whyPast(attempt.state) === 'launched' ? 'launched' : 'attempt-is-over')
  }
  const heldClockSeconds = attempt.t0.kind === 'instant' ? clockSeconds(attempt.t0.at, now) : attempt.heldClockSeconds
  return { kind: 'scrubbed', attempt: { ...attempt, state: 'scrubbed', scrubbedAt: now, heldClockSeconds } }
}
