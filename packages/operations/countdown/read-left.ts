import type { AgencyTx } from '@comptoir/db'
import { sql } from 'kysely'

/** What left in an attempt, and where it can be seen. */
export type LeftPost = {
  attemptNumber: number
  postId: string
  deliveryId: string
  title: string
  network: string
  at: string
  permalink: string | null
  /** It was deleted on its network since. */
  withdrawn: boolean
}

/** All that left of an event, by the attempt that ran at that moment; in the order of time. */
export async function readLeft(tx: AgencyTx, eventId: string): Promise<LeftPost[]> {
  const { rows } = await sql<{
    attempt: number
    post_id: string
    id: string
    title: string
    network: string
    at: Date
    permalink: string | null
    withdrawn: boolean
  }>`
    select o.number as attempt, d.post_id, d.id, case when p.title <> '' then p.title else left(p.text, 80) end as title,
      ch.network, d.published_at as at, d.permalink, d.state = 'withdrawn' as withdrawn
    from deliveries d
    join posts p on p.agency_id = d.agency_id and p.id = d.post_id
    join channels ch on ch.agency_id = d.agency_id and ch.id = d.channel_id
    join lateral (select a.number from event_changes c
      join attempts a on a.agency_id = c.agency_id and a.id = c.attempt_id
      where c.agency_id = d.agency_id and c.event_id = d.event_id and c.verb in ('created', 'attempt-opened')
        and (c.at <= d.published_at or a.number = 1)
      order by a.number desc limit 1) o on true
    where d.event_id = ${eventId}::uuid and d.published_at is not null and d.state in ('published', 'partial', 'withdrawn')
    order by d.published_at, d.id`.execute(tx)
  return rows.map((row) => ({
    attemptNumber: row.attempt,
    postId: row.post_id,
    deliveryId: row.id,
    title: row.title,
    network: row.network,
    at: row.at.toISOString(),
    permalink: row.permalink,
    withdrawn: row.withdrawn,
  }))
}
