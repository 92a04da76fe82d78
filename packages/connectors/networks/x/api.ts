import type { z } from 'zod'
import { call, rateOf, readJson, secretsOf, unanswered, unreadable } from '../../sdk/index.ts'
import type { Channel, Failure, HttpAnswer, HttpRequest, Ports } from '../../sdk/index.ts'
import { failureOf } from './errors.ts'

export type Target = { baseUrl: string; token: string | null; secrets: readonly string[]; refreshable: boolean }

export const targetOf = (channel: Pick<Channel, 'baseUrl' | 'credentials'>): Target => ({
  baseUrl: channel.baseUrl,
  token: channel.credentials.accessToken ?? null,
  secrets: secretsOf(channel.credentials),
  refreshable: Boolean(channel.credentials.refreshToken),
})

export type Order = {
  purpose: string
  path: string
  query?: Readonly<Record<string, string>>
  json?: object
  multipart?: { body: Uint8Array; contentType: string }
  bucket: string
  /** The right that a refusal is about. */
  scope: string
  effect: 'read' | 'write'
} & Pick<HttpRequest, 'method' | 'deadline' | 'timeouts'>

/** Calls one method and reads its answer; whatever is not 2xx is sorted by `failureOf`. */
export async function ask<T>(
  ports: Ports,
  target: Target,
  order: Order & { schema: z.ZodType<T> },
): Promise<{ kind: 'ok'; value: T } | Failure> {
  const answer = await answerOf(ports, target, order)
  if (answer.kind !== 'answered') return answer
  if (answer.status < 200 || answer.status > 299)
    return failureOf(ports, answer, { ...order, refreshable: target.refreshable })
  const value = readJson(answer.body, order.schema)
  return value === null ? unreadable(answer, order.effect) : { kind: 'ok', value }
}

export async function answerOf(ports: Ports, target: Target, order: Order): Promise<HttpAnswer | Failure> {
  const headers: Record<string, string> = {}
  if (target.token !== null) headers.authorization = `Bearer ${target.token}`
  if (order.json) headers['content-type'] = 'application/json'
  if (order.multipart) headers['content-type'] = order.multipart.contentType
  const outcome = await call(ports, {
    purpose: order.purpose,
    method: order.method,
    url: `${target.baseUrl}${order.path}${order.query ? `?${new URLSearchParams(order.query).toString()}` : ''}`,
    headers,
    body: order.json ? JSON.stringify(order.json) : (order.multipart?.body ?? null),
    deadline: order.deadline,
    timeouts: order.timeouts,
    secrets: target.secrets,
  })
  if (outcome.kind !== 'answered') return unanswered(outcome, order.effect)
  const seen = rateOf(outcome.headers, 'x-rate-limit', 'epoch-seconds', order.bucket)
  if (seen) ports.quota.saw(seen)
  return outcome
}
