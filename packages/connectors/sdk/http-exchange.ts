import type { Dispatcher } from 'undici'
import { AddressNotAllowed } from './guard.ts'
import type { HttpOutcome, NotSentWhy, UnknownWhy } from './http.ts'

class DeadlinePassed extends Error {}
class AnswerTooLarge extends Error {}
class PhaseTimedOut extends Error {}

type Phase = 'before-first-byte' | 'awaiting-head' | 'reading-body' | 'done'

/** One request's way through undici: knows in which phase it is, and so what an error proves. */
export class Exchange implements Dispatcher.DispatchHandler {
  #phase: Phase = 'before-first-byte'
  #controller: Dispatcher.DispatchController | null = null
  #timer: NodeJS.Timeout
  #status: number | null = null
  #headers: Record<string, string> = {}
  #chunks: Uint8Array[] = []
  #size = 0
  readonly #timeouts: { connect: number; headers: number; body: number }
  readonly #maxBytes: number
  readonly #deadline: number | undefined
  readonly #monotonic: () => number
  readonly #resolve: (outcome: HttpOutcome) => void

  constructor(
    timeouts: { connect: number; headers: number; body: number },
    maxBytes: number,
    deadline: number | undefined,
    monotonic: () => number,
    resolve: (outcome: HttpOutcome) => void,
  ) {
    this.#timeouts = timeouts
    this.#maxBytes = maxBytes
    this.#deadline = deadline
    this.#monotonic = monotonic
    this.#resolve = resolve
    const left = deadline === undefined ? timeouts.connect : Math.min(timeouts.connect, deadline - monotonic())
    // Waiting in the queue or for a connection; if its turn comes after this, onRequestStart gives up before writing.
    const why: NotSentWhy = left < timeouts.connect ? 'deadline-passed' : 'connect'
    this.#timer = setTimeout(() => this.#finish({ kind: 'not-sent', why }), Math.max(0, left))
  }

  /** Called by undici in the tick that writes the first byte: what throws here has sent nothing. */
  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.#phase === 'done') throw new DeadlinePassed()
    if (this.#deadline !== undefined && this.#monotonic() > this.#deadline) throw new DeadlinePassed()
    this.#controller = controller
    this.#enter('awaiting-head', this.#timeouts.headers)
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    if (status < 200) return
    this.#status = status
    this.#headers = flat(headers)
    this.#enter('reading-body', this.#timeouts.body)
    if (Number(this.#headers['content-length'] ?? 0) > this.#maxBytes) controller.abort(new AnswerTooLarge())
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#size += chunk.byteLength
    if (this.#size > this.#maxBytes) controller.abort(new AnswerTooLarge())
    else this.#chunks.push(chunk)
  }

  onResponseEnd(): void {
    if (this.#status === null) return this.#finish({ kind: 'unknown', why: 'unreadable-answer', status: null })
    // None was asked for, and unpacking one would undo the size cap.
    if ((this.#headers['content-encoding'] ?? 'identity') !== 'identity') {
      return this.#finish({ kind: 'unknown', why: 'unreadable-answer', status: this.#status })
    }
    const body = this.#chunks.length === 1 && this.#chunks[0] ? this.#chunks[0] : Buffer.concat(this.#chunks)
    this.#finish({ kind: 'answered', status: this.#status, headers: this.#headers, body })
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    if (this.#phase === 'before-first-byte') this.#finish({ kind: 'not-sent', why: whyNotSent(error) })
    else this.#finish({ kind: 'unknown', why: whyUnknown(error), status: this.#status })
  }

  /** The request was never handed over. */
  abandon(): void {
    this.#phase = 'done'
    clearTimeout(this.#timer)
  }

  #enter(phase: Phase, timeout: number): void {
    this.#phase = phase
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#controller?.abort(new PhaseTimedOut()), timeout)
  }

  #finish(outcome: HttpOutcome): void {
    if (this.#phase === 'done') return
    this.#phase = 'done'
    clearTimeout(this.#timer)
    this.#resolve(outcome)
  }
}

function whyNotSent(error: Error): NotSentWhy {
  const causes = error instanceof AggregateError ? [error, ...error.errors] : [error, error.cause]
  if (causes.some((cause) => cause instanceof AddressNotAllowed)) return 'address-not-allowed'
  if (causes.some((cause) => cause instanceof DeadlinePassed)) return 'deadline-passed'
  const codes = causes.map((cause) => (cause instanceof Error && 'code' in cause ? String(cause.code) : ''))
  if (codes.some((code) => code === 'ENOTFOUND' || code.startsWith('EAI_'))) return 'name'
  if (codes.some((code) => code.startsWith('ERR_TLS') || code.startsWith('ERR_SSL') || code.includes('CERT')))
    return 'tls'
  return 'connect'
}

function whyUnknown(error: Error): UnknownWhy {
  if (error instanceof PhaseTimedOut) return 'time-out'
  if (error instanceof AnswerTooLarge) return 'too-large-answer'
  return error.name === 'HTTPParserError' ? 'unreadable-answer' : 'connection-lost'
}

function flat(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const out: Record<string, string> = {}
  for (const name in headers) {
    const value = headers[name]
    if (value !== undefined) out[name] = typeof value === 'string' ? value : value.join(', ')
  }
  return out
}
