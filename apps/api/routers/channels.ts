import { AddChannelByHand } from '@comptoir/domain/channels'
import { Id, NetworkId } from '@comptoir/domain/shared'
import {
  addChannelByHand,
  beginOAuth,
  checkChannel,
  chooseAccounts,
  connectWithFields,
  disconnectChannel,
  getChannel,
  listChannels,
  listNetworks,
  peekPending,
} from '@comptoir/operations/channels'
import { z } from 'zod'
import { may, router } from '../trpc.ts'

const OneChannel = z.object({ channelId: Id })
const Connect = z.object({
  clientId: Id,
  channelId: Id.nullable().default(null),
  network: NetworkId,
  method: z.string().min(1).max(60),
  fields: z.record(z.string().max(60), z.string().max(4000)),
})

const connecting = may('channels.connect').use(({ ctx, next }) =>
  next({ ctx: { who: { agencyId: ctx.agencyId, actor: ctx.actor, sessionId: ctx.session.sessionId } } }),
)

export const channelsRouter = router({
  networks: may('channels.read').query(() => listNetworks()),
  list: may('channels.read')
    .input(z.object({ clientId: Id.optional(), disconnected: z.boolean().optional() }).default({}))
    .query(({ ctx, input }) => ctx.inAgency((tx) => listChannels(tx, input))),
  get: may('channels.read')
    .input(OneChannel)
    .query(({ ctx, input }) => ctx.inAgency((tx) => getChannel(tx, input.channelId))),

  addByHand: may('channels.connect')
    .input(AddChannelByHand)
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => addChannelByHand(tx, ctx.actor, input))),
  connect: connecting
    .input(Connect)
    .mutation(({ ctx, input }) => connectWithFields(ctx.services, ctx.outside, ctx.who, input)),
  beginOAuth: connecting
    .input(Connect)
    .mutation(({ ctx, input }) => beginOAuth(ctx.services, ctx.outside, ctx.who, input)),
  pending: connecting
    .input(z.object({ pendingId: Id }))
    .query(({ ctx, input }) =>
      ctx.inAgency((tx) => peekPending(tx, ctx.services.keys, { id: input.pendingId, sessionId: ctx.who.sessionId })),
    ),
  choose: connecting
    .input(z.object({ pendingId: Id, remoteIds: z.array(z.string().max(300)).min(1).max(100) }))
    .mutation(({ ctx, input }) => chooseAccounts(ctx.services, ctx.outside, ctx.who, input)),
  check: connecting
    .input(OneChannel)
    .mutation(({ ctx, input }) => checkChannel(ctx.services, ctx.outside, ctx.agencyId, ctx.actor, input.channelId)),
  disconnect: may('channels.connect')
    .input(OneChannel)
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => disconnectChannel(tx, ctx.actor, input.channelId))),
})
