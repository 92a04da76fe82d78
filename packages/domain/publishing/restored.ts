import { type Instant, type Refused, refused } from '../shared/index.ts'
import type { Delivery, HeldBecause } from './delivery.ts'
import { isTooLate } from './late.ts'
import { type Moved, moved, raised } from './transition.ts'

/** What a delivery was in the data that came back from a backup. */
export type Before = { state: 'scheduled' | 'failed' | 'partial' } | { state: 'held'; because: HeldBecause }

export type ToReadBack = { kind: 'to-read-back'; moved: Moved; before: Before | { state: 'sending' } }

/**
 * The database came back from a backup: what it holds as not out may have left since. Nothing of it moves before it has been read back, whatever its due time. What was being sent keeps
 * the instant of its call (`settleAt`: when it is read back by its identity); for the others no call is known.
 */
export function readBackFirst(delivery: Delivery, now: Instant): ToReadBack | Refused<'final' | 'unknown-already'> {
  const cause = 'restored-from-backup'
  switch (delivery.state) {
    case 'sending':
      return {
        kind: 'to-read-back',
        before: { state: 'sending' },
        moved: moved(delivery, 'uncertain', cause, {
          settleAt: now,
          sendingAt: delivery.sendingAt,
          ...raised(delivery),
        }),
      }
    case 'scheduled':
    case 'claimed':
      return {
        kind: 'to-read-back',
        before: { state: 'scheduled' },
        moved: moved(delivery, 'uncertain', cause, raised(delivery)),
      }
    case 'failed':
    case 'partial':
      return {
        kind: 'to-read-back',
        before: { state: delivery.state },
        moved: moved(delivery, 'uncertain', cause, raised(delivery)),
      }
    case 'held':
      return {
        kind: 'to-read-back',
        before: { state: 'held', because: delivery.heldBecause ?? 'not-approved' },
        moved: moved(delivery, 'uncertain', cause, raised(delivery)),
      }
    case 'uncertain':
      return refused('unknown-already')
    case 'published':
    case 'cancelled':
    case 'withdrawn':
      return refused('final')
  }
}

/**
 * Proven not to have left since the backup (or ruled so by a person): it is again what it was. What waited for an instant that has passed by more than its late limit is held as
 * too late, never fired stale.
 */
export function backAsBefore(
  delivery: Delivery,
  before: Before,
  cause: 'read-back-absent' | 'person-ruled-absent',
  now: Instant,
): Moved | Refused<'not-uncertain'> {
  if (delivery.state !== 'uncertain') return refused('not-uncertain')
  if (before.state === 'held') {
    return moved(delivery, 'held', cause, { ...raised(delivery), heldBecause: before.because })
  }
  const late =
    before.state === 'scheduled' && delivery.dueAt && isTooLate(delivery.dueAt, delivery.lateLimitSeconds, now)
  if (late) return moved(delivery, 'held', cause, { ...raised(delivery), heldBecause: 'too-late' })
  return moved(delivery, before.state, cause, raised(delivery))
}
