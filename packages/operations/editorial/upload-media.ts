import type { AgencyTx } from '@comptoir/db'
import type { Actor } from '@comptoir/domain/shared'
import { changed, enqueue, found, record } from '../shared/index.ts'

export type Uploaded = {
  clientId: string | null
  name: string
  credit: string | null
  /** Of the bytes as they came; kept in the media store already. */
  sha256: string
  /** Read from the bytes. */
  mime: string
  bytes: number
}

/** Notes an upload; the worker turns, strips and re-encodes it, and says ready or refused. */
export async function uploadMedia(
  tx: AgencyTx,
  actor: Actor,
  input: Uploaded,
): Promise<{ kind: 'uploaded'; id: string }> {
  if (input.clientId)
    found(await tx.selectFrom('clients').select('id').where('id', '=', input.clientId).executeTakeFirst(), 'client')
  const { id } = await tx
    .insertInto('media')
    .values({
      agency_id: tx.agencyId,
      client_id: input.clientId,
      name: input.name,
      credit: input.credit,
      original_sha256: input.sha256,
      original_mime: input.mime,
      original_bytes: input.bytes,
      uploaded_by: actor.kind === 'member' ? actor.memberId : null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await enqueue(tx, 'process-media', { mediaId: id }, { key: `process-media:${id}`, maxAttempts: 5 })
  await record(
    tx,
    actor,
    'media.uploaded',
    { kind: 'media', id },
    { after: { name: input.name, sha256: input.sha256 } },
  )
  await changed(tx, 'media', id)
  return { kind: 'uploaded', id }
}
