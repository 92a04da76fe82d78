import { z } from 'zod'
import { Id } from '../shared/index.ts'

/** SHA-256 in lower-case hex. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)
export type Sha256 = string

/** An instant in UTC to the microsecond, always of the same length: its order is that of its text. */
export const Stamp = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/)
export type Stamp = string

/** Who did it, by an id that does not change with a name. */
export const By = z.union([
  z.strictObject({ kind: z.literal('member'), memberId: Id }),
  z.strictObject({ kind: z.literal('system'), name: z.string() }),
  z.strictObject({ kind: z.literal('link'), linkId: Id }),
])
export type By = z.output<typeof By>

const common = { id: Id, at: Stamp }
const ofDelivery = { deliveryId: Id, channelId: Id }

/** A version of the post as it was written: text, variants, timing; each picture by the bytes that were uploaded. */
const Revision = z.strictObject({
  what: z.literal('revision'),
  ...common,
  memberId: Id.nullable(),
  number: z.int().positive(),
  content: z.unknown(),
  media: z.array(z.strictObject({ mediaId: Id, originalSha256: Sha256 })),
})

/** A step of the review. `because` says what changed when an approval lapsed. */
const Review = z.strictObject({
  what: z.literal('review'),
  ...common,
  memberId: Id.nullable(),
  kind: z.string(),
  revision: z.int(),
  comment: z.string().nullable(),
  because: z.unknown(),
})

/** Who approved which content for which T-0 (null: none, or not known yet). */
const Approval = z.strictObject({
  what: z.literal('approval'),
  ...common,
  memberId: Id,
  channelId: Id,
  contentHash: Sha256,
  t0: Stamp.nullable(),
})

/** The end of an approval, with its cause. `id` is the approval's. */
const Lapse = z.strictObject({
  what: z.literal('lapse'),
  ...common,
  channelId: Id,
  contentHash: Sha256,
  because: z.string().nullable(),
})

/** What was decided of the event while the post hung from it, and what of it moved this post. */
const EventDecision = z.strictObject({
  what: z.literal('event'),
  ...common,
  by: By,
  byName: z.string(),
  eventId: Id,
  attemptId: Id,
  verb: z.string(),
  reason: z.string().nullable(),
  before: z.unknown(),
  after: z.unknown(),
  touched: z.strictObject({
    posts: z.array(z.unknown()),
    deliveries: z.array(z.unknown()),
    decisions: z.array(z.unknown()),
  }),
})

/** What a person ordered of the post or of one delivery: cancelled, published now, withdrawn, mended, posted by hand. */
const Order = z.strictObject({
  what: z.literal('order'),
  ...common,
  by: By,
  verb: z.string(),
  deliveryId: Id.nullable(),
  before: z.unknown(),
  after: z.unknown(),
})

/** A change of a delivery's state, with its cause. */
const Transition = z.strictObject({
  what: z.literal('transition'),
  ...common,
  ...ofDelivery,
  from: z.string().nullable(),
  to: z.string(),
  cause: z.string(),
  by: By,
})

const ofCall = {
  ...ofDelivery,
  kind: z.enum(['prepare', 'publish', 'settle', 'look', 'withdraw', 'edit']),
  part: z.int().nonnegative().nullable(),
  partKind: z.string().nullable(),
}

/** A call of the network, written down before it was made. `identity` is what the network knows it by. */
const CallBegun = z.strictObject({
  what: z.literal('call-begun'),
  ...common,
  ...ofCall,
  worker: z.string(),
  fence: z.int(),
  identity: z.unknown(),
})

/** What came of it: the bytes sent and answered (redacted), the network's reference, the failure, what reading back proved. */
const CallEnded = z.strictObject({
  what: z.literal('call-ended'),
  ...common,
  ...ofCall,
  outcome: z.string().nullable(),
  detail: z.unknown(),
})

/** One thing that happened to a post, as it was written down. `id` is its row's: a call has two records, an approval up to two. */
export const EvidenceRecord = z.discriminatedUnion('what', [
  Revision,
  Review,
  Approval,
  Lapse,
  EventDecision,
  Order,
  Transition,
  CallBegun,
  CallEnded,
])
export type EvidenceRecord = z.output<typeof EvidenceRecord>

/** Records of one microsecond stand in this order. */
export const WHATS = EvidenceRecord.options.map((option) => option.shape.what.value)
