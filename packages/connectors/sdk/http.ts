/** The one way out. */
export type Http = { send(request: HttpRequest): Promise<HttpOutcome> }

export type HttpRequest = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH'
  url: string
  headers?: Readonly<Record<string, string>>
  body?: string | Uint8Array | null
  /** Refuse to write the first byte past this instant of the monotonic clock (ms). */
  deadline?: number
  /** Bytes of answer that are read at most. */
  maxBytes?: number
  /** Milliseconds per phase. */
  timeouts?: { connect?: number; headers?: number; body?: number }
  /** Hops followed for GET; writes are never redirected. */
  redirects?: number
}

export type HttpAnswer = {
  kind: 'answered'
  status: number
  headers: Readonly<Record<string, string>>
  body: Uint8Array
  url: string
}

export type HttpOutcome =
  | HttpAnswer
  /** Certain: no byte of the request left. */
  | {
      kind: 'not-sent'
      why: 'deadline-passed' | 'address-not-allowed' | 'name' | 'connect' | 'tls'
    }
  /** The request may have been received. */
  | {
      kind: 'unknown'
      why: 'time-out' | 'connection-lost' | 'too-large-answer' | 'unreadable-answer'
      status: number | null
    }
