import { readToday } from '@comptoir/operations/today'
import { inMembership, router } from '../trpc.ts'

export const todayRouter = router({
  /** What needs me now: in the reader's own zone, for the reader's own eyes. */
  read: inMembership.query(({ ctx }) => ctx.inAgency((tx) => readToday(tx, ctx.actor, ctx.member.timeZone))),
})
