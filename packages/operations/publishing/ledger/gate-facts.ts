import type { AgencyTx } from '@comptoir/db'
import type { Identity, Json, PublishedRef } from '@comptoir/connectors/sdk'
import type { Condition } from '@comptoir/domain/countdown'
import { approvalHolds } from '@comptoir/domain/editorial'
import type { Delivery, GateFacts } from '@comptoir/domain/publishing'
import { sql } from 'kysely'
import { type DeliveryColumns, toDelivery } from '../delivery-rows.ts'

export type StepState = 'waiting' | 'sending' | 'published' | 'failed' | 'uncertain'
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
  const { rows } = await sql<Row>`
    select d.id, d.post_id, d.variant_id, d.channel_id, d.event_id, d.state, d.cause, d.due_at, d.condition, d.late_limit_seconds,
      d.content_hash, d.fence, d.lease_until, d.claimed_by, d.held_because, d.tries, d.retry_at, d.sending_at, d.settle_at,
      d.published_at, d.remote_id, d.permalink, d.by_hand, d.prepared_hash, clock_timestamp() as now,
      v.content_hash as variant_hash, ag.stopped_at is not null as agency_stopped, cl.stopped_at is not null as client_stopped,
      a.state as attempt_state, a.outcome, a.t0, p.fixed_at, p.cancelled_at is not null as post_cancelled,
      ap.content_hash as approved_hash, ap.t0 as approved_for, m.slip_limit_seconds, ch.state as channel_state,
      case when cr.id is null then ch.state = 'connected' else coalesce(cr.expires_at < clock_timestamp() and not cr.refreshable, false) end as credentials_expired,
      (select jsonb_agg(jsonb_build_object('id', s.id, 'position', s.position, 'kind', s.kind, 'identity', s.identity,
          'state', s.state, 'ref', s.ref) order by s.position)
        from delivery_steps s where s.agency_id = d.agency_id and s.delivery_id = d.id) as steps
    from deliveries d
    join posts p on p.agency_id = d.agency_id and p.id = d.post_id
    join clients cl on cl.agency_id = d.agency_id and cl.id = p.client_id
    join agencies ag on ag.agency_id = d.agency_id
    join channels ch on ch.agency_id = d.agency_id and ch.id = d.channel_id
    left join credentials cr on cr.agency_id = d.agency_id and cr.channel_id = d.channel_id
    left join variants v on v.agency_id = d.agency_id and v.id = d.variant_id
    left join approvals ap on ap.agency_id = d.agency_id and ap.variant_id = d.variant_id and ap.lapsed_at is null
    left join mandates m on m.agency_id = d.agency_id and m.id = p.mandate_id
    left join events e on e.agency_id = d.agency_id and e.id = d.event_id
    left join attempts a on a.agency_id = d.agency_id and a.id = e.current_attempt_id
    where d.agency_id = ${tx.agencyId}::uuid and d.id = any(${[...ids]}::uuid[])
    order by d.id for update of d`.execute(tx)
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
      dueAt: delivery.dueAt,
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

export type RefJson = { remoteId: string; permalink: string | null; data: Json }
