import { type AgencyTx, type Database, inDispatch } from '@comptoir/db'
import { connectors } from '@comptoir/connectors'
import { sql } from 'kysely'
import { tell } from '../notices/index.ts'

export type Ending = { agencyId: string; channelId: string }

/** Credentials that end soon and can be refreshed, across agencies: each network says how long ahead (`refreshBefore`). */
export async function endingCredentials(db: Database): Promise<Ending[]> {
  const ahead = [...connectors.values()].map(({ manifest }) => ({
    network: manifest.id,
    seconds: manifest.refreshBefore,
  }))
  return inDispatch(db, async (tx) => {
    const { rows } = await sql<{ agency_id: string; channel_id: string }>`
      select cr.agency_id, cr.channel_id from credentials cr
      join channels ch on ch.agency_id = cr.agency_id and ch.id = cr.channel_id
      join jsonb_to_recordset(${JSON.stringify(ahead)}::jsonb) as w(network text, seconds int) on w.network = ch.network
      where ch.state = 'connected' and cr.refreshable and w.seconds is not null and cr.failed_at is null
        and cr.expires_at <= clock_timestamp() + make_interval(secs => w.seconds)
        and (cr.lease_until is null or cr.lease_until < clock_timestamp())`.execute(tx)
    return rows.map((row) => ({ agencyId: row.agency_id, channelId: row.channel_id }))
  })
}

/** Credentials that end within a week and no refresh can renew: a person must connect again before then. */
export async function expiringChannels(db: Database): Promise<Ending[]> {
  return inDispatch(db, async (tx) => {
    const { rows } = await sql<{ agency_id: string; channel_id: string }>`
      select cr.agency_id, cr.channel_id from credentials cr
      join channels ch on ch.agency_id = cr.agency_id and ch.id = cr.channel_id
      where ch.state = 'connected' and not cr.refreshable and cr.expires_at <= clock_timestamp() + interval '7 days'`.execute(
      tx,
    )
    return rows.map((row) => ({ agencyId: row.agency_id, channelId: row.channel_id }))
  })
}

/** Tells once that a connection ends, and when. */
export async function tellOfExpiry(tx: AgencyTx, channelId: string): Promise<void> {
  const row = await tx
    .selectFrom('channels')
    .innerJoin('credentials', (join) =>
      join
        .onRef('credentials.agency_id', '=', 'channels.agency_id')
        .onRef('credentials.channel_id', '=', 'channels.id'),
    )
    .select(['channels.client_id', 'channels.network', 'channels.handle', 'credentials.expires_at'])
    .where('channels.id', '=', channelId)
    .executeTakeFirst()
  if (!row?.expires_at) return
  await tell(tx, {
    kind: 'channel-expires',
    subjectKind: 'channel',
    subjectId: channelId,
    clientId: row.client_id,
    detail: { network: row.network, channel: row.handle, at: row.expires_at.toISOString() },
    dedupeKey: `channel-expires:${channelId}:${row.expires_at.getTime()}`,
  })
}
