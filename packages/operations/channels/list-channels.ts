import type { AgencyTx } from '@comptoir/db'
import { connectorOf } from '@comptoir/connectors'
import type { Capabilities, Rules } from '@comptoir/connectors/sdk'
import type { ChannelState } from '@comptoir/domain/channels'
import { sql } from 'kysely'
import { found } from '../shared/index.ts'
import { rulesOf } from './channel-of-row.ts'

export type ChannelLine = {
  id: string
  clientId: string
  clientName: string
  network: string
  networkName: string
  handle: string
  name: string
  profileUrl: string | null
  baseUrl: string | null
  state: ChannelState
  stateBecause: string | null
  checkedAt: string | null
  expiresAt: string | null
  refreshable: boolean
  /** Null for a network that is served by hand. */
  rules: Rules | null
  capabilities: Capabilities | null
  followers: { value: number; at: string } | null
  /** Deliveries waiting, and the first one's instant: what a lost access would keep back. */
  waiting: { count: number; firstDueAt: string | null }
  openedOn: string | null
}

type Only = { clientId?: string | undefined; channelId?: string | undefined; disconnected?: boolean }

/** The agency's channels with their health, by client and network. */
export async function listChannels(tx: AgencyTx, only: Only = {}): Promise<ChannelLine[]> {
  let query = tx
    .selectFrom('channels as ch')
    .innerJoin('clients as c', (join) =>
      join.onRef('c.agency_id', '=', 'ch.agency_id').onRef('c.id', '=', 'ch.client_id'),
    )
    .leftJoin('credentials as k', (join) =>
      join.onRef('k.agency_id', '=', 'ch.agency_id').onRef('k.channel_id', '=', 'ch.id'),
    )
    .leftJoinLateral(
      (from) =>
        from
          .selectFrom('readings as r')
          .select(['r.value', 'r.at'])
          .whereRef('r.agency_id', '=', 'ch.agency_id')
          .whereRef('r.channel_id', '=', 'ch.id')
          .where('r.metric', '=', 'followers')
          .where('r.delivery_id', 'is', null)
          .orderBy('r.at', 'desc')
          .limit(1)
          .as('f'),
      (join) => join.onTrue(),
    )
    .leftJoinLateral(
      (from) =>
        from
          .selectFrom('deliveries as d')
          .select([sql<number>`count(*)`.as('count'), sql<Date | null>`min(d.due_at)`.as('first')])
          .whereRef('d.agency_id', '=', 'ch.agency_id')
          .whereRef('d.channel_id', '=', 'ch.id')
          .where('d.state', 'in', ['scheduled', 'claimed', 'held'])
          .as('w'),
      (join) => join.onTrue(),
    )
    .selectAll('ch')
    .select(['c.name as client_name', 'k.expires_at', 'k.refreshable', 'f.value', 'f.at', 'w.count', 'w.first'])
    .orderBy('c.name')
    .orderBy('ch.created_at')
  if (only.clientId) query = query.where('ch.client_id', '=', only.clientId)
  if (only.channelId) query = query.where('ch.id', '=', only.channelId)
  else if (!only.disconnected) query = query.where('ch.state', '<>', 'disconnected')
  return (await query.execute()).map((row) => {
    const manifest = connectorOf(row.network)?.manifest ?? null
    return {
      id: row.id,
      clientId: row.client_id,
      clientName: row.client_name,
      network: row.network,
      networkName: manifest?.name ?? row.network,
      handle: row.handle,
      name: row.name,
      profileUrl: row.profile_url,
      baseUrl: row.base_url,
      state: row.state as ChannelState,
      stateBecause: row.state_because,
      checkedAt: row.checked_at?.toISOString() ?? null,
      expiresAt: row.expires_at?.toISOString() ?? null,
      refreshable: row.refreshable ?? false,
      rules: rulesOf(row),
      capabilities: manifest?.capabilities ?? null,
      followers: row.value !== null && row.at ? { value: row.value, at: row.at.toISOString() } : null,
      waiting: { count: row.count ?? 0, firstDueAt: row.first?.toISOString() ?? null },
      openedOn: row.opened_on,
    }
  })
}

export async function getChannel(tx: AgencyTx, channelId: string): Promise<ChannelLine> {
  return found((await listChannels(tx, { channelId }))[0], 'channel')
}
