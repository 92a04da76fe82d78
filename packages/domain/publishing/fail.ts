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
 * `firstPart` is set when a part is already out. Then the rest of a thread is tried again in the same way, and whatever
 * ends it leaves it partial; a first comment (`isComment`) that does not follow leaves the post published.
 */
export function afterFailure(
  delivery: Delivery,
  failure: Failure,
  facts: { firstPart: Found | null; isComment?: boolean; random: number; now: Instant },
): Moved | Refused<'not-sending'> {
  if (delivery.state !== 'sending') return refused('not-sending')
  const { firstPart, random, now } = facts
  const known = firstPart
    ? { ...delivery, ...out(firstPart), commentOnly: facts.isComment ?? delivery.commentOnly }
    : delivery
  switch (failure.kind) {
    case 'uncertain':
      return uncertain(known, 'answer-lost', now)
    case 'refused':
      return firstPart ? broken(known) : failed(known, 'network-refused')
    case 'credentials-lost':
    case 'permission-missing':
      if (firstPart) return broken(known)
      return moved(known, 'held', 'network-refused', { ...raised(known), heldBecause: 'credentials-lost' })
    case 'delayed':
    case 'unavailable': {
      const again = sendAgain(known, retryAt(failure, delivery.tries, random, now), 'proven-not-sent')
      return firstPart && again.delivery.state !== 'scheduled' ? broken(known) : again
    }
  }
}

/** What is out stays out; the rest waits for a person. */
const broken = (delivery: Delivery) =>
  moved(delivery, 'partial', delivery.commentOnly ? 'network-refused' : 'thread-broken', raised(delivery))

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
