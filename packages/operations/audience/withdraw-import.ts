import type { AgencyTx } from '@comptoir/db'
import type { Actor } from '@comptoir/domain/shared'
import { sql } from 'kysely'
import { changed, found, record } from '../shared/index.ts'

/**
 * Undoes an import: its readings stay as they are and are no longer read by anybody. Frozen editions keep what they were
 * published with. The same file may then be imported again.
 */
export async function withdrawImport(
  tx: AgencyTx,
  actor: Actor & { kind: 'member' },
  importId: string,
): Promise<{ kind: 'withdrawn'; count: number } | { kind: 'already-withdrawn' }> {
  const row = found(
    await tx.selectFrom('imports').selectAll().where('id', '=', importId).forUpdate().executeTakeFirst(),
    'import',
  )
  if (row.withdrawn_at) return { kind: 'already-withdrawn' }
  await tx
    .updateTable('imports')
    .set({ withdrawn_at: sql<Date>`clock_timestamp()`, withdrawn_by: actor.memberId })
    .where('id', '=', importId)
    .execute()
  await record(
    tx,
    actor,
    'audience.import-withdrawn',
    { kind: 'import', id: importId },
    { before: { channelId: row.channel_id, fileName: row.file_name, count: row.row_count } },
  )
  await changed(tx, 'readings', row.channel_id)
  return { kind: 'withdrawn', count: row.row_count }
}
