import { z } from 'zod'
import type { Credentials } from '../../sdk/index.ts'

/** What createSession and refreshSession answer. Source: lexicons com.atproto.server.createSession, refreshSession. */
export const Session = z.object({
  accessJwt: z.string().min(1),
  refreshJwt: z.string().min(1),
  did: z.string().startsWith('did:'),
  handle: z.string().min(1),
  didDoc: z.unknown().optional(),
  active: z.boolean().optional(),
})
export type Session = z.output<typeof Session>

const Claims = z.object({ exp: z.number().int().positive() })
const DidDocument = z.object({ service: z.array(z.object({ id: z.string(), serviceEndpoint: z.unknown() })) })

export function credentialsOf(session: Session): Credentials {
  return {
    did: session.did,
    handle: session.handle,
    accessJwt: session.accessJwt,
    refreshJwt: session.refreshJwt,
    expiresAt: expiryOf(session.accessJwt),
  }
}

/** The instant in the token's own claims; null when it does not tell (the server then says when it has run out). */
function expiryOf(jwt: string): string | null {
  const payload = jwt.split('.')[1]
  if (payload === undefined) return null
  const claims = Claims.safeParse(jsonOrNull(Buffer.from(payload, 'base64url').toString()))
  return claims.success ? Temporal.Instant.fromEpochMilliseconds(claims.data.exp * 1000).toString() : null
}

/** The account's own server, as its identity document tells; null when that is no https address. */
export function serverOf(session: Session): string | null {
  const document = DidDocument.safeParse(session.didDoc)
  const endpoint = document.success
    ? document.data.service.find(({ id }) => id.endsWith('#atproto_pds'))?.serviceEndpoint
    : undefined
  if (typeof endpoint !== 'string' || !URL.canParse(endpoint)) return null
  const url = new URL(endpoint)
  return url.protocol === 'https:' ? url.origin : null
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
