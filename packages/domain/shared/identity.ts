import { z } from 'zod'

/** The id of any row: a UUID (version 7 when we mint it). */
export const Id = z.uuid()
export type Id = string

/** A social network, named by its connector. The set is open: third parties add theirs. */
export const NetworkId = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)
export type NetworkId = string

/** Who did something: a person of the agency, the product itself, or the holder of a signed link. */
export const Actor = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('member'), memberId: Id, userId: z.string().min(1) }),
  z.object({ kind: z.literal('system'), name: z.string().min(1) }),
  z.object({ kind: z.literal('link'), linkId: Id }),
])
export type Actor = z.output<typeof Actor>

/** The languages that every word of the product exists in. */
export const Language = z.enum(['fr', 'en'])
export type Language = z.output<typeof Language>

/** An address to write to, compared and kept in lower case. */
export const Email = z.string().trim().toLowerCase().pipe(z.email().max(254))
export type Email = string

/** A public web address, http or https only. */
export const WebAddress = z.url({ protocol: /^https?$/, hostname: z.regexes.domain }).max(2048)
