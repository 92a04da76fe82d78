import { jsonb } from '@comptoir/db'
import { contentHash, contentOf } from '@comptoir/domain/editorial'
import type { Timing } from '@comptoir/domain/countdown'
import type { Actor } from '@comptoir/domain/shared'
import { type Armful, armful, writeArmful } from './armful.ts'
import type { FiguresOf } from './figures.ts'
import type { PastPost, Trouble } from './past-plan.ts'
import type { PictureKey } from './pictures/index.ts'
import { PICTURES } from './pictures/index.ts'
import type { PostedAll } from './post-past.ts'
import { atTheOffice } from './story-time.ts'
import type { Drawings } from './tell-media.ts'
import { layDelivery } from './past-delivery.ts'
import type { Telling } from './telling.ts'

export type Past = {
  posts: readonly PastPost[]
  posted: PostedAll
  figures: FiguresOf
  drawings: Drawings
  media: ReadonlyMap<PictureKey, string>
  events: ReadonlyMap<string, string>
}

/** A delivery of the past that somebody has to see to. */
export type TroubledDelivery = Trouble & { deliveryId: string; post: PastPost }

/** Everything that left, with who wrote it, who approved it, every attempt, and what was read of it since. */
export async function tellPast(telling: Telling, past: Past): Promise<TroubledDelivery[]> {
  const rows = armful()
  const troubled: TroubledDelivery[] = []
  for (const post of past.posts) troubled.push(...(await layPost(telling, past, post, rows)))
  await writeArmful(telling, rows)
  return troubled
}

export const timingOf = (post: Pick<PastPost, 'anchor' | 'at'>): Timing =>
  post.anchor
    ? {
        kind: 'anchored',
        base: post.anchor.base,
        offsetSeconds: post.anchor.offsetSeconds,
        condition: post.anchor.condition,
      }
    : { kind: 'fixed', at: post.at }

const actorOf = ({ kind, memberId, userId }: Actor & { kind: 'member' }): Actor => ({ kind, memberId, userId })

async function layPost(telling: Telling, past: Past, post: PastPost, rows: Armful): Promise<TroubledDelivery[]> {
  const { tx, chance, id, people, clients, mandates, channels } = telling
  const written = atTheOffice(post.at.subtract({ hours: chance.whole(150, 240), minutes: chance.whole(0, 59) }))
  const submitted = atTheOffice(written.add({ hours: chance.whole(2, 20), minutes: chance.whole(0, 59) }))
  const approved = atTheOffice(submitted.add({ hours: chance.whole(1, 22), minutes: chance.whole(0, 59) }))
  const author = people[post.author]
  const approver = people.salome
  const eventId = post.anchor ? (past.events.get(post.anchor.launch) ?? null) : null
  const timing = timingOf(post)
  const postId = id(written)
  const mediaId = post.picture && past.media.get(post.picture)
  const drawn = post.picture && past.drawings.get(post.picture)
  const media = mediaId && post.picture ? [{ mediaId, alt: PICTURES[post.picture].alt, crop: null }] : []
  const own = { agency_id: tx.agencyId, post_id: postId }

  rows.posts.push({
    agency_id: tx.agencyId,
    id: postId,
    client_id: clients[post.client],
    mandate_id: mandates[post.client],
    event_id: eventId,
    title: post.title,
    text: post.text,
    review_state: 'approved',
    timing_kind: timing.kind,
    fixed_at: timing.kind === 'fixed' ? post.at.toString() : null,
    anchor_base: timing.kind === 'anchored' ? timing.base : null,
    anchor_offset_seconds: timing.kind === 'anchored' ? timing.offsetSeconds : null,
    anchor_condition: timing.kind === 'anchored' ? timing.condition : null,
    author_id: author.memberId,
    created_at: written.toString(),
    updated_at: submitted.toString(),
  })
  for (const [position, one] of media.entries()) {
    rows.post_media.push({ ...own, id: id(written), media_id: one.mediaId, position, alt: one.alt })
  }
  const variants = post.on.map((key) => ({
    key,
    channelId: channels[key].id,
    parts: post.thread && key === 'orphee-x' ? post.thread : null,
    firstComment: null,
    link: null,
  }))
  rows.revisions.push({
    ...own,
    id: id(written),
    number: 1,
    content: jsonb({
      eventId,
      title: post.title,
      text: post.text,
      link: null,
      timing: timing.kind === 'fixed' ? { ...timing, at: timing.at.toString() } : timing,
      media,
      variants: variants.map(({ key: _key, ...variant }) => variant),
    }),
    author_id: author.memberId,
    at: written.toString(),
  })
  rows.reviews.push(
    {
      ...own,
      id: id(submitted),
      revision: 1,
      kind: 'submitted',
      member_id: author.memberId,
      comment: null,
      at: submitted.toString(),
    },
    {
      ...own,
      id: id(approved),
      revision: 1,
      kind: 'approved',
      member_id: approver.memberId,
      comment: null,
      at: approved.toString(),
    },
  )
  const troubled: TroubledDelivery[] = []
  for (const [position, variant] of variants.entries()) {
    const variantId = id(written)
    const content = contentOf({ text: post.text, link: null, timing, media }, variant, () => drawn?.sha256 ?? '')
    const hash = await contentHash(content)
    rows.variants.push({
      ...own,
      id: variantId,
      channel_id: variant.channelId,
      parts: variant.parts,
      position,
      content_hash: hash,
    })
    rows.approvals.push({
      ...own,
      id: id(approved),
      variant_id: variantId,
      content_hash: hash,
      t0: post.at.toString(),
      approved_by: approver.memberId,
      at: approved.toString(),
    })
    const trouble = post.trouble?.channel === variant.key ? post.trouble : null
    const deliveryId = layDelivery(telling, rows, {
      post,
      postId,
      variantId,
      eventId,
      key: variant.key,
      hash,
      planned: approved,
      by: actorOf(approver),
      parts: variant.parts ?? [post.text],
      posted: past.posted.get(post)?.get(variant.key) ?? null,
      read: past.figures.get(post)?.get(variant.key) ?? [],
      trouble: trouble?.kind ?? null,
    })
    if (trouble) troubled.push({ ...trouble, deliveryId, post })
  }
  return troubled
}
