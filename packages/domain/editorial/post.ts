import { z } from 'zod'
import { Release, Timing } from '../countdown/index.ts'
import { Id, Instant, WebAddress } from '../shared/index.ts'

/** Where a post's review stands. */
export const ReviewState = z.enum(['draft', 'in_review', 'changes_requested', 'approved'])
export type ReviewState = z.output<typeof ReviewState>

/** What a post is shown as: one colour and one word each. */
export const PostState = z.enum([
  'draft',
  'review',
  'approved',
  'armed',
  'publishing',
  'published',
  'held',
  'failed',
  'uncertain',
  'cancelled',
])
export type PostState = z.output<typeof PostState>

/** What became of an uploaded file. */
export const MediaState = z.enum(['uploaded', 'ready', 'refused'])
export type MediaState = z.output<typeof MediaState>

/** The part of a picture that is shown, in fractions of its width and height. */
export const Crop = z
  .object({
    x: z.number().min(0).max(1),
    y: z.number().min(0).max(1),
    width: z.number().positive().max(1),
    height: z.number().positive().max(1),
  })
  .refine((crop) => crop.x + crop.width <= 1 + 1e-9 && crop.y + crop.height <= 1 + 1e-9, { error: 'outside-picture' })
export type Crop = z.output<typeof Crop>

/** A picture on a post: which one, what it shows in words, which part of it. */
export const Attachment = z.object({
  mediaId: Id,
  alt: z.string().trim().max(5000).default(''),
  crop: Crop.nullable().default(null),
})
export type Attachment = z.output<typeof Attachment>

/** The part of each picture that one channel shows, by the picture's id; a picture that is not named is shown as the post says. */
export const Crops = z.record(Id, Crop)
export type Crops = z.output<typeof Crops>

/** After its instant a post leaves by itself within this many seconds; past it, a person is asked. */
export const LateLimitSeconds = z.int().min(30).max(86_400)

const PartText = z.string().max(70_000)
const PostLink = WebAddress.nullable().default(null)

/** What a channel says differently. `parts` null: it follows the common text; more than one part: a thread. */
export const Variant = z.object({
  id: Id,
  channelId: Id,
  parts: z.array(PartText).min(1).max(100).nullable(),
  firstComment: PartText.nullable(),
  link: z.string().nullable(),
  crops: Crops,
})
export type Variant = z.output<typeof Variant>

/** A post: one text, pictures and a time, with a variant for each channel. `version` grows with each edit. */
export const Post = z.object({
  id: Id,
  clientId: Id,
  mandateId: Id.nullable(),
  campaignId: Id.nullable(),
  eventId: Id.nullable(),
  title: z.string().trim().max(200),
  text: PartText,
  link: z.string().nullable(),
  timing: Timing,
  release: Release,
  lateLimitSeconds: LateLimitSeconds,
  reviewState: ReviewState,
  authorId: Id.nullable(),
  version: z.int().positive(),
  media: z.array(Attachment),
  variants: z.array(Variant),
})
export type Post = z.output<typeof Post>

const isAnchored = (timing: Timing) => timing.kind === 'anchored' || timing.kind === 'calendar'
const eventForAnchor = (post: { timing: Timing; eventId: string | null }) =>
  !isAnchored(post.timing) || post.eventId !== null
const channelsOnce = (post: { variants: { channelId: string }[] }) =>
  new Set(post.variants.map((variant) => variant.channelId)).size === post.variants.length

const content = z.object({
  mandateId: Id.nullable().default(null),
  campaignId: Id.nullable().default(null),
  eventId: Id.nullable().default(null),
  title: Post.shape.title.default(''),
  text: PartText,
  link: PostLink,
  timing: Timing.default({ kind: 'unscheduled' }),
  /** Null: offered when it is a contingency post, else it leaves by itself. */
  release: Release.nullable().default(null),
  /** So late it may still leave by itself, in seconds; null: as the agency says. */
  lateLimitSeconds: LateLimitSeconds.nullable().default(null),
  media: z.array(Attachment).max(20).default([]),
  variants: z
    .array(
      z.object({
        channelId: Id,
        parts: Variant.shape.parts.default(null),
        firstComment: Variant.shape.firstComment.default(null),
        link: PostLink,
        crops: Crops.default({}),
      }),
    )
    .max(60)
    .default([]),
})

/** What the composer sends for a new post. */
export const CreatePost = content
  .extend({ clientId: Id })
  .refine(eventForAnchor, { error: 'anchor-without-event', path: ['eventId'] })
  .refine(channelsOnce, { error: 'channel-twice', path: ['variants'] })
export type CreatePost = z.output<typeof CreatePost>

/** What the composer sends for a changed post: the whole of it, and the version that the change was made to. */
export const SavePost = content
  .extend({ postId: Id, version: z.int().positive() })
  .refine(eventForAnchor, { error: 'anchor-without-event', path: ['eventId'] })
  .refine(channelsOnce, { error: 'channel-twice', path: ['variants'] })
export type SavePost = z.output<typeof SavePost>

/** Gives a post another time: what a drag in the calendar sends. */
export const MovePost = z.object({ postId: Id, version: z.int().positive(), timing: Timing })
export type MovePost = z.output<typeof MovePost>

/** A set of posts with one purpose. */
export const CreateCampaign = z.object({
  clientId: Id,
  mandateId: Id.nullable().default(null),
  name: z.string().trim().min(1).max(160),
})
export type CreateCampaign = z.output<typeof CreateCampaign>

/** What a review says: the words are wanted when a change is asked for. */
export const Approve = z.object({
  postId: Id,
  version: z.int().positive(),
  comment: z.string().trim().max(2000).default(''),
})
export const AskForChange = z.object({
  postId: Id,
  version: z.int().positive(),
  comment: z.string().trim().min(1).max(2000),
})
export const Comment = z.object({ postId: Id, comment: z.string().trim().min(1).max(2000) })
export const Submit = z.object({ postId: Id, version: z.int().positive() })

/** An entry of a post's review thread. */
export const ReviewKind = z.enum(['submitted', 'approved', 'changes-requested', 'comment', 'lapsed', 'withdrawn'])
export type ReviewKind = z.output<typeof ReviewKind>

/**
 * An approval of one variant's exact content. `reference` is the T-0 that it was given for (the instant of a post with
 * a fixed time); null when there was none.
 */
export const Approval = z.object({
  contentHash: z.string(),
  reference: Instant.nullable(),
  approvedBy: Id,
  at: Instant,
})
export type Approval = z.output<typeof Approval>
