import { type AgencyTx, jsonb } from '@comptoir/db'
import type { SavePost } from '@comptoir/domain/editorial'
import { refused, type Refused } from '@comptoir/domain/shared'
import { found } from '../shared/index.ts'
import { contentsOf, loadPost } from './load-post.ts'

export type PostContent = Omit<SavePost, 'postId' | 'version'>
export type Mistyped = Refused<'of-another-client' | 'unknown-media'>

/** A post names only what belongs to its client: channels, mandate, campaign, event. */
export async function checkOwnership(tx: AgencyTx, clientId: string, input: PostContent): Promise<Mistyped | null> {
  const client = await tx
    .selectFrom('clients')
    .select('id')
    .where('id', '=', clientId)
    .where('archived_at', 'is', null)
    .executeTakeFirst()
  found(client, 'client')
  const named: [table: 'mandates' | 'campaigns' | 'events', id: string | null][] = [
    ['mandates', input.mandateId],
    ['campaigns', input.campaignId],
    ['events', input.eventId],
  ]
  for (const [table, id] of named) {
    if (id === null) continue
    const row = await tx.selectFrom(table).select('client_id').where('id', '=', id).executeTakeFirst()
    if (row?.client_id === clientId) continue
    if (table !== 'events' || !(await sharesEvent(tx, id, clientId))) return refused('of-another-client')
  }
  const channels = input.variants.map((one) => one.channelId)
  if (channels.length > 0) {
    const own = await tx
      .selectFrom('channels')
      .select('id')
      .where('id', 'in', channels)
      .where('client_id', '=', clientId)
      .where('state', '<>', 'disconnected')
      .execute()
    if (own.length < new Set(channels).size) return refused('of-another-client')
  }
  const pictures = [...new Set(input.media.map((one) => one.mediaId))]
  if (pictures.length > 0) {
    const known = await tx
      .selectFrom('media')
      .select('id')
      .where('id', 'in', pictures)
      .where('state', '<>', 'refused')
      .execute()
    if (known.length < pictures.length) return refused('unknown-media')
  }
  return null
}

/** An event may be shared: the payload's owner hangs posts from the launcher's. */
async function sharesEvent(tx: AgencyTx, eventId: string, clientId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('event_clients')
    .select('client_id')
    .where('event_id', '=', eventId)
    .where('client_id', '=', clientId)
    .executeTakeFirst()
  return row !== undefined
}

/** Writes variants and pictures as the composer sent them. A channel that stays keeps its variant, and so its approval and delivery. */
export async function writeParts(tx: AgencyTx, postId: string, input: PostContent): Promise<void> {
  const kept = input.variants.map((one) => one.channelId)
  let gone = tx.deleteFrom('variants').where('post_id', '=', postId)
  if (kept.length > 0) gone = gone.where('channel_id', 'not in', kept)
  // A variant that something was ever delivered for stays as history: its living delivery is cancelled when the post is armed again.
  await gone
    .where((eb) =>
      eb.not(
        eb.exists(
          eb.selectFrom('deliveries').select('deliveries.id').whereRef('deliveries.variant_id', '=', 'variants.id'),
        ),
      ),
    )
    // So does one that was ever approved: who approved what is for ever.
    .where((eb) =>
      eb.not(
        eb.exists(
          eb.selectFrom('approvals').select('approvals.id').whereRef('approvals.variant_id', '=', 'variants.id'),
        ),
      ),
    )
    .execute()
  for (const [position, variant] of input.variants.entries()) {
    const said = {
      parts: variant.parts,
      first_comment: variant.firstComment,
      link: variant.link,
      crops: jsonb(ownCrops(variant.crops, input)),
      position,
    }
    await tx
      .insertInto('variants')
      .values({ agency_id: tx.agencyId, post_id: postId, channel_id: variant.channelId, ...said })
      .onConflict((clash) =>
        clash.columns(['agency_id', 'post_id', 'channel_id']).doUpdateSet({ ...said, dropped: false }),
      )
      .execute()
  }
  let dropped = tx.updateTable('variants').set({ dropped: true }).where('post_id', '=', postId)
  if (kept.length > 0) dropped = dropped.where('channel_id', 'not in', kept)
  await dropped.execute()

  await tx.deleteFrom('post_media').where('post_id', '=', postId).execute()
  if (input.media.length > 0)
    await tx
      .insertInto('post_media')
      .values(
        input.media.map((one, position) => ({
          agency_id: tx.agencyId,
          post_id: postId,
          media_id: one.mediaId,
          position,
          alt: one.alt,
          crop: one.crop ? jsonb(one.crop) : null,
        })),
      )
      .execute()
}

/** Only of pictures that are on the post: what was cut out of one that was taken off is forgotten. */
function ownCrops(crops: PostContent['variants'][number]['crops'], { media }: PostContent) {
  return Object.fromEntries(Object.entries(crops).filter(([id]) => media.some((one) => one.mediaId === id)))
}

/** Keeps the content as a revision, and each variant's hash where every picture is ready. */
export async function writeRevision(
  tx: AgencyTx,
  postId: string,
  authorId: string | null,
  input: PostContent,
): Promise<void> {
  const post = await loadPost(tx, postId)
  const { mandateId: _m, campaignId: _c, ...content } = input
  await tx
    .insertInto('revisions')
    .values({
      agency_id: tx.agencyId,
      post_id: postId,
      number: post.version,
      content: jsonb({ ...content, timing: timingAsText(input.timing) }),
      author_id: authorId,
    })
    .execute()
  await writeHashes(tx, postId)
}

/** Brings the kept hashes in line with what would leave now. */
export async function writeHashes(tx: AgencyTx, postId: string): Promise<Map<string, string> | null> {
  const contents = await contentsOf(await loadPost(tx, postId))
  const hashes = contents && new Map([...contents].map(([variantId, one]) => [variantId, one.hash]))
  if (!hashes) await tx.updateTable('variants').set({ content_hash: null }).where('post_id', '=', postId).execute()
  for (const [variantId, hash] of hashes ?? [])
    await tx.updateTable('variants').set({ content_hash: hash }).where('id', '=', variantId).execute()
  return hashes
}

function timingAsText(timing: PostContent['timing']) {
  return timing.kind === 'fixed' ? { ...timing, at: timing.at.toString() } : timing
}
