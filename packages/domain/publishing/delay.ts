import { type Instant, type Refused, refused } from '../shared/index.ts'
import type { Delivery } from './delivery.ts'
import { isTooLate } from './late.ts'
import { type Moved, moved, raised } from './transition.ts'

/** Of many that wait for one budget: so far apart they go, on average, and never spread over more than this. */
const APART_MS = 50
const WIDEST_MS = 30_000

/**
 * Gives a claim back because the network's budget is spent: nothing was sent, and it may go once the budget fills again
 * (`until`). `waiting` is how many wait for the same instant: they are spread behind it, by `random` in [0, 1), so that a
 * budget that has just been filled is not spent in one breath. Held as too late when its late limit ends before that.
 */
export function delayClaim(
  delivery: Delivery,
  until: Instant,
  facts: { waiting: number; random: number },
): Moved | Refused<'not-claimed'> {
  if (delivery.state !== 'claimed') return refused('not-claimed')
  const spread = Math.min(WIDEST_MS, Math.max(1000, facts.waiting * APART_MS))
  const retryAt = until.add({ milliseconds: Math.round(facts.random * spread) })
  if (delivery.dueAt && isTooLate(delivery.dueAt, delivery.lateLimitSeconds, until)) {
    return moved(delivery, 'held', 'late-limit', { ...raised(delivery), heldBecause: 'too-late' })
  }
  return moved(delivery, 'scheduled', 'proven-not-sent', { ...raised(delivery), retryAt })
}
