import type { AgencyTx } from '@comptoir/db'
import {
  cancel,
  type PostedByHand,
  postedByHand as domainPostedByHand,
  publishNow as domainPublishNow,
} from '@comptoir/domain/publishing'
import { type Actor, refused, type Refused } from '@comptoir/domain/shared'
import { sql } from 'kysely'
import { changed, found } from '../../shared/index.ts'
import { armPost } from '../arm-post.ts'
import { firstMetricsAt } from '../ledger/metrics-schedule.ts'
import { carryOut, lockDelivery } from './carry-out.ts'
import { orderComment } from './comment.ts'
import { decideUncertain } from './decide.ts'
import { setUnknownSteps } from './unknown-steps.ts'

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
    const at = (await tx.now()).toString()
    const { version } = await tx
      .updateTable('posts')
      .set({
        timing_kind: 'fixed',
        fixed_at: at,
        version: sql<number>`version + 1`,
        updated_at: sql<Date>`clock_timestamp()`,
      })
      .where('id', '=', input.postId)
      .returning('version')
      .executeTakeFirstOrThrow()
    await keepVersion(tx, actor, input.postId, version, at)
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

/**
 * Sends what failed, the rest of a broken thread, or what a person looked for and did not find: under the same identity as before, which still protects where a network knows
 * one. `fence` is the delivery's as they saw it: whatever was decided or sent since then is not sent over.
 */
export async function sendAgain(tx: AgencyTx, actor: Actor, input: { deliveryId: string; fence: number | null }) {
  const { deliveryId, fence } = input
  const delivery = await lockDelivery(tx, deliveryId)
  if (fence !== null && delivery.fence !== fence) return refused('changed-meanwhile')
  if (delivery.state === 'uncertain') {
    // An unknown outcome is never sent again but by whoever says which one they saw.
    if (fence === null) return refused('on-its-way')
    const ruled = await decideUncertain(tx, actor, { deliveryId, fence, found: 'absent' })
    if (ruled.kind !== 'done') return ruled
    if (ruled.state === 'published') return orderComment(tx, actor, { deliveryId, order: 'send' })
  }
  return publishNow(tx, actor, input)
}

/** The version whose time is the order's own, otherwise as the one before: whoever compares versions finds each. */
async function keepVersion(tx: AgencyTx, actor: Actor, postId: string, version: number, at: string): Promise<void> {
  await sql`
    insert into revisions (agency_id, post_id, number, content, author_id)
    select agency_id, post_id, ${version}, jsonb_set(content, '{timing}', ${JSON.stringify({ kind: 'fixed', at })}::jsonb),
      ${actor.kind === 'member' ? actor.memberId : null}::uuid
    from revisions where agency_id = ${tx.agencyId}::uuid and post_id = ${postId}::uuid and number = ${version - 1}`.execute(
    tx,
  )
}

/** A person put the post on the network: where it is, and since when. */
export async function postedByHand(tx: AgencyTx, actor: Actor, input: PostedByHand) {
  const delivery = await lockDelivery(tx, input.deliveryId)
  const now = await tx.now()
  const found = { remoteId: null, permalink: input.permalink, at: input.publishedAt ?? now }
  const ruled = domainPostedByHand(delivery, found, now)
  const outcome = await carryOut(tx, actor, 'publishing.posted-by-hand', delivery, ruled)
  if (outcome.kind === 'done') {
    await setUnknownSteps(tx, delivery.id, 'published', {
      remoteId: input.permalink,
      permalink: input.permalink,
      data: null,
    })
    await firstMetricsAt(tx, [delivery.id])
  }
  return outcome
}
