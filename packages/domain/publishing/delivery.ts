import { z } from 'zod'
import { Condition } from '../countdown/index.ts'
import { Id, Instant } from '../shared/index.ts'

/** Where a delivery stands. */
export const DeliveryState = z.enum([
  'scheduled',
  'claimed',
  'sending',
  'published',
  'partial',
  'failed',
  'held',
  'cancelled',
  'uncertain',
  'withdrawn',
])
export type DeliveryState = z.output<typeof DeliveryState>

/** What keeps a delivery back. */
export const HeldBecause = z.enum([
  'hold',
  'offered',
  'stop-switch',
  'condition-not-met',
  'not-approved',
  'approval-lapsed',
  'too-late',
  'credentials-lost',
  'against-rules',
  't0-unknown',
  't0-in-the-past',
  'channel-disconnected',
])
export type HeldBecause = z.output<typeof HeldBecause>

/** Why a delivery changed its state: every transition names one. */
export const Cause = z.enum([
  'planned',
  'rescheduled',
  'leased',
  'lease-lapsed',
  'countdown-changed',
  'gate-passed',
  'gate-refused',
  'network-confirmed',
  'network-refused',
  'thread-broken',
  'proven-not-sent',
  'tries-exhausted',
  'answer-lost',
  'worker-lost',
  'read-back-found',
  'read-back-absent',
  'person-found',
  'person-ruled-absent',
  'event-held',
  'event-scrubbed',
  'stop-switch-on',
  'late-limit',
  'release-asked',
  'offer-dropped',
  'publish-now-asked',
  'retry-asked',
  'cancel-asked',
  'post-changed',
  'withdrawn-on-network',
  'posted-by-hand',
  'restored-from-backup',
])
export type Cause = z.output<typeof Cause>

/**
 * What a connector says when a call did not simply succeed. Only `uncertain` leaves open whether anything was
 * published.
 */
export type Failure =
  | { kind: 'delayed'; until: Temporal.Instant }
  | { kind: 'refused'; field: string; rule: string; reason: string | null }
  | { kind: 'credentials-lost' }
  | { kind: 'permission-missing'; scope: string }
  | { kind: 'unavailable' }
  | { kind: 'uncertain' }

/**
 * What a network's read-back can prove. exact: there and not there. good: there; not there only by two empty reads two
 * minutes apart. weak: only there. none: nothing, a person decides.
 */
export const SettlementClass = z.enum(['exact', 'good', 'weak', 'none'])
export type SettlementClass = z.output<typeof SettlementClass>

/**
 * One variant on one channel. `dueAt` is null while no instant is known. `fence` grows whenever the right to send
 * changes hands: an order with an older fence is void. `tries` counts the sends that are proven not to have left.
 * `commentOnly`: the post is out, all that is still to leave or in doubt is its first comment.
 */
export const Delivery = z.object({
  id: Id,
  postId: Id,
  variantId: Id,
  channelId: Id,
  eventId: Id.nullable(),
  state: DeliveryState,
  cause: Cause,
  dueAt: Instant.nullable(),
  condition: Condition.nullable(),
  lateLimitSeconds: z.int().positive(),
  contentHash: z.string(),
  fence: z.int().nonnegative(),
  leaseUntil: Instant.nullable(),
  claimedBy: z.string().nullable(),
  heldBecause: HeldBecause.nullable(),
  tries: z.int().nonnegative(),
  retryAt: Instant.nullable(),
  sendingAt: Instant.nullable(),
  settleAt: Instant.nullable(),
  emptyReads: z.int().nonnegative(),
  publishedAt: Instant.nullable(),
  remoteId: z.string().nullable(),
  permalink: z.string().nullable(),
  byHand: z.boolean(),
  commentOnly: z.boolean(),
})
export type Delivery = z.output<typeof Delivery>

/** Says where a post that a person put on the network can be seen. */
export const PostedByHand = z.object({
  deliveryId: Id,
  permalink: z.url({ protocol: /^https?$/ }).max(2048),
  publishedAt: Instant.nullable().default(null),
})
export type PostedByHand = z.output<typeof PostedByHand>

/**
 * What a person found when an unknown outcome was put before them. `fence` is the delivery's as they saw it: what was
 * decided, or sent, since then is another matter. `remoteId` names one of the account's posts that were shown to them;
 * null: they give its address only.
 */
export const DecideUncertain = z.discriminatedUnion('found', [
  z.object({
    deliveryId: Id,
    fence: z.int().nonnegative(),
    found: z.literal('there'),
    permalink: z.url({ protocol: /^https?$/ }).max(2048),
    remoteId: z.string().max(512).nullable().default(null),
  }),
  z.object({ deliveryId: Id, fence: z.int().nonnegative(), found: z.literal('absent') }),
])
export type DecideUncertain = z.output<typeof DecideUncertain>
