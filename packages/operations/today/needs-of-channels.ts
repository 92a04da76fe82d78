import type { AgencyTx } from '@comptoir/db'
import { sql } from 'kysely'
import type { Need } from './need.ts'

type Row = {
  id: string
  network: string
  handle: string
  client: string
  state: string
  expires_at: Date | null
  count: number
  first_at: Date | null
  who_id: string | null
  who: string | null
}

/** Channels that let nobody in any more, and those whose access ends before something is due on them. */
export async function needsOfChannels(tx: AgencyTx): Promise<Need[]> {
  const { rows } = await sql<Row>`
    select ch.id, ch.network, ch.handle, c.name as client, ch.state, cr.expires_at, due.count, due.first_at, m.id as who_id, m.name as who
    from channels ch
    join clients c on c.agency_id = ch.agency_id and c.id = ch.client_id and c.archived_at is null
    left join credentials cr on cr.agency_id = ch.agency_id and cr.channel_id = ch.id
    left join lateral (
      select count(*)::int as count, min(d.due_at) as first_at from deliveries d
      where d.agency_id = ch.agency_id and d.channel_id = ch.id and d.state in ('scheduled', 'claimed', 'held')
        and d.due_at > case when ch.state = 'reconnect' then clock_timestamp() else cr.expires_at end) due on true
    left join lateral (
      select p.id, p.name from mandates ma join members p on p.agency_id = ma.agency_id and p.id = ma.duty_member_id
      where ma.agency_id = ch.agency_id and ma.client_id = ch.client_id and p.left_at is null
        and current_date between ma.starts_on and ma.ends_on limit 1) m on true
    where ch.state = 'reconnect'
      or (ch.state = 'connected' and not cr.refreshable and cr.expires_at < clock_timestamp() + interval '30 days' and due.count > 0)
    order by cr.expires_at nulls first`.execute(tx)
  return rows.map((row): Need => {
    const common = {
      path: `/channels/connect?channel=${row.id}`,
      who: row.who_id && row.who ? { id: row.who_id, name: row.who } : null,
      networks: [row.network],
      title: row.handle,
      client: row.client,
      count: row.count,
    }
    if (row.state === 'connected' && row.expires_at && row.first_at) {
      const firstAt = row.first_at.toISOString()
      return { ...common, id: `expires:${row.id}`, kind: 'expires', at: row.expires_at.toISOString(), firstAt }
    }
    return { ...common, id: `reconnect:${row.id}`, kind: 'reconnect', at: row.first_at?.toISOString() ?? null }
  })
}
