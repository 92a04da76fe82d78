import { type AgencyTx, jsonb } from '@comptoir/db'
import type { Decision, EventOrder } from '@comptoir/domain/countdown'
import type { Actor } from '@comptoir/domain/shared'
import type { AnchoredMove } from '../publishing/index.ts'
import { changed, record } from '../shared/index.ts'
import { actorName } from './actor-name.ts'
import { type AttemptOnWire, attemptOnWire } from './on-wire.ts'
import type { Computed } from './preview.ts'

export type EventSummary = { id: string; name: string; attempt: AttemptOnWire }

/** Writes who changed the event, when, why, and what moved with it: in its own log, in the audit, on the live feed. */
export async function logChange(
  tx: AgencyTx,
  actor: Actor,
  order: EventOrder,
  { event, after, shown, now }: Computed,
  done: { moves: readonly AnchoredMove[]; counts: object; decisions: readonly Decision[] },
): Promise<{ changeId: string; event: EventSummary; by: string }> {
  const before = attemptOnWire(event.attempt)
  const next = attemptOnWire(after)
  const by = await actorName(tx, actor)
  const { id } = await tx
    .insertInto('event_changes')
    .values({
      agency_id: tx.agencyId,
      event_id: event.id,
      attempt_id: after.id,
      verb: order.verb,
      at: now.toString(),
      actor: jsonb(actor),
      actor_name: by,
      reason: order.reason || null,
      before: jsonb(before),
      after: jsonb(next),
      moved: jsonb({
        counts: { ...shown.difference.counts, ...done.counts },
        posts: shown.difference.posts
          .filter((post) => post.moved || post.past || post.approvalLapses)
          .map((post) => ({
            postId: post.postId,
            from: post.from?.toString() ?? null,
            to: post.to?.toString() ?? null,
            past: post.past,
            approvalLapses: post.approvalLapses,
          })),
        deliveries: done.moves.map((move) => ({
          deliveryId: move.deliveryId,
          from: move.from?.toString() ?? null,
          to: move.to?.toString() ?? null,
          heldBecause: move.heldBecause,
        })),
        decisions: done.decisions.map((one) => ('at' in one ? { ...one, at: one.at.toString() } : one)),
      }),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(
    tx,
    actor,
    `countdown.${order.verb}`,
    { kind: 'event', id: event.id },
    {
      before,
      after: { ...next, reason: order.reason, changeId: id },
    },
  )
  await changed(tx, 'events', event.id)
  // Drafts that hang from the event have no delivery, and move in the calendar all the same.
  await changed(tx, 'posts')
  return { changeId: id, event: { id: event.id, name: event.name, attempt: next }, by }
}
