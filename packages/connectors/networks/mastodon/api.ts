import { z } from 'zod'
import { call, rateOf, readJson, retryAt, secretsOf, serverError, unanswered, unreadable } from '../../sdk/index.ts'
import type { Channel, Failure, HttpAnswer, HttpRequest, Ports } from '../../sdk/index.ts'

export type Target = { baseUrl: string; token: string | null; secrets: readonly string[] }

export const targetOf = (channel: Channel): Target => ({
  baseUrl: channel.baseUrl,
  token: channel.credentials.accessToken ?? null,
  secrets: secretsOf(channel.credentials),
})

export type Order = {
  purpose: string
  path: string
  json?: object
  form?: { body: Uint8Array; contentType: string }
  headers?: Readonly<Record<string, string>>
  /** The scope that a 403 is about. */
  scope: string
  effect: 'read' | 'write'
} & Pick<HttpRequest, 'method' | 'deadline' | 'timeouts'>

const ErrorBody = z.object({ error: z.string() })

/** Calls one method and reads its answer; whatever is not 200 is sorted by `failureOf`. */
export async function ask<T>(
  ports: Ports,
  target: Target,
  order: Order & { schema: z.ZodType<T> },
): Promise<{ kind: 'ok'; value: T } | Failure> {
  const answer = await answerOf(ports, target, order)
  if (answer.kind !== 'answered') return answer
  if (answer.status !== 200) return failureOf(ports, answer, order)
  const value = readJson(answer.body, order.schema)
  return value === null ? unreadable(answer, order.effect) : { kind: 'ok', value }
}

/** The answer as it came, whatever its status. */
export async function answerOf(ports: Ports, target: Target, order: Order): Promise<HttpAnswer | Failure> {
  const headers: Record<string, string> = { ...order.headers }
  if (target.token !== null) headers.authorization = `Bearer ${target.token}`
  if (order.json) headers['content-type'] = 'application/json'
  if (order.form) headers['content-type'] = order.form.contentType
  const outcome = await call(ports, {
    purpose: order.purpose,
    method: order.method,
    url: target.baseUrl + order.path,
    headers,
    body: order.json ? JSON.stringify(order.json) : (order.form?.body ?? null),
    deadline: order.deadline,
    timeouts: order.timeouts,
    secrets: target.secrets,
  })
  if (outcome.kind !== 'answered') return unanswered(outcome, order.effect)
  const seen = rateOf(outcome.headers, 'x-ratelimit', 'iso', 'api')
  if (seen) ports.quota.saw(seen)
  return outcome
}

/** Sorts an error by status: this API gives no codes. Source: docs.joinmastodon.org/entities/Error. */
export function failureOf(ports: Ports, answer: HttpAnswer, order: Pick<Order, 'scope' | 'effect'>): Failure {
  const status = answer.status
  const reason = readJson(answer.body, ErrorBody)?.error ?? null
  const code = null
  switch (status) {
    case 401:
      return { kind: 'credentials-lost', status, code }
    case 403:
      return { kind: 'permission-missing', scope: order.scope, status, code }
    case 404:
    case 410:
      // A page of a proxy says 404 as well; the server's own bears its error shape.
      if (reason === null) break
      return { kind: 'refused', field: 'post', rule: status === 404 ? 'not-found' : 'gone', reason, status, code }
    case 413:
      return { kind: 'refused', field: 'media', rule: 'media-size', reason, status, code }
    case 429: {
      const until = retryAt(answer.headers, ports.clock.now(), 'x-ratelimit', 'iso')
      return { kind: 'delayed', until, why: 'rate-limit', status, code }
    }
    case 400:
    case 422:
      return { kind: 'refused', field: 'request', rule: 'invalid', reason, status, code }
  }
  return serverError(answer, order.effect)
}
