import { type Instant, isBefore, type Refused, refused } from '../shared/index.ts'
import type { Attempt } from './event.ts'
import { whyPast } from './refusals.ts'

/** Says go to a planned attempt whose T-0 is an instant still ahead. */
export function setGo(
  attempt: Attempt,
  now: Instant,
):
  | { kind: 'go'; attempt: Attempt }
  | Refused<'already-go' | 'on-hold' | 'launched' | 'attempt-is-over' | 't0-not-an-instant' | 't0-in-the-past'> {
  if (attempt.state === 'go') return refused('already-go')
  if (attempt.state !== 'planned') return refused(whyPast(attempt.state))
  if (attempt.t0.kind !== 'instant') return refused('t0-not-an-instant')
  if (!isBefore(now, attempt.t0.at)) return refused('t0-in-the-past')
  return { kind: 'go', attempt: { ...attempt, state: 'go' } }
}
