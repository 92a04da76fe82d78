import { type Instant, type Refused, refused } from '../shared/index.ts'
import type { Attempt, Outcome } from './event.ts'

/** Says how a launched attempt ended. Posts that hang from the outcome follow `now`. */
export function close(
  attempt: Attempt,
  outcome: Outcome,
  now: Instant,
): { kind: 'closed'; attempt: Attempt } | Refused<'not-launched' | 'attempt-is-over'> {
  if (attempt.state === 'closed' || attempt.state === 'scrubbed') return refused('attempt-is-over')
  if (attempt.state !== 'launched') return refused('not-launched')
  return { kind: 'closed', attempt: { ...attempt, state: 'closed', outcome, outcomeAt: now } }
}
