import { Id } from '@comptoir/domain/shared'
import { closeRestore, decideKeptMails, readRestore, ruleAbsent } from '@comptoir/operations/restore'
import { z } from 'zod'
import { may, router } from '../trpc.ts'

const decide = may('settings.write')

/** After the database came back from a backup: what was read back, what waits for a person. */
export const restoreRouter = router({
  read: may('deliveries.read').query(({ ctx }) => ctx.inAgency((tx) => readRestore(tx))),
  /** Somebody has looked at the accounts: none of these is there. */
  ruleAbsent: may('deliveries.act')
    .input(
      z.object({
        deliveries: z
          .array(z.object({ deliveryId: Id, fence: z.int().nonnegative() }))
          .min(1)
          .max(200),
      }),
    )
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => ruleAbsent(tx, ctx.actor, input))),
  /** Mails that were still to be sent in the backup: sent now, or never. */
  decideMails: decide
    .input(z.object({ send: z.boolean() }))
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => decideKeptMails(tx, ctx.actor, input))),
  close: decide.mutation(({ ctx }) => ctx.inAgency((tx) => closeRestore(tx, ctx.actor))),
})
