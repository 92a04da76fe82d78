import { type Database, inAgency, inDispatch } from '@comptoir/db'
import { sql } from 'kysely'
import { type Alert, endAlerts } from '../../notices/index.ts'

type Over = { agency_id: string; kind: Alert; subject_id: string }

/** Ends alerts of what is over: a delivery that left, a doubt that was settled, an access that was given again. The director is then not called for it. */
export async function endDeliveryAlerts(db: Database): Promise<number> {
  const over = await inDispatch(db, async (tx) => {
    const { rows } = await sql<Over>`
      select distinct n.agency_id, n.kind, n.subject_id from notices n
      join deliveries d on d.agency_id = n.agency_id and d.id = n.subject_id::uuid
      where n.read_at is null and n.kind in ('delivery-overdue', 'delivery-uncertain')
        and case n.kind when 'delivery-uncertain' then d.state <> 'uncertain'
          else d.state not in ('scheduled', 'claimed') or d.due_at is null or d.due_at > clock_timestamp() end
      union all
      select distinct n.agency_id, n.kind, n.subject_id from notices n
      join channels c on c.agency_id = n.agency_id and c.id = n.subject_id::uuid
      left join credentials cr on cr.agency_id = c.agency_id and cr.channel_id = c.id
      where n.read_at is null and n.kind in ('channel-reconnect', 'channel-expires')
        and case n.kind when 'channel-reconnect' then c.state <> 'reconnect'
          else c.state <> 'connected' or cr.expires_at is null or (cr.refreshable and cr.expires_at > clock_timestamp())
            or (cr.expires_at > clock_timestamp() + interval '7 days' and not exists (select from deliveries d
              where d.agency_id = c.agency_id and d.channel_id = c.id and d.state in ('scheduled', 'claimed', 'held') and d.due_at > cr.expires_at)) end
      limit 500`.execute(tx)
    return rows
  })
  for (const [agencyId, own] of Map.groupBy(over, (row) => row.agency_id)) {
    await inAgency(db, agencyId, async (tx) => {
      for (const [kind, ended] of Map.groupBy(own, (row) => row.kind)) {
        await endAlerts(
          tx,
          kind,
          ended.map((row) => row.subject_id),
        )
      }
    })
  }
  return over.length
}
