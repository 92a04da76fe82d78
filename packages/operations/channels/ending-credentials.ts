import { type AgencyTx, type Database, inDispatch } from '@comptoir/db'
import { connectors } from '@comptoir/connectors'
import { sql } from 'kysely'
import { tell } from '../notices/index.ts'

export type Ending = { agencyId: string; channelId: string }

/** Credentials that end soon and can be refreshed, across agencies: each network says how long ahead (`refreshBefore`). */
export async function endingCredentials(db: Database): Promise<(Ending & { network: string })[]> {
  const ahead = [...connectors.values()].map(({ manifest }) => ({
    network: manifest.id,
    seconds: manifest.refreshBefore,
  }))
  return inDispatch(db, async (tx) => {
    const { rows } = await sql<{ agency_id: string; channel_id: string; network: string }>`
      select cr.agency_id, cr.channel_id, ch.network from credentials cr
      join channels ch on ch.agency_id = cr.agency_id and ch.id = cr.channel_id
      join jsonb_to_recordset(${JSON.stringify(ahead)}::jsonb) as w(network text, seconds int) on w.network = ch.network
      where ch.state = 'connected' and cr.refreshable and w.seconds is not null and cr.failed_at is null
        and cr.expires_at <= clock_timestamp() + make_interval(secs => w.seconds)
        and (cr.lease_until is null or cr.lease_until < clock_timestamp())`.execute(tx)
    return rows.map((row) => ({ agencyId: row.agency_id, channelId: row.channel_id, network: row.network }))
  })
}

/** How long before its first post an access that is lost or ends is told of again. */
const EVE_HOURS = 24

/**
 * Channels whose access ends, or is lost, and nothing renews: those that end within a week or before something that is due on them, those whose renewal fails although it has
 * ended already, and those that ask to be connected again with something due within a day.
 */
export async function expiringChannels(db: Database): Promise<Ending[]> {
  return inDispatch(db, async (tx) => {
    const { rows } = await sql<{ agency_id: string; channel_id: string }>`
      select cr.agency_id, cr.channel_id from credentials cr
      join channels ch on ch.agency_id = cr.agency_id and ch.id = cr.channel_id
      left join lateral (select max(d.due_at) as last_at, min(d.due_at) as first_at from deliveries d
        where d.agency_id = ch.agency_id and d.channel_id = ch.id and d.state in ('scheduled', 'claimed', 'held')
          and d.due_at > clock_timestamp()) due on true
      where (ch.state = 'connected' and not cr.refreshable
          and (cr.expires_at <= clock_timestamp() + interval '7 days' or cr.expires_at < due.last_at))
        or (ch.state = 'connected' and cr.refreshable and cr.expires_at < clock_timestamp() and due.last_at is not null)
        or (ch.state = 'reconnect' and due.first_at < clock_timestamp() + make_interval(hours => ${EVE_HOURS}))`.execute(
      tx,
    )
    return rows.map((row) => ({ agencyId: row.agency_id, channelId: row.channel_id }))
  })
}

type Row = {
  client_id: string
  client: string
  network: string
  handle: string
  state: string
  expires_at: Date | null
  failed_at: Date | null
  count: number
  is_eve: boolean
}

/** Tells of an access that ends or is lost: at once when that is found, and again the day before the first post that needs it, or before it ends. */
export async function tellOfExpiry(tx: AgencyTx, channelId: string): Promise<void> {
  const { rows } = await sql<Row>`
    select ch.client_id, c.name as client, ch.network, ch.handle, ch.state, cr.expires_at, cr.failed_at, due.count,
      coalesce(least(due.first_at, case when ch.state = 'connected' and not cr.refreshable then cr.expires_at end)
        < clock_timestamp() + make_interval(hours => ${EVE_HOURS}), false) as is_eve
    from channels ch
    join clients c on c.agency_id = ch.agency_id and c.id = ch.client_id
    join credentials cr on cr.agency_id = ch.agency_id and cr.channel_id = ch.id
    left join lateral (select count(*)::int as count, min(d.due_at) as first_at from deliveries d
      where d.agency_id = ch.agency_id and d.channel_id = ch.id and d.state in ('scheduled', 'claimed', 'held')
        and d.due_at > case when ch.state = 'reconnect' then clock_timestamp() else greatest(cr.expires_at, clock_timestamp()) end) due on true
    where ch.agency_id = ${tx.agencyId}::uuid and ch.id = ${channelId}::uuid`.execute(tx)
  const [row] = rows
  if (!row) return
  const isLost = row.state === 'reconnect'
  const kind = isLost ? 'channel-reconnect' : 'channel-expires'
  // One that is lost was told of when it was; which loss, and which end, tells the occurrence.
  const occurrence = (isLost ? row.failed_at : row.expires_at)?.getTime()
  if (occurrence === undefined) return
  const times = [...(isLost ? [] : ['']), ...(row.is_eve ? [':eve'] : [])]
  for (const time of times) {
    await tell(tx, {
      kind,
      subjectKind: 'channel',
      subjectId: channelId,
      clientId: row.client_id,
      // The last call before posts are held for it is as grave as their being held.
      ...(time && row.count > 0 ? { severity: 1 } : {}),
      detail: {
        network: row.network,
        channel: row.handle,
        client: row.client,
        ...(row.count > 0 ? { count: row.count } : {}),
        ...(!isLost && row.expires_at ? { at: row.expires_at.toISOString() } : {}),
      },
      dedupeKey: `${kind}:${channelId}:${occurrence}${time}`,
    })
  }
}
