import type { AgencyTx } from '@comptoir/db'
import { found } from '../shared/index.ts'

export type ImportLine = {
  id: string
  fileName: string
  clientId: string
  clientName: string
  channelId: string
  network: string
  handle: string
  count: number
  from: string | null
  to: string | null
  at: string
  by: string
  withdrawn: { at: string; by: string } | null
}

/** The files that were imported, newest first; withdrawn ones too, they are part of what happened. */
export async function listImports(
  tx: AgencyTx,
  only: { clientId?: string | undefined; limit: number },
): Promise<ImportLine[]> {
  if (only.clientId !== undefined)
    found(await tx.selectFrom('clients').select('id').where('id', '=', only.clientId).executeTakeFirst(), 'client')
  let query = tx
    .selectFrom('imports as i')
    .innerJoin('channels as ch', (join) =>
      join.onRef('ch.agency_id', '=', 'i.agency_id').onRef('ch.id', '=', 'i.channel_id'),
    )
    .innerJoin('clients as c', (join) =>
      join.onRef('c.agency_id', '=', 'ch.agency_id').onRef('c.id', '=', 'ch.client_id'),
    )
    .leftJoin('members as m', (join) => join.onRef('m.agency_id', '=', 'i.agency_id').onRef('m.id', '=', 'i.member_id'))
    .leftJoin('members as w', (join) =>
      join.onRef('w.agency_id', '=', 'i.agency_id').onRef('w.id', '=', 'i.withdrawn_by'),
    )
    .select(['i.id', 'i.file_name', 'i.row_count', 'i.first_day', 'i.last_day', 'i.at', 'i.withdrawn_at'])
    .select(['ch.id as channel_id', 'ch.network', 'ch.handle', 'c.id as client_id', 'c.name as client_name'])
    .select(['m.name as by', 'w.name as withdrawn_by'])
    .orderBy('i.at', 'desc')
    .orderBy('i.id', 'desc')
    .limit(only.limit)
  if (only.clientId !== undefined) query = query.where('c.id', '=', only.clientId)
  return (await query.execute()).map((row) => ({
    id: row.id,
    fileName: row.file_name,
    clientId: row.client_id,
    clientName: row.client_name,
    channelId: row.channel_id,
    network: row.network,
    handle: row.handle,
    count: row.row_count,
    from: row.first_day,
    to: row.last_day,
    at: row.at.toISOString(),
    by: row.by ?? '',
    withdrawn: row.withdrawn_at ? { at: row.withdrawn_at.toISOString(), by: row.withdrawn_by ?? '' } : null,
  }))
}
