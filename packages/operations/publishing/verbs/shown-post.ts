import type { AgencyTx } from '@comptoir/db'
import type { PublishedRef } from '@comptoir/connectors/sdk'
import { z } from 'zod'

const Kept = z.object({
  posts: z.array(
    z.object({
      ref: z.object({ remoteId: z.string(), permalink: z.string().nullable(), data: z.json() }),
      at: z.string(),
    }),
  ),
})

/**
 * The post that a person picked, as the account itself showed it: by its name, or by its address. Taken from what was read and kept, never from what a browser says of it. Null when it was not among
 * what was shown.
 */
export async function shownPost(
  tx: AgencyTx,
  picked: { deliveryId: string; remoteId: string | null; permalink: string },
): Promise<{ ref: PublishedRef; at: Temporal.Instant } | null> {
  const looks = await tx
    .selectFrom('delivery_attempts')
    .select('detail')
    .where('delivery_id', '=', picked.deliveryId)
    .where('kind', '=', 'look')
    .orderBy('id', 'desc')
    .limit(5)
    .execute()
  for (const { detail } of looks) {
    const kept = Kept.safeParse(detail)
    const post = kept.data?.posts.find(({ ref }) =>
      picked.remoteId === null ? ref.permalink === picked.permalink : ref.remoteId === picked.remoteId,
    )
    if (post) return { ref: post.ref, at: Temporal.Instant.from(post.at) }
  }
  return null
}
