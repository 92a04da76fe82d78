import { z } from 'zod'
import { call, rateOf, readJson, retryAt, secretsOf, serverError, unanswered, unreadable } from '../../sdk/index.ts'
import type { Channel, Failure, HttpAnswer, HttpRequest, Ports } from '../../sdk/index.ts'

/** What a call is sent to: the account's server, and the token that speaks for it. */
export type Target = { baseUrl: string; token: string | null; secrets: readonly string[] }

export const targetOf = (channel: Channel): Target => ({
  baseUrl: channel.baseUrl,
  token: channel.credentials.accessJwt ?? null,
  secrets: secretsOf(channel.credentials),
})

export type Xrpc<T> = { kind: 'ok'; value: T } | Failure
type Order<T> = {
  purpose: string
  method: string
  verb: 'query' | 'procedure'
  params?: Readonly<Record<string, string | readonly string[]>>
  body?: string | Uint8Array
  contentType?: string
  /** What an unknown outcome means. */
  effect: 'read' | 'write'
  schema: z.ZodType<T>
} & Pick<HttpRequest, 'deadline' | 'timeouts'>

const ErrorBody = z.object({ error: z.string(), message: z.string().optional() })
const decoder = new TextDecoder()

/** Calls one XRPC method. Source: atproto.com/specs/xrpc. */
export async function xrpc<T>(ports: Ports, target: Target, order: Order<T>): Promise<Xrpc<T>> {
  const answered = await xrpcAnswer(ports, target, order)
  if (answered.kind !== 'answered') return answered
  if (answered.status !== 200) return failureOf(ports, answered, order.effect)
  const value = readJson(answered.body, order.schema)
  return value === null ? unreadable(answered, order.effect) : { kind: 'ok', value }
}

/** The same, with the answer as it came, whatever its status. */
export async function xrpcAnswer(
  ports: Ports,
  target: Target,
  order: Omit<Order<unknown>, 'schema'>,
): Promise<HttpAnswer | Failure> {
  const url = new URL(`${target.baseUrl.replace(/\/$/, '')}/xrpc/${order.method}`)
  for (const [name, value] of Object.entries(order.params ?? {})) {
    for (const one of typeof value === 'string' ? [value] : value) url.searchParams.append(name, one)
  }
  const headers: Record<string, string> = {}
  if (target.token !== null) headers.authorization = `Bearer ${target.token}`
  if (order.body !== undefined) headers['content-type'] = order.contentType ?? 'application/json'
  const outcome = await call(ports, {
    purpose: order.purpose,
    method: order.verb === 'query' ? 'GET' : 'POST',
    url: url.href,
    headers,
    body: order.body ?? null,
    deadline: order.deadline,
    timeouts: order.timeouts,
    secrets: target.secrets,
  })
  if (outcome.kind !== 'answered') return unanswered(outcome, order.effect)
  const seen = rateOf(outcome.headers, 'ratelimit', 'epoch-seconds', order.effect === 'write' ? 'write-hour' : 'read')
  if (seen) ports.quota.saw(seen)
  return outcome
}

/** The code in an error's body, such as `InvalidSwap`; null when it has none. */
export const errorCode = (answer: HttpAnswer) => readJson(answer.body, ErrorBody)?.error ?? null

/** Sorts an error by status and code. Source: atproto.com/specs/xrpc#error-responses and the lexicons' error lists. */
export function failureOf(ports: Ports, answer: HttpAnswer, effect: 'read' | 'write'): Failure {
  const code = errorCode(answer)
  const status = answer.status
  const reason = decoder.decode(answer.body.subarray(0, 500)) || null
  const refused = (
    field: 'account' | 'request' | 'media' | 'connection',
    rule: 'not-permitted' | 'invalid' | 'media-size',
  ): Failure => ({
    kind: 'refused',
    field,
    rule,
    reason,
    status,
    code,
  })
  if (status === 429) {
    const until = retryAt(answer.headers, ports.clock.now(), 'ratelimit', 'epoch-seconds')
    return { kind: 'delayed', until, why: 'rate-limit', status, code }
  }
  switch (code ?? '') {
    case 'ExpiredToken':
      return { kind: 'unavailable', why: 'token-expired', status, code }
    case 'InvalidToken':
    case 'AuthMissing':
    case 'AuthenticationRequired':
      return { kind: 'credentials-lost', status, code }
    case 'AuthFactorTokenRequired':
      return { kind: 'refused', field: 'connection', rule: 'second-factor-needed', reason, status, code }
    case 'AccountTakedown':
    case 'AccountDeactivated':
    case 'AccountSuspended':
    case 'RepoDeactivated':
    case 'RepoTakendown':
    case 'RepoSuspended':
      return refused('account', 'not-permitted')
    case 'MethodNotImplemented':
    case 'XRPCNotSupported':
      return { kind: 'refused', field: 'request', rule: 'not-supported', reason, status, code }
    case 'BlobNotFound':
      return { kind: 'unavailable', why: 'preparation-expired', status, code }
    case 'BlobTooLarge':
      return refused('media', 'media-size')
    case 'InsufficientScope':
    case 'ScopeMissingError':
      return { kind: 'permission-missing', scope: 'repo:app.bsky.feed.post', status, code }
  }
  if (status === 413) return refused('media', 'media-size')
  if (status === 401) return { kind: 'credentials-lost', status, code }
  if (status === 403) return { kind: 'permission-missing', scope: 'app-password', status, code }
  // Only what bears the error shape is a decision of the server; a stray 404 page from a proxy is not.
  if (code !== null && status >= 400 && status < 500 && status !== 408) return refused('request', 'invalid')
  return serverError(answer, effect, code)
}
