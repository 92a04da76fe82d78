import type { AgencyTx } from '@comptoir/db'
import { sql } from 'kysely'

/** A line of the room's log that is no order: what became of a delivery, or what was said in the poll. */
export type RoomLine =
  | { kind: 'delivery'; id: string; at: string; state: string; postId: string; title: string; network: string }
  | { kind: 'poll'; id: string; at: string; verb: string; name: string; reason: string }

const LINES = 40

/** What happened around the event besides the orders, newest first: to the second, as it was written down then. */
export async function readRoomLog(tx: AgencyTx, eventId: string): Promise<RoomLine[]> {
  const { rows: moves } = await sql<{
    id: string
    at: Date
    state: string
    postId: string
    title: string
    network: string
  }>`
    select t.id, t.at, t.to_state as state, d.post_id as "postId", c.network,
      case when p.title <> '' then p.title else left(p.text, 80) end as title
    from deliveries d
    join delivery_transitions t on t.agency_id = d.agency_id and t.delivery_id = d.id
    join posts p on p.agency_id = d.agency_id and p.id = d.post_id
    join channels c on c.agency_id = d.agency_id and c.id = d.channel_id
    where d.agency_id = ${tx.agencyId}::uuid and d.event_id = ${eventId}::uuid
      and t.to_state in ('published', 'partial', 'failed', 'uncertain', 'withdrawn')
    order by t.at desc, t.id desc limit ${LINES}`.execute(tx)
  const said = await tx
    .selectFrom('poll_log')
    .select(['id', 'at', 'verb', 'name', 'reason'])
    .where('event_id', '=', eventId)
    .orderBy('id', 'desc')
    .limit(LINES)
    .execute()
  return [
    ...moves.map((row): RoomLine => ({ kind: 'delivery', ...row, at: row.at.toISOString() })),
    ...said.map((row): RoomLine => ({ kind: 'poll', ...row, at: row.at.toISOString() })),
  ].toSorted((a, b) => b.at.localeCompare(a.at))
}
