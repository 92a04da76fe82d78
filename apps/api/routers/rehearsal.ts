import { OrderRehearsal } from '@comptoir/domain/rehearsal'
import { Id } from '@comptoir/domain/shared'
import { getRehearsal, listRehearsals, orderRehearsal } from '@comptoir/operations/rehearsal'
import { z } from 'zod'
import { may, router } from '../trpc.ts'

const read = may('countdown.read')
const run = may('countdown.run')

export const rehearsalRouter = router({
  list: read
    .input(z.object({ eventId: Id }))
    .query(({ ctx, input }) => ctx.inAgency((tx) => listRehearsals(tx, ctx.services.settings, input.eventId))),
  get: read
    .input(z.object({ rehearsalId: Id }))
    .query(({ ctx, input }) => ctx.inAgency((tx) => getRehearsal(tx, input.rehearsalId))),
  order: run
    .input(OrderRehearsal)
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => orderRehearsal(tx, ctx.services.settings, ctx.actor, input))),
})
