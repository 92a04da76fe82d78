import type { AgencyTx } from '@comptoir/db'
import {
  type Attachment,
  type Content,
  contentHash,
  contentOf,
  type ReviewState,
  type Variant,
} from '@comptoir/domain/editorial'
import { fillerOf, type Filling, type Release, type Timing } from '@comptoir/domain/countdown'
import { fillingOf, TIMING_COLUMNS, toTiming } from '../publishing/index.ts'
import { found } from '../shared/index.ts'

/** A picture of a post with what is known of its file. Sizes are null until the worker has rewritten it. */
export type LoadedMedia = Attachment & {
  name: string
  state: string
  sha256: string | null
  mime: string | null
  bytes: number | null
  width: number | null
  height: number | null
}

export type LoadedPost = {
  id: string
  clientId: string
  mandateId: string | null
  campaignId: string | null
  eventId: string | null
  /** What its placeholders are filled from; null without an event. */
  filling: Filling | null
  title: string
  text: string
  link: string | null
  timing: Timing
  release: Release
  lateLimitSeconds: number
  reviewState: ReviewState
  version: number
  authorId: string | null
  cancelled: boolean
  media: LoadedMedia[]
  variants: Variant[]
}

/** A post with its variants and pictures. `lock` keeps it from changing until the transaction ends. */
export async function loadPost(tx: AgencyTx, postId: string, lock = false): Promise<LoadedPost> {
  let query = tx
    .selectFrom('posts')
    .select(['id', 'client_id', 'mandate_id', 'campaign_id', 'event_id', 'title', 'text', 'link'])
    .select(['review_state', 'version', 'author_id', 'cancelled_at', 'late_limit_seconds'])
    .select(TIMING_COLUMNS)
    .where('id', '=', postId)
  if (lock) query = query.forUpdate()
  const row = found(await query.executeTakeFirst(), 'post')
  const variants = await tx
    .selectFrom('variants')
    .select(['id', 'channel_id', 'parts', 'first_comment', 'link', 'crops'])
    .where('post_id', '=', postId)
    .where('dropped', '=', false)
    .orderBy('position')
    .orderBy('id')
    .execute()
  const media = await tx
    .selectFrom('post_media as p')
    .innerJoin('media as m', (join) => join.onRef('m.agency_id', '=', 'p.agency_id').onRef('m.id', '=', 'p.media_id'))
    .select([
      'p.media_id',
      'p.alt',
      'p.crop',
      'm.name',
      'm.state',
      'm.sha256',
      'm.mime',
      'm.bytes',
      'm.width',
      'm.height',
    ])
    .where('p.post_id', '=', postId)
    .orderBy('p.position')
    .execute()
  return {
    id: row.id,
    clientId: row.client_id,
    mandateId: row.mandate_id,
    campaignId: row.campaign_id,
    eventId: row.event_id,
    filling: row.event_id ? await fillingOf(tx, row.event_id) : null,
    title: row.title,
    text: row.text,
    link: row.link,
    timing: toTiming(row),
    release: row.release as Release,
    lateLimitSeconds: row.late_limit_seconds,
    reviewState: row.review_state as ReviewState,
    version: row.version,
    authorId: row.author_id,
    cancelled: row.cancelled_at !== null,
    media: media.map(({ media_id, crop, ...one }) => ({ ...one, mediaId: media_id, crop: crop as Attachment['crop'] })),
    variants: variants.map((one) => ({
      id: one.id,
      channelId: one.channel_id,
      parts: one.parts,
      firstComment: one.first_comment,
      link: one.link,
      crops: one.crops as Variant['crops'],
    })),
  }
}

/** What would leave for each variant, with its hash. Null while a picture is not ready: what is not known cannot be approved. */
export async function contentsOf(post: LoadedPost): Promise<Map<string, { content: Content; hash: string }> | null> {
  const bytes = new Map(post.media.map((one) => [one.mediaId, one.sha256]))
  if (post.media.some((one) => one.state !== 'ready' || one.sha256 === null)) return null
  const contents = new Map<string, { content: Content; hash: string }>()
  const valueOf = fillerOf(post.filling)
  for (const variant of post.variants) {
    const content = contentOf(post, variant, (mediaId) => bytes.get(mediaId) ?? '', valueOf)
    contents.set(variant.id, { content, hash: await contentHash(content) })
  }
  return contents
}
