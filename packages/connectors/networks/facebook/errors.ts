import { z } from 'zod'
import { serverError } from '../../sdk/index.ts'
import type { Failure, HttpAnswer, Ports, RefusedField, RefusedRule } from '../../sdk/index.ts'
import { regainsAccessAt } from './usage.ts'

/** The Graph API's error envelope. Source: developers.facebook.com/docs/graph-api/guides/error-handling. */
export const GraphError = z.object({
  error: z.object({
    message: z.string().optional(),
    type: z.string().optional(),
    code: z.number(),
    error_subcode: z.number().optional(),
    is_transient: z.boolean().optional(),
  }),
})
type Details = z.output<typeof GraphError>['error']

/** Application, user, page and custom limits, and the business use cases' (80000 and after). */
const THROTTLED = new Set([4, 17, 32, 613])
const TOKEN_DEAD = new Set([102, 190])
/** Meta says "unknown error" and "temporarily unavailable" of posts that turn out to be there. */
const TRANSIENT = new Set([1, 2])
const NOT_FOUND_SUBCODE = 33

/** Sorts by code and subcode; the message is for the evidence only. */
export function failureOfError(
  ports: Ports,
  answer: HttpAnswer,
  error: Details,
  order: { scope: string; effect: 'read' | 'write' },
): Failure {
  const { status } = answer
  const code = error.error_subcode === undefined ? String(error.code) : `${error.code}/${error.error_subcode}`
  const refused = (field: RefusedField, rule: RefusedRule): Failure => ({
    kind: 'refused',
    field,
    rule,
    reason: error.message ?? null,
    status,
    code,
  })
  if (THROTTLED.has(error.code) || (error.code >= 80_000 && error.code < 80_100) || status === 429) {
    return {
      kind: 'delayed',
      until: regainsAccessAt(answer.headers, ports.clock.now()),
      why: 'rate-limit',
      status,
      code,
    }
  }
  if (TOKEN_DEAD.has(error.code)) return { kind: 'credentials-lost', status, code }
  if (error.code === 3 || error.code === 10 || (error.code >= 200 && error.code < 300)) {
    return { kind: 'permission-missing', scope: order.scope, status, code }
  }
  if (TRANSIENT.has(error.code) || error.is_transient === true || status >= 500)
    return serverError(answer, order.effect, code)
  switch (error.code) {
    case 506:
      return refused('text', 'duplicate')
    case 368:
      return refused('account', 'policy')
    case 324:
      return refused('media', 'media-processing')
    case 1500:
      return refused('link', 'invalid')
    case 2635:
      return refused('request', 'not-supported')
    case 100:
      return error.error_subcode === NOT_FOUND_SUBCODE ? refused('post', 'not-found') : refused('request', 'invalid')
  }
  return status === 408 ? serverError(answer, order.effect, code) : refused('request', 'invalid')
}
