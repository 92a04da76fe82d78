import { type AgencyTx, jsonb } from '@comptoir/db'
import { type Cause, cancel, type Delivery, hold, type HeldBecause, moved, raised } from '@comptoir/domain/publishing'
import type { Actor } from '@comptoir/domain/shared'
import { found, record } from '../shared/index.ts'
import { align, conditionOf, targetOf, type Where } from './align.ts'
import { currentAttempt, DELIVERY_COLUMNS, placeOf, TIMING_COLUMNS, toDelivery, toTiming } from './delivery-rows.ts'
import { type Change, type DeliveryRef, refOf, saveMoves } from './save-moves.ts'
import { tellOfHeld } from './tell-of-held.ts'

export type Armed = {
  kind: 'armed'
  created: DeliveryRef[]
  moved: DeliveryRef[]
  cancelled: DeliveryRef[]
  /** On their way or already out: left as they are. */
  untouched: DeliveryRef[]
}

/** A post's deliveries that still count, locked: nothing enters or leaves `sending` until the transaction ends. */
async function lockDeliveries(tx: AgencyTx, postId: string): Promise<Delivery[]> {
  const rows = await tx
    .selectFrom('deliveries')
    .select(DELIVERY_COLUMNS)
    .where('post_id', '=', postId)
    .where('state', 'not in', ['cancelled', 'withdrawn'])
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows.map(toDelivery)
}

/**
 * To be asked by every edit, before it writes: true while something of the post is on its way, or may be. Locks the post's deliveries, so
 * that the answer stands until the transaction ends.
 */
export async function lockForEdit(tx: AgencyTx, postId: string): Promise<{ frozen: boolean; published: boolean }> {
  const deliveries = await lockDeliveries(tx, postId)
  return {
    frozen: deliveries.some(({ state }) => state === 'sending' || state === 'uncertain'),
    published: deliveries.some(({ state }) => state === 'published' || state === 'partial'),
  }
}

/**
 * Brings the deliveries of an approved post in line with its variants, timing and event. Creates what is missing, moves what has not started to leave
 * (a claim is void), cancels what lost its variant. Running twice changes nothing more.
 */
export async function armPost(tx: AgencyTx, actor: Actor, postId: string): Promise<Armed> {
  const post = found(
    await tx
      .selectFrom('posts')
      .select(['id', 'event_id', 'review_state', 'cancelled_at', 'late_limit_seconds'])
      .select(TIMING_COLUMNS)
      .where('id', '=', postId)
      .forUpdate()
      .executeTakeFirst(),
    'post',
  )
  const timing = toTiming(post)
  const anchored = timing.kind === 'anchored' || timing.kind === 'calendar'
  const eventId = anchored ? post.event_id : null
  if (eventId) await tx.selectFrom('events').select('id').where('id', '=', eventId).forShare().execute()
  const attempt = eventId ? await currentAttempt(tx, eventId) : null
  const existing = await lockDeliveries(tx, postId)
  const armable = post.review_state === 'approved' && !post.cancelled_at && timing.kind !== 'unscheduled'
  const variants = armable
    ? await tx
        .selectFrom('variants')
        .innerJoin('channels', (join) =>
          join.onRef('channels.agency_id', '=', 'variants.agency_id').onRef('channels.id', '=', 'variants.channel_id'),
        )
        .select(['variants.id', 'variants.channel_id', 'variants.content_hash', 'channels.state as channel_state'])
        .where('variants.post_id', '=', postId)
        .where('variants.dropped', '=', false)
        .orderBy('variants.position')
        .execute()
    : []
  const where: Where = { ...placeOf(post), attempt, now: await tx.now() }
  const condition = conditionOf(timing)
  const lateLimitSeconds = post.late_limit_seconds

  const changes: Change[] = []
  const result: Armed = { kind: 'armed', created: [], moved: [], cancelled: [], untouched: [] }
  const living = new Set<string>()
  for (const delivery of existing) {
    const variant = variants.find(({ id }) => id === delivery.variantId)
    if (delivery.state !== 'scheduled' && delivery.state !== 'claimed' && delivery.state !== 'held') {
      // A failed one stays for a person to judge: a new arming does not send it again by itself.
      living.add(delivery.variantId)
      result.untouched.push(refOf(delivery))
      continue
    }
    if (!variant) {
      const outcome = cancel(delivery, 'post-changed')
      if (outcome.kind === 'moved') changes.push({ moved: outcome, fence: delivery.fence })
      result.cancelled.push(refOf(delivery))
      continue
    }
    living.add(variant.id)
    const known: Delivery = {
      ...delivery,
      eventId,
      condition,
      lateLimitSeconds,
      contentHash: variant.content_hash ?? '',
      byHand: variant.channel_state === 'by-hand',
    }
    const aligned = align(known, where, 'post-changed', true)
    const altered =
      known.eventId !== delivery.eventId ||
      known.condition !== delivery.condition ||
      known.lateLimitSeconds !== delivery.lateLimitSeconds ||
      known.contentHash !== delivery.contentHash ||
      known.byHand !== delivery.byHand
    if (!aligned && !altered) continue
    const outcome = aligned ?? moved(known, 'scheduled', 'post-changed', { ...raised(known), retryAt: null })
    changes.push({ moved: { ...outcome, from: delivery.state }, fence: delivery.fence })
    result.moved.push(refOf(delivery))
  }
  await saveMoves(tx, actor, changes)

  const held = changes.flatMap(({ moved: { delivery } }) =>
    delivery.state === 'held' && delivery.heldBecause
      ? [{ deliveryId: delivery.id, postId, fence: delivery.fence, because: delivery.heldBecause }]
      : [],
  )
  for (const variant of variants.filter(({ id }) => !living.has(id))) {
    const target = targetOf({ dueAt: null, heldBecause: null, lateLimitSeconds }, where, true)
    const { id } = await tx
      .insertInto('deliveries')
      .values({
        agency_id: tx.agencyId,
        post_id: postId,
        variant_id: variant.id,
        channel_id: variant.channel_id,
        event_id: eventId,
        state: target.held ? 'held' : 'scheduled',
        cause: 'planned',
        held_because: target.held,
        due_at: target.dueAt?.toString() ?? null,
        condition,
        late_limit_seconds: lateLimitSeconds,
        content_hash: variant.content_hash ?? '',
        by_hand: variant.channel_state === 'by-hand',
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await tx
      .insertInto('delivery_transitions')
      .values({
        agency_id: tx.agencyId,
        delivery_id: id,
        from_state: null,
        to_state: target.held ? 'held' : 'scheduled',
        cause: 'planned',
        actor: jsonb(actor),
      })
      .execute()
    result.created.push({ deliveryId: id, postId, channelId: variant.channel_id })
    if (target.held) held.push({ deliveryId: id, postId, fence: 0, because: target.held })
  }
  await tellOfHeld(tx, held)
  if (changes.length > 0 || result.created.length > 0) {
    await record(tx, actor, 'publishing.armed', { kind: 'post', id: postId }, { after: result })
    tx.wake('comptoir_dispatch')
  }
  return result
}

export type Disarmed = { kind: 'disarmed'; held: DeliveryRef[]; cancelled: DeliveryRef[]; onTheirWay: DeliveryRef[] }

/**
 * Keeps back all of a post that has not started to leave: cancelled for good when the post is, else held until it is armed again. What is on its way is
 * told in `onTheirWay`; an edit must have asked `lockForEdit` first.
 */
export async function disarmPost(
  tx: AgencyTx,
  actor: Actor,
  postId: string,
  why: 'post-cancelled' | Extract<HeldBecause, 'approval-lapsed' | 'not-approved'>,
): Promise<Disarmed> {
  const deliveries = await lockDeliveries(tx, postId)
  const result: Disarmed = { kind: 'disarmed', held: [], cancelled: [], onTheirWay: [] }
  const changes: Change[] = []
  const cause: Extract<Cause, 'post-changed'> = 'post-changed'
  for (const delivery of deliveries) {
    if (delivery.state === 'sending' || delivery.state === 'uncertain') {
      result.onTheirWay.push(refOf(delivery))
      continue
    }
    const outcome =
      why === 'post-cancelled'
        ? cancel(delivery, cause)
        : delivery.state === 'held'
          ? heldFor(delivery, why, cause)
          : hold(delivery, why, cause)
    if (outcome.kind === 'refused') continue
    changes.push({ moved: outcome, fence: delivery.fence })
    ;(why === 'post-cancelled' ? result.cancelled : result.held).push(refOf(delivery))
  }
  await saveMoves(tx, actor, changes)
  if (changes.length > 0) {
    await record(tx, actor, 'publishing.disarmed', { kind: 'post', id: postId }, { after: { why, ...result } })
    tx.wake('comptoir_dispatch')
  }
  return result
}

/** What was held for the countdown's sake must not be let go by it while the approval is missing. */
function heldFor(delivery: Delivery, why: HeldBecause, cause: Extract<Cause, 'post-changed'>) {
  return moved(delivery, 'held', cause, { ...raised(delivery), heldBecause: why })
}
