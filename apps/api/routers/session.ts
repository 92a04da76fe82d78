import { asPerson } from '@comptoir/db'
import { PERMISSIONS } from '@comptoir/domain/agency'
import { Id } from '@comptoir/domain/shared'
import { isSetUp } from '@comptoir/operations/agency'
import { found } from '@comptoir/operations/shared'
import { z } from 'zod'
import { open, router, signedIn } from '../trpc.ts'

export const sessionRouter = router({
  /** Who is here, where, and what they may do. The frame asks this first. */
  me: open.query(async ({ ctx }) => {
    const { session } = ctx
    const needsSetUp = !session && !(await isSetUp(ctx.services.db))
    if (!session) return { user: null, member: null, agency: null, agencies: [], needsSetUp, permissions: [] }
    const membership = await ctx.membership()
    const agencies = await asPerson(ctx.services.db, session.userId, (tx) =>
      tx
        .selectFrom('agencies')
        .select(['agency_id as id', 'name', 'town', 'language', 'time_zone as timeZone', 'is_demo as isDemo'])
        .select('stopped_at')
        .orderBy('name')
        .execute(),
    )
    const own = agencies.find((row) => row.id === membership?.agencyId)
    const agency = own ? agencyOf(own) : null
    return {
      // People are called as they are in this agency; who has no seat yet, as they signed up.
      user: { id: session.userId, name: membership?.member.name ?? session.name, email: session.email },
      member: membership?.member ?? null,
      agency,
      agencies: agencies.map(({ id, name }) => ({ id, name })),
      needsSetUp,
      permissions: membership ? [...PERMISSIONS[membership.member.role]] : [],
    }
  }),

  switchAgency: signedIn.input(z.object({ agencyId: Id })).mutation(async ({ ctx, input }) => {
    const seat = await asPerson(ctx.services.db, ctx.session.userId, (tx) =>
      tx
        .selectFrom('members')
        .select('agency_id')
        .where('agency_id', '=', input.agencyId)
        .where('left_at', 'is', null)
        .executeTakeFirst(),
    )
    await ctx.signIn.chooseAgency(ctx.session.sessionId, found(seat, 'agency').agency_id)
  }),
})

type AgencyRow = {
  id: string
  name: string
  town: string
  language: string
  timeZone: string
  isDemo: boolean
  stopped_at: Date | null
}

function agencyOf({ stopped_at, ...agency }: AgencyRow) {
  return { ...agency, stoppedAt: stopped_at?.toISOString() ?? null }
}
