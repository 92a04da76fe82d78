import { type AgencyTx, jsonb } from '@comptoir/db'
import { sendComment } from '@comptoir/domain/publishing'
import { type Actor, Id, refused, type Refused } from '@comptoir/domain/shared'
import { z } from 'zod'
import { changed, record } from '../../shared/index.ts'
import { readSteps } from '../ledger/settle.ts'
import { carryOut, lockDelivery, type Ordered } from './carry-out.ts'
import { shownPost } from './shown-post.ts'

/** What a person decides of the first comment of a post that is out, when it is missing or in doubt. */
export const OrderComment = z.discriminatedUnion('order', [
  z.object({ deliveryId: Id, order: z.literal('send') }),
  z.object({ deliveryId: Id, order: z.literal('drop') }),
  z.object({
    deliveryId: Id,
    order: z.literal('there'),
    permalink: z.url({ protocol: /^https?$/ }).max(2048),
    remoteId: z.string().max(512).nullable().default(null),
  }),
])
export type OrderComment = z.output<typeof OrderComment>

/** The comment alone is sent (again), found or left out; the post stays as it is. Who comes second is told. */
export async function orderComment(
  tx: AgencyTx,
  actor: Actor,
  input: OrderComment,
): Promise<Ordered<'not-out' | 'by-hand' | 'no-comment'> | Refused<'no-comment'>> {
  const { deliveryId } = input
  const delivery = await lockDelivery(tx, deliveryId)
  if (delivery.state !== 'published') return refused('not-out')
  const { steps } = await readSteps(tx, deliveryId)
  const comment = steps.find(
    ({ kind, state }) => kind === 'first-comment' && state !== 'published' && state !== 'dropped',
  )
  if (!comment) return refused('no-comment')
  if (input.order === 'send') {
    const outcome = sendComment(delivery, await tx.now(), 'retry-asked')
    const done = await carryOut(tx, actor, 'publishing.publish-now', delivery, outcome, { part: comment.position })
    if (done.kind === 'done') await setComment(tx, comment.id, { state: 'waiting', empty_reads: [] })
    return done
  }
  const there = input.order === 'there' ? input : null
  const shown = there && (await shownPost(tx, there))
  const ref = there && (shown?.ref ?? { remoteId: there.permalink, permalink: there.permalink, data: null })
  const at = (shown?.at ?? (await tx.now())).toString()
  await setComment(
    tx,
    comment.id,
    ref ? { state: 'published', ref: jsonb(ref), published_at: at } : { state: 'dropped' },
  )
  await record(
    tx,
    actor,
    ref ? 'publishing.person-found' : 'publishing.cancel',
    { kind: 'delivery', id: deliveryId },
    { before: { part: comment.position }, after: ref ? { part: comment.position, permalink: ref.permalink } : null },
  )
  await changed(tx, 'deliveries', deliveryId)
  return { kind: 'done', state: delivery.state }
}

async function setComment(
  tx: AgencyTx,
  stepId: string,
  values: { state: string; ref?: ReturnType<typeof jsonb>; published_at?: string; empty_reads?: Date[] },
): Promise<void> {
  await tx.updateTable('delivery_steps').set(values).where('id', '=', stepId).execute()
}
