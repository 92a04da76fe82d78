import { z } from 'zod'
import { Email, Id, Instant, Language, WallTime, Zone } from '../shared/index.ts'

/**
 * Hours in which nothing should go out: wall times in a zone; `from` later than `until` crosses midnight. `until` is
 * outside.
 */
export const QuietHours = z
  .object({ from: WallTime, until: WallTime, zone: Zone })
  .refine((quiet) => quiet.from !== quiet.until, { error: 'empty-quiet-hours', path: ['until'] })
export type QuietHours = z.output<typeof QuietHours>

/** A client of the agency. `stoppedAt` is set while the stop switch is on for it alone. */
export const Client = z.object({
  id: Id,
  name: z.string().trim().min(1).max(120),
  sector: z.string().trim().max(120),
  language: Language,
  zone: Zone,
  quietHours: QuietHours.nullable(),
  contactName: z.string().trim().max(120).nullable(),
  contactEmail: Email.nullable(),
  /** Used in the client's own reports only. */
  colour: z
    .string()
    .regex(/^#[0-9a-f]{6}$/)
    .nullable(),
  stoppedAt: Instant.nullable(),
})
export type Client = z.output<typeof Client>

/** What one types to add a client. */
export const CreateClient = z.object({
  name: Client.shape.name,
  sector: Client.shape.sector.default(''),
  language: Language,
  zone: Zone,
  quietHours: QuietHours.nullable().default(null),
  contactName: Client.shape.contactName.default(null),
  contactEmail: Client.shape.contactEmail.default(null),
  colour: Client.shape.colour.default(null),
})
export type CreateClient = z.output<typeof CreateClient>

/** What one types to change a client: the whole of it. */
export const UpdateClient = CreateClient.extend({ clientId: Id })
export type UpdateClient = z.output<typeof UpdateClient>
