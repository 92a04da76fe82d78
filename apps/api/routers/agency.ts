import { randomUUIDv7 } from 'node:crypto'
import {
  AcceptInvitation,
  ChangeRole,
  InviteMember,
  SetUpAgency,
  UpdateAgency,
  UpdateProfile,
} from '@comptoir/domain/agency'
import { Day, Id } from '@comptoir/domain/shared'
import {
  acceptInvitation,
  changeMemberRole,
  forgetNetworkApp,
  getAgency,
  getMail,
  inviteMember,
  isSetUp,
  listAudit,
  listFormerMembers,
  listInvitations,
  listMails,
  listMembers,
  listNetworkApps,
  readInvitation,
  removeMember,
  resumeAgency,
  revokeInvitation,
  saveNetworkApp,
  SaveNetworkApp,
  sendMailAgain,
  setUpAgency,
  stopAgencyNow,
  updateAgency,
  updateProfile,
} from '@comptoir/operations/agency'
import { listWorkers } from '@comptoir/operations/workers'
import { z } from 'zod'
import { inMembership, may, open, router } from '../trpc.ts'

const Token = z.string().min(1).max(200)
const Page = z.object({ before: Id.optional(), limit: z.int().min(1).max(200).default(50) }).prefault({})
const OneMail = z.object({ mailId: Id })
const AuditPage = z
  .object({
    before: Id.optional(),
    limit: z.int().min(1).max(200).default(50),
    memberId: Id.optional(),
    actorKind: z.enum(['system', 'link']).optional(),
    context: z
      .string()
      .regex(/^[a-z]+$/)
      .max(40)
      .optional(),
    subjectId: Id.optional(),
    from: Day.optional(),
    until: Day.optional(),
  })
  .prefault({})

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

  /** Who publishes for this house. */
  workers: inMembership.query(({ ctx }) => ctx.inAgency(listWorkers)),

  get: inMembership.query(async ({ ctx }) => ({
    ...(await ctx.inAgency(getAgency)),
    /** False where no mail server is set: mails are then read in the app. */
    sendsMail: ctx.services.settings.smtpUrl !== null,
  })),
  update: may('settings.write')
    .input(UpdateAgency)
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => updateAgency(tx, ctx.actor, input))),
  /** Answers once what was on its way is known: what is listed as stopped never leaves. */
  stop: may('agency.stop').mutation(({ ctx }) => stopAgencyNow(ctx.services.db, ctx.agencyId, ctx.actor)),
  resume: may('agency.stop').mutation(({ ctx }) => ctx.inAgency((tx) => resumeAgency(tx, ctx.actor))),

  members: may('members.read').query(({ ctx }) => ctx.inAgency(listMembers)),
  formerMembers: may('members.read').query(({ ctx }) => ctx.inAgency(listFormerMembers)),
  invitations: may('members.manage').query(({ ctx }) => ctx.inAgency(listInvitations)),
  invite: may('members.manage')
    .input(InviteMember)
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => inviteMember(tx, ctx.actor, ctx.services.settings.url, input))),
  revokeInvitation: may('members.manage')
    .input(z.object({ invitationId: Id }))
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => revokeInvitation(tx, ctx.actor, input.invitationId))),
  changeRole: may('members.manage')
    .input(ChangeRole)
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => changeMemberRole(tx, ctx.actor, input))),
  removeMember: may('members.manage')
    .input(z.object({ memberId: Id }))
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => removeMember(tx, ctx.actor, input.memberId))),

  updateProfile: inMembership
    .input(UpdateProfile)
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => updateProfile(tx, ctx.actor, input))),

  networkApps: may('settings.read').query(({ ctx }) => ctx.inAgency(listNetworkApps)),
  saveNetworkApp: may('settings.write')
    .input(SaveNetworkApp)
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => saveNetworkApp(tx, ctx.services.keys, ctx.actor, input))),
  forgetNetworkApp: may('settings.write')
    .input(z.object({ id: Id }))
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => forgetNetworkApp(tx, ctx.actor, input.id))),

  mails: may('settings.write')
    .input(Page)
    .query(({ ctx, input }) =>
      ctx.inAgency((tx) => listMails(tx, { ...input, sendable: ctx.services.settings.smtpUrl !== null })),
    ),
  mail: may('settings.write')
    .input(OneMail)
    .query(({ ctx, input }) => ctx.inAgency((tx) => getMail(tx, input.mailId, ctx.services.settings.smtpUrl !== null))),
  sendMailAgain: may('settings.write')
    .input(OneMail)
    .mutation(({ ctx, input }) =>
      ctx.inAgency((tx) => sendMailAgain(tx, ctx.actor, input.mailId, ctx.services.settings.smtpUrl !== null)),
    ),
  audit: may('audit.read')
    .input(AuditPage)
    .query(({ ctx, input }) => ctx.inAgency((tx) => listAudit(tx, input))),
})
