import type { AgencyTx } from '@comptoir/db'
import { type Mandate, mandateOn } from '@comptoir/domain/mandates'
import { dayIn } from '@comptoir/domain/shared'
import { sql } from 'kysely'
import { found } from '../shared/index.ts'
import { type Outlook, outlooksOf } from './goal-outlook.ts'

export type MandateRow = Omit<Mandate, 'fee' | 'goals'> & {
  clientName: string
  /** Today, on the client's calendar. */
  standing: ReturnType<typeof mandateOn>
  /** Null to who may not see money. */
  fee: { cents: number; currency: string } | null
  goals: (Mandate['goals'][number] & { latest: number | null; outlook: Outlook | null })[]
  /** Posts published this month, by network, beside what is promised. */
  delivered: { network: string; published: number }[]
}

type Only = { clientId?: string | undefined; mandateId?: string | undefined; withMoney?: boolean }

export async function listMandates(tx: AgencyTx, only: Only): Promise<MandateRow[]> {
  let query = tx
    .selectFrom('mandates as m')
    .innerJoin('clients as c', (join) =>
      join.onRef('c.agency_id', '=', 'm.agency_id').onRef('c.id', '=', 'm.client_id'),
    )
    .selectAll('m')
    .select(['c.name as client_name', 'c.time_zone'])
    .orderBy('m.starts_on', 'desc')
  if (only.clientId) query = query.where('m.client_id', '=', only.clientId)
  if (only.mandateId) query = query.where('m.id', '=', only.mandateId)
  const rows = await query.execute()
  if (rows.length === 0) return []
  const ids = rows.map((row) => row.id)
  const scope = await tx
    .selectFrom('mandate_scopes')
    .selectAll()
    .where('mandate_id', 'in', ids)
    .orderBy('network')
    .execute()
  const goals = await readGoals(tx, ids)
  const team = await tx.selectFrom('mandate_members').selectAll().where('mandate_id', 'in', ids).execute()
  const delivered = await publishedThisMonth(tx, ids)
  const now = await tx.now()
  return rows.map((row) => ({
    id: row.id,
    clientId: row.client_id,
    clientName: row.client_name,
    standing: mandateOn({ startsOn: row.starts_on, endsOn: row.ends_on }, dayIn(row.time_zone, now)),
    name: row.name,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    fee: only.withMoney === false ? null : { cents: row.fee_cents, currency: row.currency },
    hoursPerMonth: row.hours_per_month ?? 0,
    slipLimitSeconds: row.slip_limit_seconds,
    selfApproval: row.self_approval,
    dutyMemberId: row.duty_member_id,
    team: team.filter((one) => one.mandate_id === row.id).map((one) => one.member_id),
    scope: scope
      .filter((one) => one.mandate_id === row.id)
      .map((one) => ({ network: one.network, postsPerMonth: one.posts_per_month })),
    goals: goals
      .filter((one) => one.mandate_id === row.id)
      .map((one) => ({
        channelId: one.channel_id,
        metric: one.metric as Mandate['goals'][number]['metric'],
        target: one.target,
        dueOn: one.due_on,
        latest: one.latest,
        outlook: one.outlook,
      })),
    delivered: delivered
      .filter((one) => one.mandate_id === row.id)
      .map((one) => ({ network: one.network, published: one.published })),
  }))
}

export async function getMandate(tx: AgencyTx, mandateId: string, withMoney = true): Promise<MandateRow> {
  return found((await listMandates(tx, { mandateId, withMoney }))[0], 'mandate')
}

/** Goals, each with the last figure read of what it promises and where its line points. */
async function readGoals(tx: AgencyTx, mandateIds: string[]) {
  const goals = await tx
    .selectFrom('mandate_goals as g')
    .innerJoin('channels as ch', (join) =>
      join.onRef('ch.agency_id', '=', 'g.agency_id').onRef('ch.id', '=', 'g.channel_id'),
    )
    .innerJoin('clients as c', (join) =>
      join.onRef('c.agency_id', '=', 'ch.agency_id').onRef('c.id', '=', 'ch.client_id'),
    )
    .selectAll('g')
    .select('c.time_zone')
    .select((eb) =>
      eb
        .selectFrom('readings as r')
        .select('r.value')
        .whereRef('r.channel_id', '=', 'g.channel_id')
        .whereRef('r.metric', '=', 'g.metric')
        .where('r.delivery_id', 'is', null)
        .orderBy('r.at', 'desc')
        .limit(1)
        .as('latest'),
    )
    .where('g.mandate_id', 'in', mandateIds)
    .orderBy('g.due_on')
    .execute()
  const lines = await outlooksOf(
    tx,
    goals.map((goal) => ({
      channelId: goal.channel_id,
      metric: goal.metric,
      target: goal.target,
      dueOn: goal.due_on,
      zone: goal.time_zone,
    })),
  )
  return goals.map((goal, i) => ({ ...goal, outlook: lines[i] ?? null }))
}

async function publishedThisMonth(tx: AgencyTx, mandateIds: string[]) {
  const { rows } = await sql<{ mandate_id: string; network: string; published: number }>`
    select p.mandate_id, ch.network, count(*) as published
    from deliveries d
    join posts p on p.agency_id = d.agency_id and p.id = d.post_id
    join channels ch on ch.agency_id = d.agency_id and ch.id = d.channel_id
    join clients c on c.agency_id = p.agency_id and c.id = p.client_id
    where p.mandate_id = any(${mandateIds}::uuid[]) and d.published_at is not null and d.state in ('published', 'partial')
      and d.published_at >= date_trunc('month', clock_timestamp() at time zone c.time_zone) at time zone c.time_zone
    group by p.mandate_id, ch.network`.execute(tx)
  return rows
}
