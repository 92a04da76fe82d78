import { createHash } from 'node:crypto'
import type { JsonObject } from './json.ts'

const BLANK = '[redacted]'
const SECRET_HEADERS = new Set(['authorization', 'cookie', 'set-cookie', 'proxy-authorization', 'dpop', 'x-api-key'])
const SECRET_NAMES = [
  'access_token',
  'accessToken',
  'refresh_token',
  'refreshToken',
  'accessJwt',
  'refreshJwt',
  'id_token',
  'client_secret',
  'clientSecret',
  'password',
  'code',
  'code_verifier',
  'fb_exchange_token',
  'input_token',
  'appsecret_proof',
  'authFactorToken',
  'token',
].join('|')
const IN_JSON = new RegExp(`("(?:${SECRET_NAMES})"\\s*:\\s*)"(?:[^"\\\\]|\\\\.)*"`, 'g')
const IN_FORM = new RegExp(`((?:^|[?&])(?:${SECRET_NAMES})=)[^&#\\s]*`, 'g')
/** Longer bodies are kept as a beginning: evidence is for reading, not an archive of media. */
const KEPT = 64 * 1024

/** The same headers without what would let a reader in. */
export function redactHeaders(headers: Readonly<Record<string, string>>): JsonObject {
  const out: Record<string, string> = {}
  for (const name in headers) out[name] = SECRET_HEADERS.has(name.toLowerCase()) ? BLANK : (headers[name] ?? '')
  return out
}

/** The same text without tokens, passwords and codes: by their names in JSON, forms and addresses, and by value for `secrets`. */
export function redactText(text: string, secrets: readonly string[] = []): string {
  let out = text
  for (const secret of secrets) {
    if (secret.length < 6) continue
    out = out.replaceAll(secret, BLANK)
    const encoded = encodeURIComponent(secret)
    if (encoded !== secret) out = out.replaceAll(encoded, BLANK)
  }
  out = out.replace(IN_JSON, `$1"${BLANK}"`).replace(IN_FORM, `$1${BLANK}`)
  // Cut last: half a token has neither its name's end nor its own value to be known by.
  return out.length > KEPT ? `${out.slice(0, KEPT)}…` : out
}

/** A body as it may be kept: text redacted, bytes as size and SHA-256. */
export function redactBody(body: string | Uint8Array | null | undefined, secrets: readonly string[]): string | null {
  if (body === null || body === undefined) return null
  if (typeof body === 'string') return redactText(body, secrets)
  return `[${body.byteLength} bytes, sha256 ${createHash('sha256').update(body).digest('hex')}]`
}
