import { type Instant, type Refused, refused } from '../shared/index.ts'
import { clockSeconds } from './clock.ts'
import type { Attempt } from './event.ts'
import { whyPast } from './refusals.ts'

/** Stops the clock of a planned or go attempt: T-0 is cleared, and where the clock stood is kept. */
export function hold(
  attempt: Attempt,
  now: Instant,
): { kind: 'held'; attempt: Attempt } | Refused<'on-hold' | 'launched' | 'attempt-is-over'> {
  if (attempt.state !== 'planned' && attempt.state !== 'go') return refused(whyPast(attempt.state))
  const heldClockSeconds = attempt.t0.kind === 'instant' ? clockSeconds(attempt.t0.at, now) : null
  return {
    kind: 'held',
    attempt: { ...attempt, state: 'hold', t0: { kind: 'unknown' }, heldClockSeconds, heldAt: now },
  }
}
