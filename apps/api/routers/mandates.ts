import { may as roleMay } from '@comptoir/domain/agency'
import { CreateMandate, UpdateMandate } from '@comptoir/domain/mandates'
import { Id } from '@comptoir/domain/shared'
import { createMandate, getMandate, listMandates, updateMandate } from '@comptoir/operations/mandates'
import { z } from 'zod'
import { may, router } from '../trpc.ts'

export const mandatesRouter = router({
  list: may('mandates.read')
    .input(z.object({ clientId: Id.optional() }).default({}))
    .query(({ ctx, input }) =>
      ctx.inAgency((tx) => listMandates(tx, { ...input, withMoney: roleMay(ctx.member.role, 'mandates.money') })),
    ),
  get: may('mandates.read')
    .input(z.object({ mandateId: Id }))
    .query(({ ctx, input }) =>
      ctx.inAgency((tx) => getMandate(tx, input.mandateId, roleMay(ctx.member.role, 'mandates.money'))),
    ),
  create: may('mandates.write')
    .input(CreateMandate)
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => createMandate(tx, ctx.actor, input))),
  update: may('mandates.write')
    .input(UpdateMandate)
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => updateMandate(tx, ctx.actor, input))),
})
