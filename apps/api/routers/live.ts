import { tracked } from '@trpc/server'
import { z } from 'zod'
import { inMembership, router } from '../trpc.ts'

export const liveRouter = router({
  /** What changed in the agency, as topics to read again. It never carries the truth, only where to look for it. */
  changes: inMembership
    .input(z.object({ lastEventId: z.string().max(60).nullish() }).optional())
    .subscription(async function* ({ ctx, input, signal }) {
      for await (const batch of ctx.feed.follow(ctx.agencyId, ctx.member.userId, input?.lastEventId ?? null, signal)) {
        yield tracked(batch.cursor, { topics: batch.topics })
      }
    }),
})
