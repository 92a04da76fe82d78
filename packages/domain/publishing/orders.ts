import { type Instant, type Refused, refused } from '../shared/index.ts'
import type { Cause, Delivery, HeldBecause } from './delivery.ts'
import { type Moved, moved, raised } from './transition.ts'

/** Why an order comes too late or to the wrong delivery. */
export type OrderRefused = Refused<'on-its-way' | 'already-out' | 'called-off'>

/** Keeps back what has not started to leave. What is already held keeps its reason. */
export function hold(
  delivery: Delivery,
  because: HeldBecause,
  cause: Extract<
    Cause,
    | 'event-held'
    | 'event-scrubbed'
    | 'stop-switch-on'
    | 'late-limit'
    | 'countdown-changed'
    | 'post-changed'
    | 'gate-refused'
  >,
): Moved | OrderRefused | Refused<'already-held' | 'has-failed'> {
  if (delivery.state === 'held') return refused('already-held')
  if (delivery.state === 'failed') return refused('has-failed')
  if (delivery.state !== 'scheduled' && delivery.state !== 'claimed') return refused(whyNot(delivery))
  return moved(delivery, 'held', cause, { ...raised(delivery), heldBecause: because })
}

/** Lets a held delivery go at its instant; `dueAt` null: as soon as one is known. The gate judges again. */
export function release(
  delivery: Delivery,
  dueAt: Instant | null,
  cause: Extract<Cause, 'release-asked' | 'countdown-changed' | 'post-changed'>,
): Moved | Refused<'not-held'> {
  if (delivery.state !== 'held') return refused('not-held')
  return moved(delivery, 'scheduled', cause, { ...raised(delivery), dueAt, retryAt: null })
}

/** Gives a delivery that waits (or is claimed: the claim is void) another instant, or none for now. */
export function reschedule(
  delivery: Delivery,
  dueAt: Instant | null,
  cause: Extract<Cause, 'rescheduled' | 'countdown-changed' | 'post-changed'>,
): Moved | OrderRefused | Refused<'is-held' | 'has-failed'> {
  if (delivery.commentOnly) return refused('already-out')
  if (delivery.state === 'held') return refused('is-held')
  if (delivery.state === 'failed') return refused('has-failed')
  if (delivery.state !== 'scheduled' && delivery.state !== 'claimed') return refused(whyNot(delivery))
  return moved(delivery, 'scheduled', cause, { ...raised(delivery), dueAt, retryAt: null })
}

/** Calls a delivery off for good. What is on its way, or may be, cannot be called off. */
export function cancel(
  delivery: Delivery,
  cause: Extract<Cause, 'cancel-asked' | 'post-changed'>,
): Moved | OrderRefused {
  const { state } = delivery
  if (state !== 'scheduled' && state !== 'claimed' && state !== 'held' && state !== 'failed')
    return refused(whyNot(delivery))
  return moved(delivery, 'cancelled', cause, raised(delivery))
}

/**
 * Makes a delivery due at once: what waits, what is held, what failed, and the rest of a broken thread. It still passes
 * the gate, so a hold or a stop switch holds it again.
 */
export function publishNow(delivery: Delivery, now: Instant): Moved | OrderRefused {
  const { state } = delivery
  if (
    state === 'sending' ||
    state === 'uncertain' ||
    state === 'published' ||
    state === 'cancelled' ||
    state === 'withdrawn'
  ) {
    return refused(whyNot(delivery))
  }
  if (delivery.commentOnly)
    return moved(delivery, 'scheduled', 'retry-asked', { ...raised(delivery), retryAt: now, tries: 0 })
  const cause = state === 'failed' || state === 'partial' ? 'retry-asked' : 'publish-now-asked'
  return moved(delivery, 'scheduled', cause, { ...raised(delivery), dueAt: now, retryAt: null, tries: 0 })
}

function whyNot(delivery: Delivery): OrderRefused['why'] {
  if (delivery.state === 'sending' || delivery.state === 'uncertain') return 'on-its-way'
  return delivery.state === 'published' || delivery.state === 'partial' ? 'already-out' : 'called-off'
}
