import { AcceptInvitation, InviteMember, SetUpAgency } from '@comptoir/domain/agency'
import { acceptInvitation, inviteMember, isSetUp, readInvitation, setUpAgency } from '@comptoir/operations/agency'
import { randomUUIDv7 } from 'node:crypto'
import { z } from 'zod'
import { may, open, router } from '../trpc.ts'

const Token = z.string().min(1).max(200)

export const agencyRouter = router({
  /** The first page of all. Closed for ever once a first director exists. */
  setUp: open.input(SetUpAgency).mutation(async ({ ctx, input }) => {
    const { db } = ctx.services
    if (await isSetUp(db)) return { kind: 'refused', why: 'already-set-up' } as const
    const user = await ctx.signIn.createUser({ email: input.email, name: input.directorName, password: input.password })
    if (user.kind === 'exists') return { kind: 'refused', why: 'already-set-up' } as const
    const outcome = await setUpAgency(db, {
      agencyId: randomUUIDv7(),
      agencyName: input.agencyName,
      language: input.language,
      timeZone: input.zone,
      currency: input.currency,
      director: { userId: user.userId, name: input.directorName, email: input.email },
    })
    if (outcome.kind === 'refused') await ctx.signIn.deleteUser(user.userId)
    return outcome
  }),

  invite: may('members.manage')
    .input(InviteMember)
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => inviteMember(tx, ctx.actor, ctx.services.settings.url, input))),

  invitation: open
    .input(z.object({ token: Token }))
    .query(({ ctx, input }) => readInvitation(ctx.services.db, input.token)),

  /** Who has an account already proves it with their password and keeps their name. */
  acceptInvitation: open.input(AcceptInvitation.extend({ token: Token })).mutation(async ({ ctx, input }) => {
    const { db } = ctx.services
    const invitation = await readInvitation(db, input.token)
    if (invitation.kind === 'refused') return invitation
    const user = await ctx.signIn.createUser({ email: invitation.email, name: input.name, password: input.password })
    if (user.kind === 'exists' && !(await ctx.signIn.checkPassword(user.userId, input.password))) {
      return { kind: 'refused', why: 'wrong-password' } as const
    }
    const seated = await acceptInvitation(db, input.token, {
      userId: user.userId,
      name: input.name,
      language: invitation.language,
      timeZone: input.zone,
    })
    return seated.kind === 'seated' ? ({ kind: 'seated', email: invitation.email } as const) : seated
  }),
})
