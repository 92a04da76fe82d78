import { FOUND_KINDS, search } from '@comptoir/operations/search'
import { z } from 'zod'
import { inMembership, router } from '../trpc.ts'

export const searchRouter = router({
  /** For Ctrl-K: among what the role may see, a few of each kind. */
  find: inMembership
    .input(
      z.object({
        text: z.string().trim().min(1).max(100),
        kinds: z.array(z.enum(FOUND_KINDS)).optional(),
        limit: z.int().min(1).max(20).default(5),
      }),
    )
    .query(({ ctx, input }) => ctx.inAgency((tx) => search(tx, ctx.member.role, input))),
})
