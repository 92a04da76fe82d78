import type { Failure, UncertainWhy } from './failure.ts'
import type { HttpAnswer, HttpOutcome, HttpRequest } from './http.ts'
import type { Ports } from './ports.ts'
import { redactBody, redactHeaders, redactText } from './redact.ts'

/** A request with what is to be told about it. */
export type Call = HttpRequest & {
  /** What it is for, in the evidence: `publish`, `settle`, `upload` … */
  purpose: string
  /** Values that must not be kept, besides what names already give away. */
  secrets?: readonly string[]
}

const TEXT = /json|text|xml|javascript|urlencoded/
const decoder = new TextDecoder()

/** Sends a call and keeps the exchange as evidence, redacted. */
export async function call(ports: Ports, request: Call): Promise<HttpOutcome> {
  const startedAt = ports.clock.now()
  const begun = ports.clock.monotonic()
  const outcome = await ports.http.send(request)
  const secrets = request.secrets ?? []
  const answer = outcome.kind === 'answered' ? outcome : null
  ports.evidence.keep({
    purpose: request.purpose,
    method: request.method,
    url: redactText(request.url, secrets),
    requestHeaders: redactHeaders(request.headers ?? {}),
    requestBody: redactBody(request.body, secrets),
    status: outcome.kind === 'not-sent' ? null : outcome.status,
    responseHeaders: answer ? redactHeaders(answer.headers) : {},
    responseBody: answer ? keptAnswer(answer, secrets) : null,
    startedAt,
    took: ports.clock.monotonic() - begun,
    outcome: outcome.kind,
  })
  return outcome
}

/**
 * The failure behind a call that got no answer. `write`: the call would have had an effect, so "no answer" is uncertain; a read that got
 * none is merely unavailable.
 */
export function unanswered(outcome: Exclude<HttpOutcome, HttpAnswer>, effect: 'read' | 'write'): Failure {
  if (outcome.kind === 'not-sent') {
    if (outcome.why === 'address-not-allowed') {
      return {
        kind: 'refused',
        field: 'connection',
        rule: 'address-not-allowed',
        reason: null,
        status: null,
        code: null,
      }
    }
    const why = outcome.why === 'deadline-passed' ? 'deadline-passed' : 'not-sent'
    return { kind: 'unavailable', why, status: null, code: outcome.why }
  }
  if (effect === 'write') return uncertain(outcome.why, outcome.status)
  return { kind: 'unavailable', why: 'no-answer', status: outcome.status, code: outcome.why }
}

export function uncertain(why: UncertainWhy, status: number | null, code: string | null = null): Failure {
  return { kind: 'uncertain', why, status, code }
}

/** An answer that said yes but cannot be read: for a write the effect is likely there, so it is uncertain. */
export function unreadable(answer: HttpAnswer, effect: 'read' | 'write'): Failure {
  if (effect === 'write') return uncertain('unreadable-answer', answer.status)
  return { kind: 'unavailable', why: 'unreadable-answer', status: answer.status, code: null }
}

/** 408, 5xx and whatever nobody documented: for a write doubt, for a read "later". */
export function serverError(answer: HttpAnswer, effect: 'read' | 'write', code: string | null = null): Failure {
  if (effect === 'write') return uncertain('server-error', answer.status, code)
  return { kind: 'unavailable', why: 'server-error', status: answer.status, code }
}

function keptAnswer(answer: HttpAnswer, secrets: readonly string[]): string | null {
  if (answer.body.byteLength === 0) return null
  const type = answer.headers['content-type'] ?? ''
  return redactBody(TEXT.test(type) ? decoder.decode(answer.body) : answer.body, secrets)
}
