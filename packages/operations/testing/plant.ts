import { randomUUIDv7 } from 'node:crypto'
import type { AgencyTx } from '@comptoir/db'
import { contentHash, contentOf } from '@comptoir/domain/editorial'
import type { Timing } from '@comptoir/domain/countdown'
import type { Actor } from '@comptoir/domain/shared'
import { armPost } from '../publishing/index.ts'

/** A picture that lies ready in the media store. */
export type PlantedPicture = { mediaId: string; sha256: string; alt: string }

export type Planted = {
  clientId: string
  mandateId: string
  approverId: string
  channelId: string
  eventId?: string | undefined
  timing: Extract<Timing, { kind: 'fixed' | 'anchored' }>
  /** One text, or the parts of a thread. */
  parts: readonly string[]
  firstComment?: string | undefined
  pictures?: readonly PlantedPicture[] | undefined
  lateLimitSeconds?: number | undefined
}

/** Posts that were written, approved and armed, by the shortest way: what is tested or measured comes after. Returns their ids, in order. */
export async function plantPosts(tx: AgencyTx, actor: Actor, posts: readonly Planted[]): Promise<string[]> {
  const ids: string[] = []
  for (const post of posts) {
    const { timing, parts } = post
    const id = randomUUIDv7()
    const variantId = randomUUIDv7()
    const text = parts[0]!
    const variant = {
      channelId: post.channelId,
      parts: parts.length > 1 ? [...parts] : null,
      firstComment: post.firstComment ?? null,
      link: null,
    }
    const pictures = post.pictures ?? []
    const media = pictures.map(({ mediaId, alt }) => ({ mediaId, alt, crop: null }))
    const sha256Of = (mediaId: string) => pictures.find((one) => one.mediaId === mediaId)!.sha256
    const hash = await contentHash(contentOf({ text, link: null, timing, media }, variant, sha256Of))
    const at = timing.kind === 'fixed' ? timing.at : null
    await tx
      .insertInto('posts')
      .values({
        agency_id: tx.agencyId,
        id,
        client_id: post.clientId,
        mandate_id: post.mandateId,
        event_id: post.eventId ?? null,
        title: text.slice(0, 60),
        text,
        review_state: 'approved',
        timing_kind: timing.kind,
        fixed_at: at?.toString() ?? null,
        late_limit_seconds: post.lateLimitSeconds ?? 600,
        ...(timing.kind === 'anchored'
          ? {
              anchor_base: timing.base,
              anchor_offset_seconds: timing.offsetSeconds,
              anchor_condition: timing.condition,
            }
          : {}),
      })
      .execute()
    await tx
      .insertInto('variants')
      .values({
        agency_id: tx.agencyId,
        id: variantId,
        post_id: id,
        channel_id: post.channelId,
        parts: variant.parts,
        first_comment: variant.firstComment,
        content_hash: hash,
      })
      .execute()
    await tx
      .insertInto('approvals')
      .values({
        agency_id: tx.agencyId,
        post_id: id,
        variant_id: variantId,
        content_hash: hash,
        t0: at?.toString() ?? null,
        approved_by: post.approverId,
      })
      .execute()
    if (media.length > 0) {
      await tx
        .insertInto('post_media')
        .values(
          media.map(({ mediaId, alt }, position) => ({
            agency_id: tx.agencyId,
            post_id: id,
            media_id: mediaId,
            position,
            alt,
          })),
        )
        .execute()
    }
    await armPost(tx, actor, id)
    ids.push(id)
  }
  return ids
}
