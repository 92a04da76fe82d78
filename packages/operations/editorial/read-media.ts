import type { AgencyTx } from '@comptoir/db'
import { found } from '../shared/index.ts'

export type MediaRow = {
  id: string
  name: string
  credit: string | null
  state: string
  refusedBecause: string | null
  mime: string | null
  bytes: number | null
  width: number | null
  height: number | null
  thumbhash: string | null
  createdAt: string
}

const COLUMNS = [
  'id',
  'name',
  'credit',
  'state',
  'refused_because as refusedBecause',
  'mime',
  'bytes',
  'width',
  'height',
  'thumbhash',
  'created_at',
] as const

/** The client's pictures, newest first, and those that belong to no client. */
export async function listMedia(
  tx: AgencyTx,
  input: { clientId: string; before?: string | undefined; limit: number },
): Promise<MediaRow[]> {
  let query = tx
    .selectFrom('media')
    .select(COLUMNS)
    .where((eb) => eb.or([eb('client_id', '=', input.clientId), eb('client_id', 'is', null)]))
    .orderBy('id', 'desc')
    .limit(input.limit)
  if (input.before) query = query.where('id', '<', input.before)
  return (await query.execute()).map(({ created_at, ...row }) => ({ ...row, createdAt: created_at.toISOString() }))
}

export async function getMedia(tx: AgencyTx, mediaId: string): Promise<MediaRow> {
  const row = await tx.selectFrom('media').select(COLUMNS).where('id', '=', mediaId).executeTakeFirst()
  const { created_at, ...rest } = found(row, 'media')
  return { ...rest, createdAt: created_at.toISOString() }
}

/** Where the bytes to show are: the rewritten ones, or the original until the worker is done. Never a refused file. */
export async function mediaFile(
  tx: AgencyTx,
  mediaId: string,
): Promise<{ sha256: string; mime: string; name: string }> {
  const row = found(
    await tx
      .selectFrom('media')
      .select(['state', 'sha256', 'mime', 'original_sha256', 'original_mime', 'name'])
      .where('id', '=', mediaId)
      .where('state', '<>', 'refused')
      .executeTakeFirst(),
    'media',
  )
  return { sha256: row.sha256 ?? row.original_sha256, mime: row.mime ?? row.original_mime, name: row.name }
}
