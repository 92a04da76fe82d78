import { type Instant, isBefore, type Refused, refused } from '../shared/index.ts'
import type { Attempt } from './event.ts'

/** Starts the clock of a held attempt again, with a T-0 still ahead, as planned or as go. */
export function resume(
  attempt: Attempt,
  to: 'planned' | 'go',
  t0: Instant,
  now: Instant,
): { kind: 'resumed'; attempt: Attempt } | Refused<'not-on-hold' | 't0-in-the-past'> {
  if (attempt.state !== 'hold') return refused('not-on-hold')
  if (!isBefore(now, t0)) return refused('t0-in-the-past')
  return {
    kind: 'resumed',
    attempt: { ...attempt, state: to, t0: { kind: 'instant', at: t0 }, heldClockSeconds: null, heldAt: null },
  }
}
