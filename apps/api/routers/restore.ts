import { closeRestore, decideKeptMails, readRestore } from '@comptoir/operations/restore'
import { z } from 'zod'
import { may, router } from '../trpc.ts'

const decide = may('settings.write')

/** After the database came back from a backup: what was read back, what waits for a person. */
export const restoreRouter = router({
  read: may('deliveries.read').query(({ ctx }) => ctx.inAgency((tx) => readRestore(tx))),
  /** Mails that were still to be sent in the backup: sent now, or never. */
  decideMails: decide
    .input(z.object({ send: z.boolean() }))
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => decideKeptMails(tx, ctx.actor, input))),
  close: decide.mutation(({ ctx }) => ctx.inAgency((tx) => closeRestore(tx, ctx.actor))),
})
