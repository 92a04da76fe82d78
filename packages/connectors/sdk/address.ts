import type { Failure } from './failure.ts'

/** What a person typed as a server's address (`bsky.social`, `https://pds.example/`), without its last slash; null for what is none. */
export function typedAddress(typed: string): string | null {
  const text = typed.trim()
  const whole = text.includes('://') ? text : `https://${text}`
  if (!URL.canParse(whole)) return null
  const url = new URL(whole)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null
  return url.origin + url.pathname.replace(/\/+$/, '')
}

/** The answer to an address that is none. */
export const noAddress: Failure = {
  kind: 'refused',
  field: 'connection',
  rule: 'invalid',
  reason: null,
  status: null,
  code: 'address',
}
