import type { AgencyTx } from '@comptoir/db'
import { sql } from 'kysely'

/** What a client's line says of its week: what is to leave from Monday to Sunday on the client's wall, and what has left. */
export type ClientWeek = { posts: number; out: number; held: number }

/** The client's nearest event that is still to come; `at` or `day` when they are known. */
export type ClientNext = {
  eventId: string
  name: string
  state: 'planned' | 'go' | 'hold'
  zone: string
  at: string | null
  day: string | null
}

/** What stands before each client, in two questions for all of them. */
export async function clientsAtWork(
  tx: AgencyTx,
  clientIds: readonly string[],
): Promise<Map<string, { week: ClientWeek; next: ClientNext | null }>> {
  const ids = [...clientIds]
  const { rows: weeks } = await sql<{ client_id: string; posts: number; out: number; held: number }>`
    select p.client_id, count(distinct p.id)::int as posts,
      (count(distinct p.id) filter (where d.state in ('published', 'partial')))::int as out,
      (count(distinct p.id) filter (where d.state in ('held', 'failed', 'uncertain')))::int as held
    from clients c
    join posts p on p.agency_id = c.agency_id and p.client_id = c.id
    join deliveries d on d.agency_id = p.agency_id and d.post_id = p.id
    where c.id = any(${ids}::uuid[]) and d.state not in ('cancelled', 'withdrawn')
      and d.due_at >= date_trunc('week', clock_timestamp() at time zone c.time_zone) at time zone c.time_zone
      and d.due_at < (date_trunc('week', clock_timestamp() at time zone c.time_zone) + interval '7 days') at time zone c.time_zone
    group by p.client_id`.execute(tx)
  const { rows: events } = await sql<{
    client_id: string
    event_id: string
    name: string
    state: ClientNext['state']
    time_zone: string
    t0: Date | null
    t0_day: string | null
  }>`
    select distinct on (e.client_id) e.client_id, e.id as event_id, e.name, a.state, e.time_zone, a.t0, a.t0_day::text
    from events e
    join attempts a on a.agency_id = e.agency_id and a.id = e.current_attempt_id
    where e.client_id = any(${ids}::uuid[]) and a.state in ('planned', 'go', 'hold')
    order by e.client_id, coalesce(a.t0, a.held_at, a.t0_day::timestamp at time zone e.time_zone) nulls last, e.id`.execute(
    tx,
  )
  return new Map(
    ids.map((id) => {
      const week = weeks.find((row) => row.client_id === id)
      const next = events.find((row) => row.client_id === id)
      return [
        id,
        {
          week: { posts: week?.posts ?? 0, out: week?.out ?? 0, held: week?.held ?? 0 },
          next: next
            ? {
                eventId: next.event_id,
                name: next.name,
                state: next.state,
                zone: next.time_zone,
                at: next.t0?.toISOString() ?? null,
                day: next.t0_day,
              }
            : null,
        },
      ]
    }),
  )
}
