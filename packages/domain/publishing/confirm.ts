import { type Instant, type Refused, refused } from '../shared/index.ts'
import type { Delivery } from './delivery.ts'
import { type Moved, moved } from './transition.ts'

/** Where a post can be found on its network, and since when. */
export type Found = { remoteId: string | null; permalink: string | null; at: Instant }

/** The network confirmed the last part: the delivery is out. */
export function published(delivery: Delivery, found: Found): Moved | Refused<'not-sending'> {
  if (delivery.state !== 'sending') return refused('not-sending')
  return moved(delivery, 'published', 'network-confirmed', out(found))
}

/** A part of a thread is out and the next one is proven not to be. `found` is the first part. */
export function partial(delivery: Delivery, found: Found): Moved | Refused<'not-sending'> {
  if (delivery.state !== 'sending') return refused('not-sending')
  return moved(delivery, 'partial', 'thread-broken', out(found))
}

/** Between the clock of whoever writes it down and ours. */
const AHEAD_SECONDS = 60

/** A person put the post on the network and says where it is, and since when: not since a moment to come. */
export function postedByHand(
  delivery: Delivery,
  found: Found,
  now: Instant,
): Moved | Refused<'on-its-way' | 'already-out' | 'called-off' | 'in-the-future'> {
  if (delivery.state === 'sending') return refused('on-its-way')
  if (delivery.state === 'published') return refused('already-out')
  if (delivery.state === 'cancelled' || delivery.state === 'withdrawn') return refused('called-off')
  if (Temporal.Instant.compare(found.at, now.add({ seconds: AHEAD_SECONDS })) > 0) return refused('in-the-future')
  return moved(delivery, 'published', 'posted-by-hand', { ...out(found), byHand: true, fence: delivery.fence + 1 })
}

/** The post was deleted on the network at our asking. */
export function withdraw(delivery: Delivery): Moved | Refused<'not-out'> {
  if (delivery.state !== 'published' && delivery.state !== 'partial') return refused('not-out')
  return moved(delivery, 'withdrawn', 'withdrawn-on-network')
}

/** What a delivery that is out carries. */
export function out(found: Found): Pick<Delivery, 'remoteId' | 'permalink' | 'publishedAt' | 'retryAt'> {
  return { remoteId: found.remoteId, permalink: found.permalink, publishedAt: found.at, retryAt: null }
}
