import type { z } from 'zod'
import { call, readJson, secretsOf, serverError, unanswered, unreadable } from '../../sdk/index.ts'
import type { Channel, Failure, HttpAnswer, HttpRequest, Ports } from '../../sdk/index.ts'
import { failureOfError, GraphError } from './errors.ts'
import { GRAPH } from './manifest.ts'
import { sawUsage } from './usage.ts'

export type Target = { baseUrl: string; token: string | null; secrets: readonly string[] }

export const targetOf = (channel: Channel): Target => ({
  baseUrl: channel.baseUrl,
  token: channel.credentials.accessToken ?? null,
  secrets: secretsOf(channel.credentials),
})

export type Order = {
  purpose: string
  /** After the version: `/me/accounts`. */
  path: string
  query?: Readonly<Record<string, string>>
  form?: Readonly<Record<string, string>>
  multipart?: { body: Uint8Array; contentType: string }
  /** The permission that a refusal is about. */
  scope: string
  effect: 'read' | 'write'
} & Pick<HttpRequest, 'method' | 'deadline' | 'timeouts'>

/** Calls the Graph API and reads its answer. The token travels in a header, so that no address carries it. */
export async function graph<T>(
  ports: Ports,
  target: Target,
  order: Order & { schema: z.ZodType<T> },
): Promise<{ kind: 'ok'; value: T } | Failure> {
  const headers: Record<string, string> = {}
  if (target.token !== null) headers.authorization = `Bearer ${target.token}`
  if (order.form) headers['content-type'] = 'application/x-www-form-urlencoded'
  if (order.multipart) headers['content-type'] = order.multipart.contentType
  const query = order.query ? `?${new URLSearchParams(order.query).toString()}` : ''
  const outcome = await call(ports, {
    purpose: order.purpose,
    method: order.method,
    url: `${target.baseUrl}/${GRAPH}${order.path}${query}`,
    headers,
    body: order.form ? new URLSearchParams(order.form).toString() : (order.multipart?.body ?? null),
    deadline: order.deadline,
    timeouts: order.timeouts,
    secrets: target.secrets,
  })
  if (outcome.kind !== 'answered') return unanswered(outcome, order.effect)
  sawUsage(ports, outcome.headers)
  return sorted(ports, outcome, order)
}

function sorted<T>(
  ports: Ports,
  answer: HttpAnswer,
  order: Pick<Order, 'scope' | 'effect'> & { schema: z.ZodType<T> },
): { kind: 'ok'; value: T } | Failure {
  const error = readJson(answer.body, GraphError)
  if (error) return failureOfError(ports, answer, error.error, order)
  if (answer.status !== 200) return serverError(answer, order.effect)
  const value = readJson(answer.body, order.schema)
  return value === null ? unreadable(answer, order.effect) : { kind: 'ok', value }
}
