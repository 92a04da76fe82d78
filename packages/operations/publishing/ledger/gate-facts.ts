import type { AgencyTx } from '@comptoir/db'
import type { Identity, PublishedRef } from '@comptoir/connectors/sdk'
import type { Condition, PollState } from '@comptoir/domain/countdown'
import { approvalHolds } from '@comptoir/domain/editorial'
import { type Delivery, type GateFacts, readyAt } from '@comptoir/domain/publishing'
import { sql } from 'kysely'
import { type DeliveryColumns, toDelivery } from '../delivery-rows.ts'

export type StepState = 'waiting' | 'sending' | 'published' | 'failed' | 'uncertain' | 'dropped'
export type StepRow = {
  id: string
  position: number
  kind: 'post' | 'reply' | 'first-comment'
  identity: Identity
  state: StepState
  ref: PublishedRef | null
}

export type AtTheGate = {
  delivery: Delivery
  facts: GateFacts
  now: Temporal.Instant
  /** What was made ahead is for exactly the content that would leave. */
  isPrepared: boolean
  steps: StepRow[]
}

type Row = DeliveryColumns & {
  now: Date
  prepared_hash: string | null
  variant_hash: string | null
  agency_stopped: boolean
  client_stopped: boolean
  attempt_state: string | null
  outcome: string | null
  poll_state: PollState | null
  t0: Date | null
  fixed_at: Date | null
  approved_hash: string | null
  approved_for: Date | null
  slip_limit_seconds: number | null
  post_cancelled: boolean
  channel_state: string
  credentials_expired: boolean
  steps: StepRow[] | null
}

const SLIP_LIMIT_SECONDS = 72 * 3600

/**
 * Takes the locks that make stops strict, before anything is read: agency, clients and events are shared here, and taken alone by the stop switch,
 * hold, scrub and slip. A gate that waited for one of them reads what it left.
 */
export async function shareLocks(
  tx: AgencyTx,
  clientIds: readonly string[],
  eventIds: readonly string[],
): Promise<void> {
  await sql`
    with a as (select 1 from agencies where agency_id = ${tx.agencyId}::uuid for share),
      c as (select 1 from clients where agency_id = ${tx.agencyId}::uuid and id = any(${[...clientIds]}::uuid[]) order by id for share),
      e as (select 1 from events where agency_id = ${tx.agencyId}::uuid and id = any(${[...eventIds]}::uuid[]) order by id for share)
    select (select count(*) from a), (select count(*) from c), (select count(*) from e)`.execute(tx)
}

/** All that the gate looks at, with the deliveries locked. */
export async function readGateFacts(tx: AgencyTx, ids: readonly string[]): Promise<AtTheGate[]> {
  // Each look-up is by its own key, whatever the statistics say of a table that has just grown: the plan must not depend on them.
  const { rows } = await sql<Row>`
    with due as materialized (
      select * from deliveries where agency_id = ${tx.agencyId}::uuid and id = any(${[...ids]}::uuid[]) order by id for update
    )
    select d.id, d.post_id, d.variant_id, d.channel_id, d.event_id, d.state, d.cause, d.due_at, d.condition, d.late_limit_seconds,
      d.content_hash, d.fence, d.lease_until, d.claimed_by, d.held_because, d.tries, d.retry_at, d.sending_at, d.settle_at,
      d.published_at, d.remote_id, d.permalink, d.by_hand, d.comment_only, d.prepared_hash, clock_timestamp() as now,
      v.content_hash as variant_hash, cl.agency_stopped, cl.client_stopped, a.state as attempt_state, a.outcome, a.t0, po.state as poll_state,
      p.fixed_at, p.cancelled_at is not null as post_cancelled, ap.content_hash as approved_hash, ap.t0 as approved_for,
      m.slip_limit_seconds, ch.state as channel_state, ch.credentials_expired, s.steps
    from due d
    cross join lateral (select x.fixed_at, x.cancelled_at, x.client_id, x.mandate_id from posts x
      where x.agency_id = d.agency_id and x.id = d.post_id limit 1) p
    cross join lateral (select x.stopped_at is not null as client_stopped, y.stopped_at is not null as agency_stopped
      from clients x join agencies y on y.agency_id = x.agency_id
      where x.agency_id = d.agency_id and x.id = p.client_id limit 1) cl
    cross join lateral (select x.state, case when y.id is null then x.state = 'connected'
        else coalesce(y.expires_at < clock_timestamp() and not y.refreshable, false) end as credentials_expired
      from channels x left join credentials y on y.agency_id = x.agency_id and y.channel_id = x.id
      where x.agency_id = d.agency_id and x.id = d.channel_id limit 1) ch
    left join lateral (select x.content_hash from variants x where x.agency_id = d.agency_id and x.id = d.variant_id limit 1) v on true
    left join lateral (select x.content_hash, x.t0 from approvals x
      where x.agency_id = d.agency_id and x.variant_id = d.variant_id and x.lapsed_at is null limit 1) ap on true
    left join lateral (select x.slip_limit_seconds from mandates x
      where x.agency_id = d.agency_id and x.id = p.mandate_id limit 1) m on true
    left join lateral (select y.state, y.outcome, y.t0 from events x
      join attempts y on y.agency_id = x.agency_id and y.id = x.current_attempt_id
      where x.agency_id = d.agency_id and x.id = d.event_id limit 1) a on true
    left join lateral (select x.state from polls x where x.agency_id = d.agency_id and x.event_id = d.event_id limit 1) po on true
    left join lateral (select jsonb_agg(jsonb_build_object('id', x.id, 'position', x.position, 'kind', x.kind, 'identity', x.identity,
        'state', x.state, 'ref', x.ref) order by x.position) as steps
      from delivery_steps x where x.agency_id = d.agency_id and x.delivery_id = d.id) s on true
    order by d.id`.execute(tx)
  return rows.map(atTheGate)
}

function atTheGate(row: Row): AtTheGate {
  const delivery = toDelivery(row)
  return {
    delivery,
    now: row.now.toTemporalInstant(),
    isPrepared: row.prepared_hash === delivery.contentHash,
    steps: row.steps ?? [],
    facts: {
      // A comment asked for later is late from then on, not from the post's own instant.
      dueAt: delivery.commentOnly ? readyAt(delivery) : delivery.dueAt,
      lateLimitSeconds: delivery.lateLimitSeconds,
      agencyStopped: row.agency_stopped,
      clientStopped: row.client_stopped,
      anchor:
        delivery.eventId && delivery.condition
          ? {
              attempt: {
                state: (row.attempt_state ?? 'hold') as 'hold',
                outcome: row.outcome as null,
              },
              poll: row.poll_state,
              condition: delivery.condition as Condition,
            }
          : null,
      approval: approvalOf(row, delivery),
      channel: row.channel_state as GateFacts['channel'],
      credentialsExpired: row.credentials_expired,
      // Checked when it was prepared, for this very content.
      problems: 0,
    },
  }
}

function approvalOf(row: Row, delivery: Delivery): GateFacts['approval'] {
  if (row.post_cancelled || row.approved_hash === null) return 'none'
  if (row.variant_hash !== delivery.contentHash) return 'content-changed'
  const reference = delivery.eventId ? row.t0 : row.fixed_at
  const standing = approvalHolds(
    { contentHash: row.approved_hash, reference: row.approved_for?.toTemporalInstant() ?? null },
    delivery.contentHash,
    reference?.toTemporalInstant() ?? null,
    row.slip_limit_seconds ?? SLIP_LIMIT_SECONDS,
  )
  return standing.holds ? 'holds' : standing.why
}
