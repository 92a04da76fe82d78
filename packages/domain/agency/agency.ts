import { z } from 'zod'
import { Currency, Email, Id, Instant, Language, Zone } from '../shared/index.ts'
import { Role } from './permissions.ts'

/** A display name of a person, an agency, a client. */
export const Name = z.string().trim().min(1).max(120)

/** Where an agency is: said beside a time instead of its zone's name. May be empty. */
export const Town = z.string().trim().max(80)

/** A password for sign-in: long rather than odd (NIST SP 800-63B). */
export const Password = z.string().min(10).max(256)

/** An agency: the tenant. `stoppedAt` is set while its stop switch is on. */
export const Agency = z.object({
  id: Id,
  name: Name,
  town: Town,
  language: Language,
  zone: Zone,
  currency: Currency,
  collisionMinutes: z.int().min(0).max(240),
  lateLimitSeconds: z.int().min(30).max(86_400),
  stoppedAt: Instant.nullable(),
})
export type Agency = z.output<typeof Agency>

/** A person in an agency. */
export const Member = z.object({
  id: Id,
  userId: z.string().min(1),
  name: Name,
  email: Email,
  role: Role,
  language: Language,
  zone: Zone,
  leftAt: Instant.nullable(),
})
export type Member = z.output<typeof Member>

/** The first page of all: the agency and its first director. */
export const SetUpAgency = z.object({
  agencyName: Name,
  language: Language,
  zone: Zone,
  currency: Currency.default('EUR'),
  directorName: Name,
  email: Email,
  password: Password,
})
export type SetUpAgency = z.output<typeof SetUpAgency>

/** Asks a person to join. */
export const InviteMember = z.object({ name: Name, email: Email, role: Role, language: Language })
export type InviteMember = z.output<typeof InviteMember>

/** What the invited person gives when they open the link. */
export const AcceptInvitation = z.object({ name: Name, password: Password, zone: Zone })
export type AcceptInvitation = z.output<typeof AcceptInvitation>

/** Gives a member another role. */
export const ChangeRole = z.object({ memberId: Id, role: Role })
export type ChangeRole = z.output<typeof ChangeRole>

/** What a member may change about themselves. */
export const UpdateProfile = z.object({ name: Name, language: Language, zone: Zone, mailNotices: z.boolean() })
export type UpdateProfile = z.output<typeof UpdateProfile>

/** What a director may change about the agency. */
export const UpdateAgency = z.object({
  name: Name,
  town: Town.default(''),
  language: Language,
  zone: Zone,
  currency: Currency,
  collisionMinutes: Agency.shape.collisionMinutes,
  lateLimitSeconds: Agency.shape.lateLimitSeconds,
})
export type UpdateAgency = z.output<typeof UpdateAgency>

/** Two posts closer than this on one channel collide, unless the agency says otherwise. */
export const DEFAULT_COLLISION_MINUTES = 15

/** A delivery later than this is held, unless the agency says otherwise. */
export const DEFAULT_LATE_LIMIT_SECONDS = 600
