import type { AuditVerb } from '@comptoir/domain/agency'
import type { AgencyTx } from '@comptoir/db'
import {
  backAsBefore,
  type Before,
  cancel,
  type DecideUncertain,
  decideAbsent,
  decideThere,
  type Delivery,
  type Moved,
  type PostedByHand,
  postedByHand as domainPostedByHand,
  publishNow as domainPublishNow,
} from '@comptoir/domain/publishing'
import { type Actor, refused, type Refused } from '@comptoir/domain/shared'
import { sql } from 'kysely'
import { changed, found, record } from '../../shared/index.ts'
import { armPost } from '../arm-post.ts'
import { beforeRestore } from '../before-restore.ts'
import { DELIVERY_COLUMNS, toDelivery } from '../delivery-rows.ts'
import { firstMetricsAt } from '../ledger/metrics-schedule.ts'
import { realign } from '../realign.ts'
import { saveMoves } from '../save-moves.ts'

export type Ordered<Why extends string> =
  | { kind: 'done'; state: Delivery['state'] }
  | Refused<Why | 'changed-meanwhile'>

/** A delivery, locked until the transaction ends. */
export async function lockDelivery(tx: AgencyTx, deliveryId: string): Promise<Delivery> {
  const row = await tx
    .selectFrom('deliveries')
    .select(DELIVERY_COLUMNS)
    .where('id', '=', deliveryId)
    .forUpdate()
    .executeTakeFirst()
  return toDelivery(found(row, 'delivery'))
}

async function carryOut<Why extends string>(
  tx: AgencyTx,
  actor: Actor,
  verb: AuditVerb,
  before: Delivery,
  outcome: Moved | Refused<Why>,
): Promise<Ordered<Why>> {
  if (outcome.kind === 'refused') return outcome
  const moved = await saveMoves(tx, actor, [{ moved: outcome, fence: before.fence }])
  if (!moved.has(before.id)) return refused('changed-meanwhile')
  await record(
    tx,
    actor,
    verb,
    { kind: 'delivery', id: before.id },
    {
      before: { state: before.state, dueAt: before.dueAt?.toString() ?? null },
      after: { state: outcome.delivery.state },
    },
  )
  tx.wake('comptoir_dispatch')
  return { kind: 'done', state: outcome.delivery.state }
}

/** Makes a delivery due at once. The gate still judges: a hold, a stop switch, a missing approval hold it again. */
export async function publishNow(tx: AgencyTx, actor: Actor, input: { deliveryId: string }) {
  const delivery = await lockDelivery(tx, input.deliveryId)
  if (delivery.byHand) return refused('by-hand')
  return carryOut(tx, actor, 'publishing.publish-now', delivery, domainPublishNow(delivery, await tx.now()))
}

/** All of an approved post, at once: what waits is made due, what has no time yet gets this one. */
export async function publishPostNow(
  tx: AgencyTx,
  actor: Actor,
  input: { postId: string },
): Promise<{ kind: 'done'; deliveries: number } | Refused<'not-approved' | 'cancelled' | 'nothing-to-publish'>> {
  const post = found(
    await tx
      .selectFrom('posts')
      .select(['review_state', 'timing_kind', 'cancelled_at'])
      .where('id', '=', input.postId)
      .forUpdate()
      .executeTakeFirst(),
    'post',
  )
  if (post.cancelled_at) return refused('cancelled')
  if (post.review_state !== 'approved') return refused('not-approved')
  if (post.timing_kind === 'unscheduled') {
    await tx
      .updateTable('posts')
      .set({
        timing_kind: 'fixed',
        fixed_at: sql<Date>`clock_timestamp()`,
        version: sql<number>`version + 1`,
        updated_at: sql<Date>`clock_timestamp()`,
      })
      .where('id', '=', input.postId)
      .execute()
    const armed = await armPost(tx, actor, input.postId)
    await changed(tx, 'posts', input.postId)
    return armed.created.length > 0 ? { kind: 'done', deliveries: armed.created.length } : refused('nothing-to-publish')
  }
  const waiting = await tx
    .selectFrom('deliveries')
    .select('id')
    .where('post_id', '=', input.postId)
    .where('state', 'in', ['scheduled', 'claimed', 'held', 'failed'])
    .where('by_hand', '=', false)
    .orderBy('id')
    .execute()
  let done = 0
  for (const { id } of waiting) {
    const outcome = await publishNow(tx, actor, { deliveryId: id })
    if (outcome.kind === 'done') done += 1
  }
  return done > 0 ? { kind: 'done', deliveries: done } : refused('nothing-to-publish')
}

/** Calls a delivery off for good. */
export async function cancelDelivery(tx: AgencyTx, actor: Actor, input: { deliveryId: string }) {
  const delivery = await lockDelivery(tx, input.deliveryId)
  return carryOut(tx, actor, 'publishing.cancel', delivery, cancel(delivery, 'cancel-asked'))
}

/** Tries again what failed, is held, or of which only a part is out. */
export async function retryNow(tx: AgencyTx, actor: Actor, input: { deliveryId: string }) {
  return publishNow(tx, actor, input)
}

/** A person looked at the account: the post is there, or it is not. */
export async function decideUncertain(tx: AgencyTx, actor: Actor, input: DecideUncertain) {
  const delivery = await lockDelivery(tx, input.deliveryId)
  if (input.found === 'absent') {
    const before = await beforeRestore(tx, delivery)
    if (before) return ruledAsBefore(tx, actor, delivery, before)
    const outcome = await carryOut(tx, actor, 'publishing.person-ruled-absent', delivery, decideAbsent(delivery))
    if (outcome.kind === 'done') await setUnknownSteps(tx, delivery.id, 'waiting', null)
    return outcome
  }
  const { permalink } = input
  const now = await tx.now()
  const out = { remoteId: null, permalink, at: delivery.sendingAt ?? now }
  const outcome = await carryOut(tx, actor, 'publishing.person-found', delivery, decideThere(delivery, out))
  if (outcome.kind === 'done') await setUnknownSteps(tx, delivery.id, 'published', permalink)
  return outcome
}

/** Only a restore had put it in doubt: it is again what it was, and waits for its own instant. */
async function ruledAsBefore(tx: AgencyTx, actor: Actor, delivery: Delivery, before: Before) {
  const back = backAsBefore(delivery, before, 'person-ruled-absent', await tx.now())
  const outcome = await carryOut(tx, actor, 'publishing.person-ruled-absent', delivery, back)
  if (outcome.kind === 'done') await realign(tx, actor, delivery.id)
  return outcome
}

/** A person looked and found nothing, and wants it sent: under the same identity as before, which still protects where a network knows one. */
export async function sendAgain(tx: AgencyTx, actor: Actor, input: { deliveryId: string }) {
  const delivery = await lockDelivery(tx, input.deliveryId)
  if (delivery.state === 'uncertain') {
    const ruled = await decideUncertain(tx, actor, { deliveryId: delivery.id, found: 'absent' })
    if (ruled.kind !== 'done') return ruled
  }
  return publishNow(tx, actor, input)
}

/** A person put the post on the network: where it is, and since when. */
export async function postedByHand(tx: AgencyTx, actor: Actor, input: PostedByHand) {
  const delivery = await lockDelivery(tx, input.deliveryId)
  const at = input.publishedAt ?? (await tx.now())
  const found = { remoteId: null, permalink: input.permalink, at }
  const outcome = await carryOut(tx, actor, 'publishing.posted-by-hand', delivery, domainPostedByHand(delivery, found))
  if (outcome.kind === 'done') {
    await setUnknownSteps(tx, delivery.id, 'published', input.permalink)
    await firstMetricsAt(tx, [delivery.id])
  }
  return outcome
}

async function setUnknownSteps(
  tx: AgencyTx,
  deliveryId: string,
  state: 'waiting' | 'published',
  permalink: string | null,
): Promise<void> {
  await tx
    .updateTable('delivery_steps')
    .set({
      state,
      empty_reads: [],
      ...(permalink ? { ref: JSON.stringify({ remoteId: permalink, permalink, data: null }) } : {}),
    })
    .where('delivery_id', '=', deliveryId)
    .where('state', 'in', ['sending', 'uncertain'])
    .execute()
}
