import type { AgencyTx } from '@comptoir/db'
import type { Actor } from '@comptoir/domain/shared'
import { changed, record } from '../shared/index.ts'

export type RewrittenMedia = {
  sha256: string
  mime: string
  bytes: number
  width: number
  height: number
  thumbhash: string
}

/** An upload that waits to be rewritten; null when that was done, or it is gone. */
export async function mediaToRewrite(tx: AgencyTx, mediaId: string): Promise<{ sha256: string; mime: string } | null> {
  const row = await tx
    .selectFrom('media')
    .select(['original_sha256', 'original_mime'])
    .where('id', '=', mediaId)
    .where('state', '=', 'uploaded')
    .executeTakeFirst()
  return row ? { sha256: row.original_sha256, mime: row.original_mime } : null
}

/** The file is as it will be published, or it never will be and says why. Running twice is harmless: only a waiting upload is changed. */
export async function finishMedia(
  tx: AgencyTx,
  actor: Actor,
  mediaId: string,
  outcome: RewrittenMedia | { refused: 'unreadable' | 'too-large' | 'type-not-taken' },
): Promise<void> {
  const row = await tx
    .updateTable('media')
    .set('refused' in outcome ? { state: 'refused', refused_because: outcome.refused } : { state: 'ready', ...outcome })
    .where('id', '=', mediaId)
    .where('state', '=', 'uploaded')
    .returning('id')
    .executeTakeFirst()
  if (!row) return
  await record(tx, actor, 'media.finished', { kind: 'media', id: mediaId }, { after: outcome })
  await changed(tx, 'media', mediaId)
}
