import { type Database, inAgency, inDispatch } from '@comptoir/db'
import { sql } from 'kysely'
import { agenciesOf } from './tell-of-workers.ts'

/** What may keep posts of the whole house from leaving, as the operator's look-over tells it. Counts only: whose they are is for their own people. */
export type HouseFacts = {
  /** Scheduled or claimed, and a minute past their instant. */
  overdue: number
  /** Being sent for more than a minute, or unknown for more than five. */
  stuck: number
  /** Channels that let nobody in, or whose access ends before something due on them. */
  access: { network: string; agency: string; due: number; firstAt: Temporal.Instant; endsAt: Temporal.Instant | null }[]
  /** Budgets that are spent or refused, and until when. */
  spent: { network: string; agency: string; bucket: string; until: Temporal.Instant }[]
}

export async function readHouseFacts(db: Database): Promise<HouseFacts> {
  const { rows } = await inDispatch(db, (tx) =>
    sql<{ overdue: number; stuck: number }>`
      select count(*) filter (where state in ('scheduled', 'claimed') and not by_hand
          and greatest(due_at, retry_at) < clock_timestamp() - interval '1 minute')::int as overdue,
        count(*) filter (where (state = 'sending' and sending_at < clock_timestamp() - interval '1 minute')
          or (state = 'uncertain' and sending_at < clock_timestamp() - interval '5 minutes'))::int as stuck
      from deliveries where state in ('scheduled', 'claimed', 'sending', 'uncertain')`.execute(tx),
  )
  const facts: HouseFacts = { overdue: rows[0]?.overdue ?? 0, stuck: rows[0]?.stuck ?? 0, access: [], spent: [] }
  for (const agencyId of await agenciesOf(db)) {
    await inAgency(db, agencyId, async (tx) => {
      const access = await sql<{ network: string; agency: string; due: number; first_at: Date; ends_at: Date | null }>`
        select ch.network, a.name as agency, count(d.id)::int as due, min(d.due_at) as first_at, cr.expires_at as ends_at
        from channels ch
        join agencies a on a.agency_id = ch.agency_id
        left join credentials cr on cr.agency_id = ch.agency_id and cr.channel_id = ch.id
        join deliveries d on d.agency_id = ch.agency_id and d.channel_id = ch.id and d.state in ('scheduled', 'claimed') and d.due_at > clock_timestamp()
        where ch.state = 'reconnect' or (ch.state = 'connected' and not cr.refreshable and cr.expires_at < d.due_at)
        group by ch.agency_id, ch.id, ch.network, a.name, cr.expires_at
        order by first_at`.execute(tx)
      for (const row of access.rows) {
        facts.access.push({
          network: row.network,
          agency: row.agency,
          due: row.due,
          firstAt: row.first_at.toTemporalInstant(),
          endsAt: row.ends_at?.toTemporalInstant() ?? null,
        })
      }
      const spent = await sql<{ network: string; agency: string; bucket: string; reset_at: Date }>`
        select ch.network, a.name as agency, q.bucket,
          case when q.refused_until > clock_timestamp() then q.refused_until else q.reset_at end as reset_at from quotas q
        join channels ch on ch.agency_id = q.agency_id and ch.id = q.channel_id
        join agencies a on a.agency_id = q.agency_id
        where (q.remaining <= 0 and q.reset_at > clock_timestamp()) or q.refused_until > clock_timestamp() order by 4`.execute(
        tx,
      )
      for (const { network, agency, bucket, reset_at } of spent.rows) {
        facts.spent.push({ network, agency, bucket, until: reset_at.toTemporalInstant() })
      }
    })
  }
  return facts
}
