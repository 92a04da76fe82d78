import { type Instant, isBefore, type Refused, refused } from '../shared/index.ts'
import type { Attempt } from './event.ts'
import { whyPast } from './refusals.ts'

/**
 * Moves T-0 within the current attempt, while it is planned or go (from a hold one resumes). `by` is how far it moved,
 * negative when earlier, null when T-0 was not an instant before.
 */
export function slip(
  attempt: Attempt,
  t0: Instant,
  now: Instant,
):
  | { kind: 'slipped'; attempt: Attempt; by: Temporal.Duration | null }
  | Refused<'on-hold' | 'launched' | 'attempt-is-over' | 't0-in-the-past' | 't0-unchanged'> {
  if (attempt.state !== 'planned' && attempt.state !== 'go') return refused(whyPast(attempt.state))
  if (!isBefore(now, t0)) return refused('t0-in-the-past')
  if (attempt.t0.kind === 'instant' && attempt.t0.at.equals(t0)) return refused('t0-unchanged')
  const by = attempt.t0.kind === 'instant' ? attempt.t0.at.until(t0) : null
  return { kind: 'slipped', attempt: { ...attempt, t0: { kind: 'instant', at: t0 } }, by }
}
