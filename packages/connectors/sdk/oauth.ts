import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { call, serverError, unanswered, unreadable } from './call.ts'
import type { FinishOAuth } from './contract.ts'
import type { Failure } from './failure.ts'
import type { HttpAnswer } from './http.ts'
import { readJson } from './json.ts'
import type { Ports } from './ports.ts'
import { retryAt } from './rate.ts'

/** A verifier and its S256 challenge. Source: RFC 7636. */
export function pkce(): { verifier: string; challenge: string } {
  const verifier = randomBytes(32).toString('base64url')
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') }
}

/** An address with a query. */
export function withQuery(address: string, query: Readonly<Record<string, string>>): string {
  const url = new URL(address)
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
  return url.href
}

/** The code that the redirect brought, once its state is ours. Source: RFC 6749, 4.1.2. */
export function codeOf(input: FinishOAuth, state: string): { kind: 'code'; code: string } | Failure {
  const refused = (rule: 'not-permitted' | 'invalid', code: string | null): Failure => ({
    kind: 'refused',
    field: 'connection',
    rule,
    reason: input.query.error_description ?? null,
    status: null,
    code,
  })
  if (input.query.state !== state) return refused('invalid', 'state')
  if (input.query.error !== undefined) return refused('not-permitted', input.query.error)
  return input.query.code ? { kind: 'code', code: input.query.code } : refused('invalid', 'no-code')
}

const Token = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().optional(),
  expires_in: z.number().positive().optional(),
  scope: z.string().optional(),
})
export type Token = z.output<typeof Token>
const TokenError = z.object({ error: z.string() })

/**
 * Asks a token endpoint. `grant` says what a refused grant means: a dead connection when refreshing, a wrong form when connecting.
 * Source: RFC 6749, 5.1 and 5.2.
 */
export async function askToken(
  ports: Ports,
  order: {
    url: string
    form: Readonly<Record<string, string>>
    basic?: { clientId: string; clientSecret: string } | null
    grant: 'connect' | 'refresh'
  },
): Promise<{ kind: 'token'; token: Token; expiresAt: string | null } | Failure> {
  const headers: Record<string, string> = { 'content-type': 'application/x-www-form-urlencoded' }
  if (order.basic) {
    const pair = `${encodeURIComponent(order.basic.clientId)}:${encodeURIComponent(order.basic.clientSecret)}`
    headers.authorization = `Basic ${Buffer.from(pair).toString('base64')}`
  }
  const outcome = await call(ports, {
    purpose: order.grant,
    method: 'POST',
    url: order.url,
    headers,
    body: new URLSearchParams(order.form).toString(),
  })
  if (outcome.kind !== 'answered') return unanswered(outcome, 'read')
  if (outcome.status === 200) {
    const token = readJson(outcome.body, Token)
    return token ? { kind: 'token', token, expiresAt: expiryOf(token, ports.clock.now()) } : unreadable(outcome, 'read')
  }
  return tokenFailure(outcome, order.grant, ports.clock.now())
}

export const expiryOf = (token: { expires_in?: number | undefined }, now: Temporal.Instant): string | null =>
  token.expires_in === undefined ? null : now.add({ seconds: Math.floor(token.expires_in) }).toString()

function tokenFailure(answer: HttpAnswer, grant: 'connect' | 'refresh', now: Temporal.Instant): Failure {
  const code = readJson(answer.body, TokenError)?.error ?? null
  const status = answer.status
  if (status === 429)
    return {
      kind: 'delayed',
      until: retryAt(answer.headers, now, 'x-rate-limit', 'epoch-seconds'),
      why: 'rate-limit',
      status,
      code,
    }
  // Only an error in OAuth's own shape is the server's decision about this grant, and two of those say "later".
  const later = code === 'server_error' || code === 'temporarily_unavailable'
  if ((status !== 400 && status !== 401) || code === null || later) return serverError(answer, 'read', code)
  if (grant === 'refresh') return { kind: 'credentials-lost', status, code }
  return { kind: 'refused', field: 'connection', rule: 'wrong-secret', reason: null, status, code }
}
