import { z } from 'zod'
import { readJson, retryAt, serverError } from '../../sdk/index.ts'
import type { Failure, HttpAnswer, Ports, RefusedField, RefusedRule } from '../../sdk/index.ts'

/** The problem shape, and the list of errors with the parameters that they are about. Source: docs.x.com/x-api/fundamentals/response-codes-and-errors. */
const Problem = z.object({
  title: z.string().optional(),
  type: z.string().optional(),
  detail: z.string().optional(),
  errors: z
    .array(
      z.object({
        code: z.number().optional(),
        message: z.string().optional(),
        parameters: z.record(z.string(), z.unknown()).optional(),
      }),
    )
    .optional(),
})
export type Problem = z.output<typeof Problem>

export const problemOf = (answer: HttpAnswer) => readJson(answer.body, Problem)

/** The duplicate's own number, where the older error list still gives it. */
const DUPLICATE = 187

/** Sorts by status, problem type and named parameters; words are for the evidence only. */
export function failureOf(
  ports: Ports,
  answer: HttpAnswer,
  order: { scope: string; effect: 'read' | 'write'; refreshable: boolean },
): Failure {
  const { status } = answer
  const problem = problemOf(answer)
  const code = problem?.type?.split('/').at(-1) ?? null
  const refused = (field: RefusedField, rule: RefusedRule): Failure => ({
    kind: 'refused',
    field,
    rule,
    reason: problem?.errors?.[0]?.message ?? problem?.detail ?? null,
    status,
    code,
  })
  switch (status) {
    case 401:
      // The same answer is given to a token that has run out and to one that was taken away: the refresh tells which.
      if (order.refreshable) return { kind: 'unavailable', why: 'token-expired', status, code }
      return { kind: 'credentials-lost', status, code }
    case 429:
      return { kind: 'delayed', until: freeAgainAt(answer, ports.clock.now()), why: 'rate-limit', status, code }
    case 402:
      return refused('account', 'not-permitted')
    case 403:
      if (problem?.errors?.some((error) => error.code === DUPLICATE)) return refused('text', 'duplicate')
      if (code === 'client-forbidden' || code === 'oauth1-permissions' || code === 'unsupported-authentication') {
        return { kind: 'permission-missing', scope: order.scope, status, code }
      }
      // A repeated text, a missing right and a locked account all look like this.
      return refused('post', 'not-permitted')
    case 404:
      return problem ? refused('post', 'not-found') : serverError(answer, order.effect)
    case 410:
      return refused('request', 'not-supported')
    case 413:
      return refused('media', 'media-size')
    case 400:
      return refused(fieldOf(problem), 'invalid')
  }
  return serverError(answer, order.effect, code)
}

function fieldOf(problem: Problem | null): RefusedField {
  const named = problem?.errors?.flatMap((error) => Object.keys(error.parameters ?? {})) ?? []
  if (named.some((name) => name.startsWith('media') || name === 'total_bytes')) return 'media'
  if (named.some((name) => name.startsWith('reply'))) return 'thread'
  return named.includes('text') ? 'text' : 'request'
}

/** The window's end, or the day's where the day's budget is what ran out. */
function freeAgainAt(answer: HttpAnswer, now: Temporal.Instant): Temporal.Instant {
  const daily = ['x-user-limit-24hour', 'x-app-limit-24hour'].find(
    (prefix) => answer.headers[`${prefix}-remaining`] === '0',
  )
  return retryAt(answer.headers, now, daily ?? 'x-rate-limit', 'epoch-seconds')
}
