import type { AgencyTx } from '@comptoir/db'
import { sql } from 'kysely'
import type { Need } from './need.ts'

type Row = {
  id: string
  post_id: string
  event_id: string | null
  title: string
  client: string
  network: string
  kind: 'uncertain' | 'failed' | 'partial' | 'overdue' | 'held' | 'by-hand'
  at: Date
  because: string | null
  empty_reads: number
  who_id: string | null
  who: string | null
}

/** How long something that failed stays on the page when nobody sees to it. */
const STAYS_DAYS = 7

/** Deliveries that went wrong, or are about to: one line for each post and what is wrong with it. */
export async function needsOfDeliveries(tx: AgencyTx): Promise<Need[]> {
  const { rows } = await sql<Row>`
    with troubled as (
      select d.*, case
        when d.state in ('uncertain', 'failed', 'partial') then d.state
        when d.state = 'held' then 'held'
        when d.by_hand then 'by-hand'
        else 'overdue' end as kind
      from deliveries d
      left join events e on e.agency_id = d.agency_id and e.id = d.event_id
      left join attempts a on a.agency_id = e.agency_id and a.id = e.current_attempt_id
      -- What a restore put in doubt is one line of its own.
      where (d.state = 'uncertain' and d.cause <> 'restored-from-backup')
        or (d.state in ('failed', 'partial') and d.updated_at > clock_timestamp() - make_interval(days => ${STAYS_DAYS})
          and not exists (select from deliveries n where n.agency_id = d.agency_id and n.variant_id = d.variant_id and n.id > d.id))
        -- What a hold or a scrub stopped is one line of its event, not forty of its posts.
        or (d.state = 'held' and (coalesce(a.state, '') not in ('hold', 'scrubbed') or d.held_because = 'offered')
          and coalesce(d.due_at, d.updated_at) < clock_timestamp() + interval '1 day')
        or (d.state in ('scheduled', 'claimed') and not d.by_hand and d.due_at < clock_timestamp() - interval '1 minute')
        or (d.state = 'scheduled' and d.by_hand and d.due_at <= clock_timestamp() + interval '5 minutes')
    )
    select t.id, t.post_id, t.event_id, case when p.title <> '' then p.title else left(p.text, 80) end as title, c.name as client,
      ch.network, t.kind, coalesce(t.due_at, t.sending_at, t.updated_at) as at, t.held_because as because,
      coalesce((select sum(cardinality(s.empty_reads)) from delivery_steps s
        where s.agency_id = t.agency_id and s.delivery_id = t.id), 0)::int as empty_reads,
      m.id as who_id, m.name as who
    from troubled t
    join posts p on p.agency_id = t.agency_id and p.id = t.post_id
    join clients c on c.agency_id = p.agency_id and c.id = p.client_id
    join channels ch on ch.agency_id = t.agency_id and ch.id = t.channel_id
    left join mandates ma on ma.agency_id = p.agency_id and ma.id = p.mandate_id
    left join members m on m.agency_id = p.agency_id and m.id = coalesce(ma.duty_member_id, p.author_id) and m.left_at is null
    where p.cancelled_at is null
    order by at, t.id limit 200`.execute(tx)
  const groups = Map.groupBy(rows, (row) => [row.post_id, row.kind, row.because].join(' '))
  return [...groups.values()].map((group) => {
    const [first] = group
    if (!first) throw new Error('a group has at least one row')
    return {
      id: `${first.kind}:${first.id}`,
      kind: first.kind,
      at: first.at.toISOString(),
      // An offer is answered where its event is shown.
      path: first.because === 'offered' && first.event_id ? `/countdown/${first.event_id}` : `/deliveries/${first.id}`,
      who: first.who_id && first.who ? { id: first.who_id, name: first.who } : null,
      networks: [...new Set(group.map((row) => row.network))],
      title: first.title,
      because: first.because,
      emptyReads: Math.max(...group.map((row) => row.empty_reads)),
      client: first.client,
    }
  })
}

/** Events whose clock stands, or whose attempt was scrubbed, with deliveries that wait for what comes next. */
export async function needsOfEvents(tx: AgencyTx): Promise<Need[]> {
  const { rows } = await sql<{ id: string; name: string; state: 'hold' | 'scrubbed'; at: Date; count: number }>`
    select e.id, e.name, a.state, coalesce(a.scrubbed_at, a.held_at) as at, count(d.id)::int as count
    from events e
    join attempts a on a.agency_id = e.agency_id and a.id = e.current_attempt_id
    join deliveries d on d.agency_id = e.agency_id and d.event_id = e.id and d.state = 'held' and d.held_because <> 'offered'
    where a.state in ('hold', 'scrubbed')
    group by e.id, e.name, a.state, a.scrubbed_at, a.held_at
    order by at`.execute(tx)
  return rows.map((row) => ({
    id: `event-stopped:${row.id}`,
    kind: 'event-stopped',
    at: row.at.toISOString(),
    path: `/countdown/${row.id}`,
    who: null,
    networks: [],
    title: row.name,
    state: row.state,
    eventId: row.id,
    count: row.count,
  }))
}
