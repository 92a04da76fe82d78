import type { AgencyTx } from '@comptoir/db'
import type { Moved } from '@comptoir/domain/publishing'
import type { Actor } from '@comptoir/domain/shared'
import { sql } from 'kysely'
import { changed } from '../shared/index.ts'
import { tellOfDeliveries } from './tell-of-deliveries.ts'

export type Change = {
  moved: Moved
  /** The fence that the decision was taken on: a row that changed hands since is left alone. */
  fence: number
  /** The connector's last failure; left out: kept as it is. */
  failure?: object | null
}

/**
 * Writes decided transitions, each with its cause, in one statement. Returns the ids that were moved: a row that meanwhile left its
 * state, or changed hands, is not among them.
 */
export async function saveMoves(
  tx: AgencyTx,
  actor: Actor,
  changes: readonly Change[],
  /** Not for the live feed: a change that no screen shows. */
  { quiet = false }: { quiet?: boolean } = {},
): Promise<Set<string>> {
  if (changes.length === 0) return new Set()
  const rows = changes.map(({ moved: { delivery, from, cause }, fence, failure }) => ({
    id: delivery.id,
    from,
    fence,
    state: delivery.state,
    cause,
    due_at: delivery.dueAt?.toString() ?? null,
    condition: delivery.condition,
    late_limit_seconds: delivery.lateLimitSeconds,
    content_hash: delivery.contentHash,
    event_id: delivery.eventId,
    new_fence: delivery.fence,
    lease_until: delivery.leaseUntil?.toString() ?? null,
    claimed_by: delivery.claimedBy,
    held_because: delivery.heldBecause,
    tries: delivery.tries,
    retry_at: delivery.retryAt?.toString() ?? null,
    sending_at: delivery.sendingAt?.toString() ?? null,
    settle_at: delivery.settleAt?.toString() ?? null,
    published_at: delivery.publishedAt?.toString() ?? null,
    remote_id: delivery.remoteId,
    permalink: delivery.permalink,
    by_hand: delivery.byHand,
    comment_only: delivery.commentOnly,
    failure: failure ?? null,
    keeps_failure: failure === undefined,
  }))
  const { rows: moved } = await sql<{ id: string }>`
    with wanted as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as w(
        id uuid, "from" text, fence int, state text, cause text, due_at timestamptz, condition text, late_limit_seconds int,
        content_hash text, event_id uuid, new_fence int, lease_until timestamptz, claimed_by text, held_because text, tries int,
        retry_at timestamptz, sending_at timestamptz, settle_at timestamptz, published_at timestamptz, remote_id text,
        permalink text, by_hand boolean, comment_only boolean, failure jsonb, keeps_failure boolean)
    ), moved as (
      update deliveries d set
        state = w.state, cause = w.cause, due_at = w.due_at, condition = w.condition, late_limit_seconds = w.late_limit_seconds,
        content_hash = w.content_hash, event_id = w.event_id, fence = w.new_fence, lease_until = w.lease_until,
        claimed_by = w.claimed_by, held_because = w.held_because, tries = w.tries, retry_at = w.retry_at,
        sending_at = w.sending_at, settle_at = w.settle_at, published_at = w.published_at, remote_id = w.remote_id,
        permalink = w.permalink, by_hand = w.by_hand, comment_only = w.comment_only,
        reminded_at = case when d.due_at is not distinct from w.due_at then d.reminded_at end,
        failure = case when w.keeps_failure then d.failure else nullif(w.failure, 'null'::jsonb) end,
        updated_at = clock_timestamp()
      from wanted w
      where d.agency_id = ${tx.agencyId}::uuid and d.id = any(${rows.map(({ id }) => id)}::uuid[]) and d.id = w.id and d.state = w."from" and d.fence = w.fence
      returning d.id, w."from" as from_state, d.state as to_state, d.cause
    ), told as (
      insert into delivery_transitions (agency_id, delivery_id, from_state, to_state, cause, actor)
      select ${tx.agencyId}::uuid, id, from_state, to_state, cause, ${JSON.stringify(actor)}::jsonb from moved
    )
    select id from moved`.execute(tx)
  const ids = new Set(moved.map((row) => row.id))
  await tellOfDeliveries(
    tx,
    changes
      .filter((one) => one.moved.leavesComment && ids.has(one.moved.delivery.id))
      .map(({ moved: { delivery } }) => ({
        deliveryId: delivery.id,
        kind: 'delivery-partial',
        why: 'first-comment',
        key: delivery.fence,
      })),
  )
  // One line for one, one line for many: open screens read the list again.
  if (!quiet && ids.size > 0) await changed(tx, 'deliveries', ids.size === 1 ? [...ids][0]! : null)
  return ids
}

export type DeliveryRef = { deliveryId: string; postId: string; channelId: string }

export const refOf = (delivery: { id: string; postId: string; channelId: string }): DeliveryRef => ({
  deliveryId: delivery.id,
  postId: delivery.postId,
  channelId: delivery.channelId,
})
