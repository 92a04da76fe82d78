import { type Instant, type Refused, refused } from '../shared/index.ts'
import { out, type Found } from './confirm.ts'
import type { Cause, Delivery, Failure } from './delivery.ts'
import { isTooLate } from './late.ts'
import { retryAt } from './retry.ts'
import { type Moved, moved, raised } from './transition.ts'

/** The answer never came (time-out, killed process): it is read back before anything else is done. */
export function uncertain(
  delivery: Delivery,
  cause: Extract<Cause, 'answer-lost' | 'worker-lost' | 'restored-from-backup'>,
  settleAt: Instant,
): Moved | Refused<'not-sending'> {
  if (delivery.state !== 'sending') return refused('not-sending')
  return moved(delivery, 'uncertain', cause, { settleAt, sendingAt: delivery.sendingAt, ...raised(delivery) })
}

/** The network's permanent no, with nothing published. */
export function failed(
  delivery: Delivery,
  cause: Extract<Cause, 'network-refused' | 'tries-exhausted'>,
): Moved | Refused<'not-sending'> {
  if (delivery.state !== 'sending') return refused('not-sending')
  return moved(delivery, 'failed', cause, raised(delivery))
}

/**
 * What a failure makes of a delivery in `sending`. Proven not sent: tried again while its late limit allows, else held
 * as too late. Refused: failed. Credentials or a right lost: held until someone reconnects. Unknown: uncertain.
 * `firstPart` is set when a part of the thread is already out: then whatever is not unknown leaves it partial.
 */
export function afterFailure(
  delivery: Delivery,
  failure: Failure,
  facts: { firstPart: Found | null; random: number; now: Instant },
): Moved | Refused<'not-sending'> {
  if (delivery.state !== 'sending') return refused('not-sending')
  if (failure.kind === 'uncertain') return uncertain(delivery, 'answer-lost', facts.now)
  if (facts.firstPart)
    return moved(delivery, 'partial', 'thread-broken', { ...out(facts.firstPart), ...raised(delivery) })
  switch (failure.kind) {
    case 'refused':
      return failed(delivery, 'network-refused')
    case 'credentials-lost':
    case 'permission-missing':
      return moved(delivery, 'held', 'network-refused', { ...raised(delivery), heldBecause: 'credentials-lost' })
    case 'delayed':
    case 'unavailable':
      return sendAgain(delivery, retryAt(failure, delivery.tries, facts.random, facts.now), 'proven-not-sent')
  }
}

/**
 * Schedules what is proven not to be out, unless that would be too late or has been tried too often. `at` null: no more
 * tries.
 */
export function sendAgain(
  delivery: Delivery,
  at: Instant | null,
  cause: Extract<Cause, 'proven-not-sent' | 'read-back-absent'>,
): Moved {
  const next = { ...raised(delivery), tries: delivery.tries + 1 }
  if (!at) return moved(delivery, 'failed', 'tries-exhausted', next)
  if (delivery.dueAt && isTooLate(delivery.dueAt, delivery.lateLimitSeconds, at)) {
    return moved(delivery, 'held', 'late-limit', { ...next, heldBecause: 'too-late' })
  }
  return moved(delivery, 'scheduled', cause, { ...next, retryAt: at })
}
