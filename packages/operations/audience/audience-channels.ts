import type { AgencyTx } from '@comptoir/db'
import { connectorOf } from '@comptoir/connectors'
import type { ChannelState } from '@comptoir/domain/channels'
import { found } from '../shared/index.ts'

/** A channel as figures are told of it, with the zone in which its days begin. */
export type AudienceChannel = {
  id: string
  clientId: string
  clientName: string
  zone: string
  network: string
  networkName: string
  handle: string
  name: string
  state: ChannelState
  openedOn: string | null
}

/** The client's channels, or those that are named, or all of the agency; an id that is not there is not found. */
export async function audienceChannels(
  tx: AgencyTx,
  only: { clientId?: string | undefined; channelIds?: readonly string[] | undefined },
): Promise<AudienceChannel[]> {
  const { clientId, channelIds } = only
  if (clientId !== undefined)
    found(await tx.selectFrom('clients').select('id').where('id', '=', clientId).executeTakeFirst(), 'client')
  if (channelIds?.length === 0) return []
  let query = tx
    .selectFrom('channels as ch')
    .innerJoin('clients as c', (join) =>
      join.onRef('c.agency_id', '=', 'ch.agency_id').onRef('c.id', '=', 'ch.client_id'),
    )
    .select(['ch.id', 'ch.client_id', 'ch.network', 'ch.handle', 'ch.name', 'ch.state', 'ch.opened_on'])
    .select(['c.name as client_name', 'c.time_zone'])
    .orderBy('c.name')
    .orderBy('ch.created_at')
    .orderBy('ch.id')
  if (clientId !== undefined) query = query.where('ch.client_id', '=', clientId)
  if (channelIds !== undefined) query = query.where('ch.id', 'in', [...channelIds])
  if (clientId === undefined && channelIds === undefined) query = query.where('c.archived_at', 'is', null)
  const rows = await query.execute()
  for (const id of channelIds ?? [])
    found(
      rows.find((row) => row.id === id),
      'channel',
    )
  return rows.map((row) => ({
    id: row.id,
    clientId: row.client_id,
    clientName: row.client_name,
    zone: row.time_zone,
    network: row.network,
    networkName: connectorOf(row.network)?.manifest.name ?? row.network,
    handle: row.handle,
    name: row.name,
    state: row.state as ChannelState,
    openedOn: row.opened_on,
  }))
}
