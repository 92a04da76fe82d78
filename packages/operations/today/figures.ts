import type { AgencyTx } from '@comptoir/db'
import { mayBeSubtracted, type ReadingSource } from '@comptoir/domain/audience'
import { sql } from 'kysely'

export type ClientFigures = {
  clientId: string
  client: string
  /** When the newest of them was read. */
  readAt: string
  channels: {
    channelId: string
    network: string
    handle: string
    value: number
    at: string
    source: string
    /** Against the last reading at least 20 hours older; null where there is none, or where the definition changed in between. */
    delta: number | null
  }[]
}

/** The newest followers of the main clients (those under a mandate, the dearest first), and what a day changed. */
export async function figuresOfClients(tx: AgencyTx, limit: number): Promise<ClientFigures[]> {
  const { rows } = await sql<{
    client_id: string
    client: string
    channel_id: string
    network: string
    handle: string
    value: number
    at: Date
    source: ReadingSource
    definition: string
    read_at: Date
    before: { value: number; source: ReadingSource; definition: string } | null
  }>`
    with main as (
      select c.agency_id, c.id, c.name, max(m.fee_cents) as fee from clients c
      join mandates m on m.agency_id = c.agency_id and m.client_id = c.id and current_date between m.starts_on and m.ends_on
      where c.archived_at is null and exists (
        select from channels ch join readings r on r.agency_id = ch.agency_id and r.channel_id = ch.id
        where ch.agency_id = c.agency_id and ch.client_id = c.id and r.metric = 'followers' and r.delivery_id is null
          and r.at > clock_timestamp() - interval '40 days')
      group by c.agency_id, c.id, c.name order by fee desc, c.name limit ${limit}
    )
    select main.id as client_id, main.name as client, ch.id as channel_id, ch.network, ch.handle,
      last.value, last.at, last.source, last.definition, last.read_at, to_jsonb(before) as before
    from main
    join channels ch on ch.agency_id = main.agency_id and ch.client_id = main.id and ch.state <> 'disconnected'
    join lateral (select value, at, source, definition, read_at from readings r
      where r.agency_id = ch.agency_id and r.channel_id = ch.id and r.metric = 'followers' and r.delivery_id is null
        and r.at <= clock_timestamp() and r.at > clock_timestamp() - interval '40 days'
      order by r.at desc, r.read_at desc limit 1) last on true
    left join lateral (select value::float8, source, definition from readings r
      where r.agency_id = ch.agency_id and r.channel_id = ch.id and r.metric = 'followers' and r.delivery_id is null
        and r.at <= last.at - interval '20 hours' and r.at > last.at - interval '48 hours'
      order by r.at desc, r.read_at desc limit 1) before on true
    order by main.fee desc, main.name, last.value desc`.execute(tx)
  return [...Map.groupBy(rows, (row) => row.client_id).values()].flatMap((group): ClientFigures[] => {
    const [first] = group
    if (!first) return []
    return [
      {
        clientId: first.client_id,
        client: first.client,
        readAt: new Date(Math.max(...group.map((row) => row.read_at.getTime()))).toISOString(),
        channels: group.map((row) => ({
          channelId: row.channel_id,
          network: row.network,
          handle: row.handle,
          value: row.value,
          at: row.at.toISOString(),
          source: row.source,
          delta: row.before && mayBeSubtracted(row.before, row) ? row.value - row.before.value : null,
        })),
      },
    ]
  })
}
