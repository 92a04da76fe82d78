import type { Cause, Delivery, DeliveryState } from './delivery.ts'

/** A delivery that changed its state, where it came from and why. */
export type Moved = { kind: 'moved'; delivery: Delivery; from: DeliveryState; cause: Cause }

/** Every step that a delivery may ever take. Each function of this folder takes some of them, none takes another. */
export const TRANSITIONS: Readonly<Record<DeliveryState, readonly DeliveryState[]>> = {
  scheduled: ['scheduled', 'claimed', 'held', 'cancelled', 'published', 'uncertain'],
  claimed: ['scheduled', 'sending', 'held', 'cancelled', 'published', 'uncertain'],
  sending: ['published', 'partial', 'failed', 'scheduled', 'held', 'uncertain'],
  uncertain: ['published', 'partial', 'scheduled', 'held', 'failed', 'uncertain'],
  held: ['scheduled', 'cancelled', 'published', 'uncertain'],
  failed: ['scheduled', 'cancelled', 'published', 'uncertain'],
  partial: ['scheduled', 'published', 'withdrawn', 'uncertain'],
  published: ['withdrawn'],
  cancelled: [],
  withdrawn: [],
}

/** What a delivery carries only in the state that it leaves. */
const LEFT_BEHIND = {
  leaseUntil: null,
  claimedBy: null,
  heldBecause: null,
  settleAt: null,
  sendingAt: null,
} as const satisfies Partial<Delivery>

/** Takes the step and leaves behind what belonged to the old state; `changes` is what the new one brings. */
export function moved(from: Delivery, state: DeliveryState, cause: Cause, changes: Partial<Delivery> = {}): Moved {
  return { kind: 'moved', delivery: { ...from, ...LEFT_BEHIND, ...changes, state, cause }, from: from.state, cause }
}

/** The fence after the right to send changed hands: every older order is void. */
export function raised(delivery: Delivery): Pick<Delivery, 'fence'> {
  return { fence: delivery.fence + 1 }
}
