import { DecideUncertain, PostedByHand } from '@comptoir/domain/publishing'
import { verifyPack } from '@comptoir/domain/evidence'
import { Id } from '@comptoir/domain/shared'
import { readEvidence } from '@comptoir/operations/evidence'
import {
  cancelDelivery,
  countDeliveries,
  decideUncertain,
  getDelivery,
  ListDeliveries,
  listDeliveries,
  lookAtAccount,
  mendDelivery,
  OrderComment,
  orderComment,
  postedByHand,
  publishNow,
  publishPostNow,
  retryNow,
  sendAgain,
  withdrawDelivery,
} from '@comptoir/operations/publishing'
import { z } from 'zod'
import { may, router } from '../trpc.ts'

const read = may('deliveries.read')
const act = may('deliveries.act')
const ThisDelivery = z.object({ deliveryId: Id })

export const publishingRouter = router({
  list: read.input(ListDeliveries).query(({ ctx, input }) => ctx.inAgency((tx) => listDeliveries(tx, input))),
  counts: read
    .input(z.object({ clientId: Id.nullable().default(null) }).default({ clientId: null }))
    .query(({ ctx, input }) => ctx.inAgency((tx) => countDeliveries(tx, input))),
  /** All that is known of a post, chained, and whether it holds together today. */
  evidence: read.input(z.object({ postId: Id })).query(({ ctx, input }) =>
    ctx.inAgency(async (tx) => {
      const pack = await readEvidence(tx, input.postId)
      return { pack, verdict: await verifyPack(pack) }
    }),
  ),
  get: read.input(ThisDelivery).query(({ ctx, input }) => ctx.inAgency((tx) => getDelivery(tx, input.deliveryId))),

  publishNow: act
    .input(ThisDelivery)
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => publishNow(tx, ctx.actor, input))),
  publishPostNow: act
    .input(z.object({ postId: Id }))
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => publishPostNow(tx, ctx.actor, input))),
  retryNow: act.input(ThisDelivery).mutation(({ ctx, input }) => ctx.inAgency((tx) => retryNow(tx, ctx.actor, input))),
  sendAgain: act
    .input(ThisDelivery.extend({ fence: z.int().nonnegative().nullable().default(null) }))
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => sendAgain(tx, ctx.actor, input))),
  decide: act
    .input(DecideUncertain)
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => decideUncertain(tx, ctx.actor, input))),
  /** The account as it shows itself now, for whoever has to decide. Kept with the delivery, so no mere query. */
  look: act.input(ThisDelivery).mutation(({ ctx, input }) => lookAtAccount(ctx.services, ctx.outside, ctx, input)),
  comment: act
    .input(OrderComment)
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => orderComment(tx, ctx.actor, input))),
  cancel: act
    .input(ThisDelivery)
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => cancelDelivery(tx, ctx.actor, input))),
  postedByHand: act
    .input(PostedByHand)
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => postedByHand(tx, ctx.actor, input))),

  /** Deletes it on the network. */
  withdraw: act
    .input(ThisDelivery)
    .mutation(({ ctx, input }) => withdrawDelivery(ctx.services, ctx.outside, ctx, input)),
  /** Mends the words of one part on the network. */
  mend: act
    .input(ThisDelivery.extend({ part: z.int().nonnegative(), text: z.string().trim().min(1).max(70_000) }))
    .mutation(({ ctx, input }) => mendDelivery(ctx.services, ctx.outside, ctx, input)),
})
