import { type Instant, type Refused, refused } from '../shared/index.ts'
import type { Delivery } from './delivery.ts'
import type { GateDecision } from './gate.ts'
import { type Moved, moved, raised } from './transition.ts'

/**
 * Lets a claimed delivery pass the gate into `sending`, or holds it. Only the order with the current fence counts: a
 * worker that was frozen and revived holds an older one.
 */
export function enterSending(
  delivery: Delivery,
  fence: number,
  decision: GateDecision,
  now: Instant,
): Moved | Refused<'not-claimed' | 'fence-is-old' | 'not-yet' | 'by-hand'> {
  if (delivery.state !== 'claimed') return refused('not-claimed')
  if (delivery.fence !== fence) return refused('fence-is-old')
  if (decision.kind === 'not-yet' || decision.kind === 'by-hand') return refused(decision.kind)
  if (decision.kind === 'held') {
    return moved(delivery, 'held', 'gate-refused', { ...raised(delivery), heldBecause: decision.because })
  }
  return moved(delivery, 'sending', 'gate-passed', { sendingAt: now, emptyReads: 0 })
}
