import { type AgencyTx, asPerson, inAgency } from '@comptoir/db'
import type { Role } from '@comptoir/domain/agency'
import type { Actor, Language } from '@comptoir/domain/shared'
import type { Outside } from '@comptoir/operations/connectors-ports'
import type { Services } from '@comptoir/operations/services'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Feed } from './feed.ts'
import type { SignedIn, SignIn } from './sign-in.ts'

export type Member = {
  id: string
  userId: string
  name: string
  email: string
  role: Role
  language: Language
  timeZone: string
  mailNotices: boolean
}

export type Membership = {
  agencyId: string
  member: Member
  actor: Actor & { kind: 'member' }
  inAgency<T>(work: (tx: AgencyTx) => Promise<T>): Promise<T>
}

/** What every procedure gets. Rights are read again at each request: who leaves an agency is out at once. */
export type Context = {
  services: Services
  signIn: SignIn
  feed: Feed
  outside: Outside
  request: FastifyRequest
  reply: FastifyReply
  session: SignedIn | null
  language: Language
  membership(): Promise<Membership | null>
}

export async function makeContext(
  house: Pick<Context, 'services' | 'signIn' | 'feed' | 'outside'>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Context> {
  const { services, signIn } = house
  const session = await signIn.sessionOf(request)
  let membership: Promise<Membership | null> | undefined
  const context: Context = {
    ...house,
    request,
    reply,
    session,
    language: preferredLanguage(request),
    membership: () => (membership ??= readMembership(services, session)),
  }
  const known = await context.membership()
  if (known) context.language = known.member.language
  return context
}

/** The person's seat in the active agency; with no active agency (or one they left), in the first that they belong to. */
async function readMembership(services: Services, session: SignedIn | null): Promise<Membership | null> {
  if (!session) return null
  const seats = await asPerson(services.db, session.userId, (tx) =>
    tx
      .selectFrom('members')
      .select(['agency_id', 'id', 'user_id', 'name', 'email', 'role', 'language', 'time_zone', 'mail_notices'])
      .where('left_at', 'is', null)
      .orderBy('created_at')
      .execute(),
  )
  const seat = seats.find((row) => row.agency_id === session.activeAgencyId) ?? seats[0]
  if (!seat) return null
  return {
    agencyId: seat.agency_id,
    member: {
      id: seat.id,
      userId: seat.user_id,
      name: seat.name,
      email: seat.email,
      role: seat.role as Role,
      language: seat.language as Language,
      timeZone: seat.time_zone,
      mailNotices: seat.mail_notices,
    },
    actor: { kind: 'member', memberId: seat.id, userId: seat.user_id },
    inAgency: (work) => inAgency(services.db, seat.agency_id, work),
  }
}

/** What the browser asks for, of the languages that we speak. */
export function preferredLanguage(request: FastifyRequest): Language {
  return /^\s*fr\b/i.test(request.headers['accept-language'] ?? '') ? 'fr' : 'en'
}
