import { type Instant, type Refused, refused } from '../shared/index.ts'
import type { Delivery } from './delivery.ts'
import { type Moved, moved, raised } from './transition.ts'

/** A worker may lease what is due within this time. */
export const CLAIM_AHEAD_SECONDS = 30

/** A lease lasts this long past the due time. */
export const LEASE_SECONDS = 15

/**
 * When a delivery may go at the earliest: its due time, or later if the network asked to wait. Null while no instant is
 * known.
 */
export function readyAt(delivery: Pick<Delivery, 'dueAt' | 'retryAt'>): Instant | null {
  if (!delivery.dueAt || !delivery.retryAt) return delivery.dueAt
  return Temporal.Instant.compare(delivery.dueAt, delivery.retryAt) < 0 ? delivery.retryAt : delivery.dueAt
}

/** Gives a worker the right to send a delivery that is due soon, until the lease lapses. */
export function claim(
  delivery: Delivery,
  worker: string,
  now: Instant,
): Moved | Refused<'not-scheduled' | 'no-instant' | 'not-yet'> {
  if (delivery.state !== 'scheduled') return refused('not-scheduled')
  const ready = readyAt(delivery)
  if (!ready) return refused('no-instant')
  if (ready.epochMilliseconds - now.epochMilliseconds > CLAIM_AHEAD_SECONDS * 1000) return refused('not-yet')
  const from = Temporal.Instant.compare(ready, now) < 0 ? now : ready
  return moved(delivery, 'claimed', 'leased', {
    ...raised(delivery),
    claimedBy: worker,
    leaseUntil: from.add({ seconds: LEASE_SECONDS }),
  })
}

/** Takes the right to send back from a worker whose lease has lapsed. */
export function lapseLease(delivery: Delivery, now: Instant): Moved | Refused<'not-claimed' | 'lease-runs'> {
  if (delivery.state !== 'claimed' || !delivery.leaseUntil) return refused('not-claimed')
  if (Temporal.Instant.compare(now, delivery.leaseUntil) < 0) return refused('lease-runs')
  return moved(delivery, 'scheduled', 'lease-lapsed', raised(delivery))
}
