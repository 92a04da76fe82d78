import type { AgencyTx } from '@comptoir/db'
import type { Actor } from '@comptoir/domain/shared'
import { createPost } from './create-post.ts'
import { loadPost } from './load-post.ts'
import type { Mistyped } from './write-post.ts'

/** A new draft with the same words and pictures, without a time. Channels taken off since are left out. */
export async function duplicatePost(
  tx: AgencyTx,
  actor: Actor,
  postId: string,
): Promise<{ kind: 'created'; id: string } | Mistyped> {
  const post = await loadPost(tx, postId)
  const living = await tx
    .selectFrom('channels')
    .select('id')
    .where('client_id', '=', post.clientId)
    .where('state', '<>', 'disconnected')
    .execute()
  return createPost(tx, actor, {
    clientId: post.clientId,
    mandateId: post.mandateId,
    campaignId: post.campaignId,
    eventId: null,
    title: post.title,
    text: post.text,
    link: post.link,
    timing: { kind: 'unscheduled' },
    release: null,
    lateLimitSeconds: post.lateLimitSeconds,
    media: post.media.map(({ mediaId, alt, crop }) => ({ mediaId, alt, crop })),
    variants: post.variants
      .filter((one) => living.some((channel) => channel.id === one.channelId))
      .map(({ channelId, parts, firstComment, link, crops }) => ({ channelId, parts, firstComment, link, crops })),
  })
}
