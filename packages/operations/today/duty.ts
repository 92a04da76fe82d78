import type { AgencyTx } from '@comptoir/db'
import { sql } from 'kysely'
import type { Who } from './need.ts'

export type Duty = { onDuty: (Who & { clients: string[] })[]; then: Who[]; uncovered: string[] }

/** Who is on duty today, for which clients; who is told when they do not answer; which mandates nobody is on duty for. */
export async function dutyToday(tx: AgencyTx): Promise<Duty> {
  const { rows } = await sql<{ client: string; id: string | null; name: string | null }>`
    select distinct c.name as client, m.id, m.name from mandates ma
    join agencies a on a.agency_id = ma.agency_id
    join clients c on c.agency_id = ma.agency_id and c.id = ma.client_id and c.archived_at is null
    left join members m on m.agency_id = ma.agency_id and m.id = ma.duty_member_id and m.left_at is null
    where ma.agency_id = ${tx.agencyId}::uuid and (clock_timestamp() at time zone a.time_zone)::date between ma.starts_on and ma.ends_on
    order by c.name`.execute(tx)
  const directors = await tx
    .selectFrom('members')
    .select(['id', 'name'])
    .where('agency_id', '=', tx.agencyId)
    .where('role', '=', 'director')
    .where('left_at', 'is', null)
    .orderBy('name')
    .execute()
  const seats = new Map<string, Who & { clients: string[] }>()
  for (const { id, name, client } of rows) {
    if (!id || !name) continue
    const seat = seats.get(id) ?? { id, name, clients: [] }
    seat.clients.push(client)
    seats.set(id, seat)
  }
  return {
    onDuty: [...seats.values()].toSorted((a, b) => b.clients.length - a.clients.length),
    then: directors.filter(({ id }) => !seats.has(id)),
    uncovered: rows.flatMap((row) => (row.id === null ? row.client : [])),
  }
}
