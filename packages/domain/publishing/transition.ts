import type { Cause, Delivery, DeliveryState } from './delivery.ts'

/** A delivery that changed its state, where it came from and why. */
export type Moved = {
  kind: 'moved'
  delivery: Delivery
  from: DeliveryState
  cause: Cause
  /** The post stays out, but its first comment will not follow by itself: someone is to be told. */
  leavesComment?: true
}

/** Every step that a delivery may ever take. Each function of this folder takes some of them, none takes another. */
export const TRANSITIONS: Readonly<Record<DeliveryState, readonly DeliveryState[]>> = {
  scheduled: ['scheduled', 'claimed', 'held', 'cancelled', 'published', 'uncertain'],
  claimed: ['scheduled', 'sending', 'held', 'cancelled', 'published', 'uncertain'],
  sending: ['published', 'partial', 'failed', 'scheduled', 'held', 'uncertain'],
  uncertain: ['published', 'partial', 'scheduled', 'held', 'failed', 'uncertain'],
  held: ['scheduled', 'cancelled', 'published', 'uncertain'],
  failed: ['scheduled', 'cancelled', 'published', 'uncertain'],
  partial: ['scheduled', 'published', 'withdrawn', 'uncertain'],
  published: ['scheduled', 'withdrawn'],
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

/** States in which a post would not be out, or not all of it. */
const NOT_OUT: ReadonlySet<DeliveryState> = new Set(['failed', 'held', 'cancelled', 'partial'])

/**
 * Takes the step and leaves behind what belonged to the old state; `changes` is what the new one brings. A post that is out
 * stays out whatever becomes of its first comment: what would fail, hold or call off such a delivery leaves the comment.
 */
export function moved(from: Delivery, state: DeliveryState, cause: Cause, changes: Partial<Delivery> = {}): Moved {
  const next = { ...from, ...LEFT_BEHIND, ...changes }
  if (next.commentOnly && NOT_OUT.has(state)) {
    const delivery: Delivery = {
      ...next,
      heldBecause: null,
      retryAt: null,
      commentOnly: false,
      state: 'published',
      cause,
    }
    return { kind: 'moved', delivery, from: from.state, cause, leavesComment: true }
  }
  const commentOnly = next.commentOnly && state !== 'published' && state !== 'withdrawn'
  return { kind: 'moved', delivery: { ...next, commentOnly, state, cause }, from: from.state, cause }
}

/** The fence after the right to send changed hands: every older order is void. */
export function raised(delivery: Delivery): Pick<Delivery, 'fence'> {
  return { fence: delivery.fence + 1 }
}
