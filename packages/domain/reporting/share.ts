import { z } from 'zod'
import { Id, Instant } from '../shared/index.ts'

/** How many wrong passwords close a link for a while. */
export const TRIES_BEFORE_LOCK = 5

/** A link to one edition, for one reader. */
export const ShareEdition = z.object({
  editionId: Id,
  /** For whom it is: shown to the agency only. */
  label: z.string().trim().max(160).default(''),
  expiresAt: Instant.nullable().default(null),
  password: z.string().min(8).max(200).nullable().default(null),
})
export type ShareEdition = z.output<typeof ShareEdition>

/**
 * How long a link stays shut after so many wrong passwords in a row, in seconds; 0 while it stays open. Each further row of wrong ones
 * doubles the wait: one minute, two, four, up to an hour.
 */
export function lockedForSeconds(wrongInARow: number): number {
  if (wrongInARow === 0 || wrongInARow % TRIES_BEFORE_LOCK !== 0) return 0
  return Math.min(3600, 60 * 2 ** (wrongInARow / TRIES_BEFORE_LOCK - 1))
}

/** What a link is to who comes with it. */
export type LinkState = 'open' | 'revoked' | 'expired'

/** Whether a link still opens. Taken back is said before out of date: it was a person's decision. */
export function linkState(
  link: { readonly revokedAt: Instant | null; readonly expiresAt: Instant | null },
  now: Instant,
): LinkState {
  if (link.revokedAt) return 'revoked'
  return link.expiresAt && Temporal.Instant.compare(link.expiresAt, now) <= 0 ? 'expired' : 'open'
}
