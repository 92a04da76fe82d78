import type { Instant } from '../../shared/index.ts'
import type { Delivery } from '../delivery.ts'

const id = (n: number) => `019a0000-0000-7000-8000-00000000000${n}`

/** A delivery that waits for its instant, and to which nothing has happened yet. */
export const scheduledDelivery = (dueAt: Instant, more: Partial<Delivery> = {}): Delivery => ({
  id: id(1),
  postId: id(2),
  variantId: id(3),
  channelId: id(4),
  eventId: null,
  state: 'scheduled',
  cause: 'planned',
  dueAt,
  condition: null,
  lateLimitSeconds: 600,
  contentHash: 'abc',
  fence: 0,
  leaseUntil: null,
  claimedBy: null,
  heldBecause: null,
  tries: 0,
  retryAt: null,
  sendingAt: null,
  settleAt: null,
  emptyReads: 0,
  publishedAt: null,
  remoteId: null,
  permalink: null,
  byHand: false,
  commentOnly: false,
  ...more,
})
