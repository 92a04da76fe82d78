import { Agent } from 'undici'
import type { Dispatcher } from 'undici'
import { guardedConnector } from './guard.ts'
import type { Lookup } from './guard.ts'
import { Exchange } from './http-exchange.ts'

/** The one way out. */
export type Http = { send(request: HttpRequest): Promise<HttpOutcome> }

export type HttpRequest = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH'
  url: string
  headers?: Readonly<Record<string, string>>
  body?: string | Uint8Array | null
  /** Refuse to write the first byte past this instant of the monotonic clock (ms). Also puts the call on the lane kept free for publishing. */
  deadline?: number
  /** Bytes of answer that are read at most; default 2 MiB. */
  maxBytes?: number
  timeouts?: Timeouts
  /** Hops followed, for GET only (default 0); each is guarded anew, and loses its credentials where the origin changes. */
  redirects?: number
}

/** Milliseconds per phase: until the first byte is written; from there to the answer's head; from there to its end. */
export type Timeouts = { connect?: number; headers?: number; body?: number }

export type HttpAnswer = {
  kind: 'answered'
  status: number
  /** Lower-case names. */
  headers: Readonly<Record<string, string>>
  body: Uint8Array
}

export type HttpOutcome =
  | HttpAnswer
  /** Certain: no byte of the request left. */
  | { kind: 'not-sent'; why: NotSentWhy }
  /** The request may have been received. */
  | { kind: 'unknown'; why: UnknownWhy; status: number | null }

export type NotSentWhy = 'deadline-passed' | 'address-not-allowed' | 'name' | 'connect' | 'tls'
export type UnknownWhy = 'time-out' | 'connection-lost' | 'too-large-answer' | 'unreadable-answer'

export type HttpOptions = {
  /** Exact origins let through by the address guard (COMPTOIR_ALLOW_ORIGINS); see `parseOrigins`. */
  allowOrigins?: ReadonlySet<string>
  /** The only origin that anything may be sent to, at any hop; everything else is refused before a name is looked up. For a rehearsal. */
  onlyOrigin?: string
  userAgent?: string
  timeouts?: Timeouts
  /** Connections per origin and lane. */
  connections?: number
  /** The scale on which deadlines are told; default `performance.now`. */
  monotonic?: () => number
  /** For tests. */
  lookup?: Lookup
  /** A further trusted certificate authority, PEM. */
  ca?: string
}

const DEFAULTS = { connect: 10_000, headers: 20_000, body: 20_000 }
const MAX_BYTES = 2 * 1024 * 1024

/**
 * The client that every connector speaks through. It tells "no byte left" from "unknown", caps answers, guards addresses at each
 * connection, and keeps publishing on connections of its own, so that slow reads and uploads do not make a post late.
 * Errors are values; it throws only for a request that is no request (a bug).
 */
export function createHttp(options: HttpOptions = {}): Http & { close(): Promise<void> } {
  const defaults = { ...DEFAULTS, ...options.timeouts }
  const connect = guardedConnector({
    allowOrigins: options.allowOrigins ?? new Set(),
    connectTimeout: defaults.connect,
    lookup: options.lookup,
    ca: options.ca,
  })
  const lane = () =>
    new Agent({
      connect,
      allowH2: false,
      pipelining: 1,
      connections: options.connections ?? 64,
      // Phases are timed per call; a second set of timers would only cost.
      headersTimeout: 0,
      bodyTimeout: 0,
      maxHeaderSize: 32 * 1024,
    })
  const publishing = lane()
  const ordinary = lane()
  const monotonic = options.monotonic ?? (() => performance.now())
  const userAgent = options.userAgent ?? 'Comptoir'

  const once = (request: HttpRequest, url: URL, headers: Record<string, string>): Promise<HttpOutcome> =>
    new Promise((resolve) => {
      const dispatcher: Dispatcher = request.deadline === undefined ? ordinary : publishing
      const timeouts = { ...defaults, ...request.timeouts }
      const exchange = new Exchange(timeouts, request.maxBytes ?? MAX_BYTES, request.deadline, monotonic, resolve)
      try {
        dispatcher.dispatch(
          {
            origin: url.origin,
            path: `${url.pathname}${url.search}`,
            method: request.method,
            headers,
            body: request.body ?? null,
          },
          exchange,
        )
      } catch (error) {
        exchange.abandon()
        throw error
      }
    })

  return {
    async send(request) {
      let url = new URL(request.url)
      const headers: Record<string, string> = {
        'user-agent': userAgent,
        accept: 'application/json',
        ...request.headers,
      }
      for (let hops = request.method === 'GET' ? (request.redirects ?? 0) : 0; ; hops--) {
        if ((url.protocol !== 'https:' && url.protocol !== 'http:') || url.username !== '' || url.password !== '') {
          return { kind: 'not-sent', why: 'address-not-allowed' }
        }
        if (options.onlyOrigin !== undefined && url.origin !== options.onlyOrigin) {
          return { kind: 'not-sent', why: 'address-not-allowed' }
        }
        const outcome = await once(request, url, headers)
        const next = outcome.kind === 'answered' && hops > 0 ? redirection(outcome, url) : null
        if (!next) return outcome
        if (next.origin !== url.origin) {
          delete headers.authorization
          delete headers.cookie
        }
        url = next
      }
    },
    async close() {
      await Promise.all([publishing.destroy(), ordinary.destroy()])
    },
  }
}

function redirection(answer: HttpAnswer, from: URL): URL | null {
  if (![301, 302, 303, 307, 308].includes(answer.status)) return null
  const location = answer.headers.location
  return location !== undefined && URL.canParse(location, from) ? new URL(location, from) : null
}
