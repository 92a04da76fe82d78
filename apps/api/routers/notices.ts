import { Id } from '@comptoir/domain/shared'
import { countUnread, listNotices, markAllRead, markRead } from '@comptoir/operations/notices'
import { z } from 'zod'
import { inMembership, router } from '../trpc.ts'

/** A member's own news: whatever their role, nobody else's. */
export const noticesRouter = router({
  list: inMembership
    .input(
      z.object({
        unreadOnly: z.boolean().default(false),
        /** The id of the last one seen. */
        cursor: Id.nullish(),
        limit: z.int().min(1).max(100).default(30),
      }),
    )
    .query(({ ctx, input }) =>
      ctx.inAgency((tx) => listNotices(tx, ctx.actor, { ...input, before: input.cursor ?? null })),
    ),

  unread: inMembership.query(({ ctx }) => ctx.inAgency((tx) => countUnread(tx, ctx.actor))),

  markRead: inMembership
    .input(z.object({ noticeId: Id }))
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => markRead(tx, ctx.actor, input.noticeId))),

  /** `newestId` is the newest that the reader saw: what came in meanwhile stays unread. */
  markAllRead: inMembership
    .input(z.object({ newestId: Id }))
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => markAllRead(tx, ctx.actor, input.newestId))),
})
