import { CreateClient, UpdateClient } from '@comptoir/domain/clients'
import { Id } from '@comptoir/domain/shared'
import {
  archiveClient,
  createClient,
  getClient,
  listClients,
  restoreClient,
  resumePublishing,
  stopClientNow,
  updateClient,
} from '@comptoir/operations/clients'
import { z } from 'zod'
import { may, router } from '../trpc.ts'

const OneClient = z.object({ clientId: Id })

export const clientsRouter = router({
  list: may('clients.read')
    .input(z.object({ archived: z.boolean().default(false) }).default({ archived: false }))
    .query(({ ctx, input }) => ctx.inAgency((tx) => listClients(tx, input))),
  get: may('clients.read')
    .input(OneClient)
    .query(({ ctx, input }) => ctx.inAgency((tx) => getClient(tx, input.clientId))),
  create: may('clients.write')
    .input(CreateClient)
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => createClient(tx, ctx.actor, input))),
  update: may('clients.write')
    .input(UpdateClient)
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => updateClient(tx, ctx.actor, input))),
  archive: may('clients.write')
    .input(OneClient)
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => archiveClient(tx, ctx.actor, input.clientId))),
  restore: may('clients.write')
    .input(OneClient)
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => restoreClient(tx, ctx.actor, input.clientId))),
  stop: may('clients.stop')
    .input(OneClient)
    .mutation(({ ctx, input }) => stopClientNow(ctx.services.db, ctx.agencyId, ctx.actor, input.clientId)),
  resume: may('clients.stop')
    .input(OneClient)
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => resumePublishing(tx, ctx.actor, input.clientId))),
})
