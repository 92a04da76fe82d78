import { createHmac, timingSafeEqual } from 'node:crypto'
import { deriveSecret, type KeyRing } from '@comptoir/db'

/** A short leave to read one thing, carried in an address: until when, signed. It is no cookie and follows nobody. */
export function grant(keys: KeyRing, scope: string, until: Temporal.Instant): string {
  const expires = Math.floor(until.epochMilliseconds / 1000).toString(36)
  return `${expires}.${sign(keys, scope, expires)}`
}

/** True when this leave was given for this thing and is not over. */
export function isGranted(keys: KeyRing, scope: string, given: string, now: Temporal.Instant): boolean {
  const [expires = '', signature = ''] = given.split('.')
  const right = Buffer.from(sign(keys, scope, expires))
  const said = Buffer.from(signature)
  if (right.length !== said.length || !timingSafeEqual(right, said)) return false
  return Number.parseInt(expires, 36) * 1000 > now.epochMilliseconds
}

function sign(keys: KeyRing, scope: string, expires: string): string {
  return createHmac('sha256', deriveSecret(keys, 'reports')).update(`${scope} ${expires}`).digest('base64url')
}
