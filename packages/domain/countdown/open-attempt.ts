import { type Id, type Instant, type Refused, refused, type Zone } from '../shared/index.ts'
import type { Attempt, T0 } from './event.ts'
import { isPast } from './set-t0.ts'

/** An attempt that is planned and nothing more. */
export function newAttempt(id: Id, number: number, t0: T0): Attempt {
  return {
    id,
    number,
    state: 'planned',
    t0,
    heldClockSeconds: null,
    heldAt: null,
    liftoffAt: null,
    scrubbedAt: null,
    outcome: null,
    outcomeAt: null,
  }
}

/**
 * Opens the attempt that follows a scrubbed one, perhaps without a T-0. It takes over the unpublished anchored posts.
 */
export function openAttempt(
  scrubbed: Attempt,
  next: { id: Id; t0: T0; zone: Zone },
  now: Instant,
): { kind: 'opened'; attempt: Attempt } | Refused<'not-scrubbed' | 't0-in-the-past'> {
  if (scrubbed.state !== 'scrubbed') return refused('not-scrubbed')
  if (isPast(next.t0, next.zone, now)) return refused('t0-in-the-past')
  return { kind: 'opened', attempt: newAttempt(next.id, scrubbed.number + 1, next.t0) }
}
