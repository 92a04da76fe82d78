import type { KeyRing } from '@comptoir/db'
import { grant, isGranted } from './grants.ts'

/** How long the pictures of a page that a member opened can be fetched. */
const PICTURE_HOURS = 2

const scopeOf = (agencyId: string, ref: string): string => `picture ${agencyId} ${ref}`

/**
 * Where the pictures of a preview are. It is shown in a frame of no origin, to which no cookie goes: the address itself carries the leave,
 * for this one picture and a short time.
 */
export function pictureAddress(keys: KeyRing, agencyId: string, ref: string, now: Temporal.Instant): string {
  // To the hour, so that a browser that previews again finds what it has.
  const until = now.round({ smallestUnit: 'hour', roundingMode: 'ceil' }).add({ hours: PICTURE_HOURS })
  const leave = grant(keys, scopeOf(agencyId, ref), until)
  return `/files/reports/pictures/${agencyId}/${encodeURIComponent(ref)}?k=${leave}`
}

/** Whether an address of `pictureAddress` is one, and still good. */
export function mayFetchPicture(
  keys: KeyRing,
  agencyId: string,
  ref: string,
  leave: string,
  now: Temporal.Instant,
): boolean {
  return isGranted(keys, scopeOf(agencyId, ref), leave, now)
}
