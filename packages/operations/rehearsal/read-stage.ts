import type { AgencyTx } from '@comptoir/db'
import {
  type LineFacts,
  type ScoreCall,
  type ScoreLine,
  type ScoreMissing,
  inOrder,
  scoreLine,
} from '@comptoir/domain/rehearsal'
import { isMailed, type Severity } from '@comptoir/domain/notices'
import type { DeliveryState } from '@comptoir/domain/publishing'
import { sql } from 'kysely'

/** What the clock of the throw-away agency counts from, and where its attempt stands. */
export type StageAttempt = {
  id: string
  state: string
  t0: Temporal.Instant | null
  liftoffAt: Temporal.Instant | null
}

export async function stageAttempt(tx: AgencyTx, eventId: string): Promise<StageAttempt> {
  const row = await tx
    .selectFrom('events')
    .innerJoin('attempts', (join) =>
      join.onRef('attempts.agency_id', '=', 'events.agency_id').onRef('attempts.id', '=', 'events.current_attempt_id'),
    )
    .select(['attempts.id', 'attempts.state', 'attempts.t0', 'attempts.liftoff_at'])
    .where('events.id', '=', eventId)
    .executeTakeFirstOrThrow()
  return {
    id: row.id,
    state: row.state,
    t0: row.t0?.toTemporalInstant() ?? null,
    liftoffAt: row.liftoff_at?.toTemporalInstant() ?? null,
  }
}

/** When each delivery is due as things stand, by id. */
export async function dueInStage(tx: AgencyTx): Promise<Map<string, Temporal.Instant | null>> {
  const rows = await tx.selectFrom('deliveries').select(['id', 'due_at']).execute()
  return new Map(rows.map((row) => [row.id, row.due_at?.toTemporalInstant() ?? null]))
}

/** The next instant after now at which the machine does something by itself: claims, reminds, reads back, gives up. Null: never. */
export async function nextInstant(tx: AgencyTx, claimAheadSeconds: number): Promise<Temporal.Instant | null> {
  const { rows } = await sql<{ at: Date | null }>`
    select min(at) as at from (
      select greatest(due_at, retry_at) - make_interval(secs => ${claimAheadSeconds}) as at from deliveries
        where agency_id = ${tx.agencyId}::uuid and state = 'scheduled' and not by_hand and due_at is not null
      union all select due_at from deliveries
        where agency_id = ${tx.agencyId}::uuid and state = 'scheduled' and by_hand and reminded_at is null
      union all select settle_at from deliveries where agency_id = ${tx.agencyId}::uuid and state = 'uncertain'
      union all select sending_at + interval '301 seconds' from deliveries
        where agency_id = ${tx.agencyId}::uuid and state = 'uncertain'
      union all select lease_until + interval '1 second' from deliveries
        where agency_id = ${tx.agencyId}::uuid and state in ('claimed', 'sending')
    ) as what where at > clock_timestamp()`.execute(tx)
  return rows[0]?.at?.toTemporalInstant() ?? null
}

/** The lines of the scorecard: what became of each delivery. `meant` is what `dueInStage` said before anything happened. */
export async function readLines(
  tx: AgencyTx,
  meant: ReadonlyMap<string, Temporal.Instant | null>,
  handles: ReadonlyMap<string, string>,
): Promise<ScoreLine[]> {
  const { rows } = await sql<{
    id: string
    post_id: string
    title: string
    channel_id: string
    network: string
    handle: string
    condition: string | null
    state: DeliveryState
    was_asked: boolean
    due_at: Date | null
    held_because: string | null
    failure: { kind?: string; why?: string } | null
    cause: string
    calls: number
    passages: { to: DeliveryState; cause: string; at: string }[] | null
  }>`
    select d.id, d.post_id, p.title, d.channel_id, c.network, c.handle, d.condition, d.state,
      d.by_hand and d.reminded_at is not null as was_asked, d.due_at, d.held_because, d.failure, d.cause,
      (select count(*)::int from delivery_attempts a where a.agency_id = d.agency_id and a.delivery_id = d.id and a.kind = 'publish') as calls,
      (select jsonb_agg(jsonb_build_object('to', t.to_state, 'cause', t.cause, 'at', t.at) order by t.id)
        from delivery_transitions t where t.agency_id = d.agency_id and t.delivery_id = d.id) as passages
    from deliveries d join posts p on p.agency_id = d.agency_id and p.id = d.post_id
    join channels c on c.agency_id = d.agency_id and c.id = d.channel_id
    where d.agency_id = ${tx.agencyId}::uuid`.execute(tx)
  return inOrder(
    rows.map((row) => {
      const facts: LineFacts = {
        deliveryId: row.id,
        postId: row.post_id,
        title: row.title,
        network: row.network,
        handle: handles.get(row.channel_id) ?? row.handle,
        condition: row.condition,
        calls: row.calls,
        state: row.state,
        wasAsked: row.was_asked,
        meantAt: meant.get(row.id) ?? null,
        dueAt: row.due_at?.toTemporalInstant() ?? null,
        because: row.held_because ?? row.failure?.kind ?? row.cause,
        passages: (row.passages ?? []).map(({ at, ...passage }) => ({ ...passage, at: Temporal.Instant.from(at) })),
      }
      return scoreLine(facts)
    }),
  )
}

/** Who would have been called, and of what: one line for one piece of news, however many people it goes to. Channels bear their mother's handles. */
export async function readCalls(tx: AgencyTx, handles: ReadonlyMap<string, string>): Promise<ScoreCall[]> {
  const channels = await tx.selectFrom('channels').select(['id', 'handle']).execute()
  const known = new Map(channels.map(({ id, handle }) => [handle, handles.get(id) ?? handle]))
  const { rows } = await sql<{
    at: Date
    kind: string
    severity: Severity
    detail: { title?: string; event?: string; channel?: string; why?: string }
    people: string[]
    wants_mail: boolean
  }>`
    select min(n.at) as at, n.kind, min(n.severity)::int as severity, n.detail, array_agg(m.name order by m.name) as people,
      bool_or(m.mail_notices) as wants_mail
    from notices n join members m on m.agency_id = n.agency_id and m.id = n.member_id
    where n.agency_id = ${tx.agencyId}::uuid group by n.kind, n.detail, n.dedupe_key order by min(n.id::text)`.execute(
    tx,
  )
  return rows.map(({ at, kind, severity, detail, people, wants_mail: wantsMail }) => ({
    at: at.toTemporalInstant().toString(),
    kind,
    about: detail.title ?? null,
    channel: detail.channel ? (known.get(detail.channel) ?? detail.channel) : null,
    because: detail.why ?? null,
    people,
    byMail: wantsMail && isMailed(severity),
  }))
}

/** Posts that hang from the event and had nothing to send. */
export async function readMissing(tx: AgencyTx): Promise<ScoreMissing[]> {
  const { rows } = await sql<{ id: string; title: string; review_state: string; variants: number }>`
    select p.id, p.title, p.review_state,
      (select count(*)::int from variants v where v.agency_id = p.agency_id and v.post_id = p.id) as variants
    from posts p where p.agency_id = ${tx.agencyId}::uuid
      and not exists (select from deliveries d where d.agency_id = p.agency_id and d.post_id = p.id)
    order by p.title`.execute(tx)
  return rows.map(({ id, title, review_state: state, variants }) => ({
    postId: id,
    title,
    why: whyMissing(state, variants),
  }))
}

function whyMissing(state: string, variants: number): ScoreMissing['why'] {
  if (variants === 0) return 'no-channel'
  return state === 'in_review' || state === 'changes_requested' || state === 'draft' ? state : 'approval-lapsed'
}

/** Parts of posts that are out, or may be: no more than these can have arrived, if nothing went twice. */
export async function countSent(tx: AgencyTx): Promise<number> {
  const { sent } = await tx
    .selectFrom('delivery_steps')
    .select((eb) => eb.fn.countAll<number>().as('sent'))
    .where('state', 'in', ['published', 'uncertain', 'sending'])
    .executeTakeFirstOrThrow()
  return Number(sent)
}
