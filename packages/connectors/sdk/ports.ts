import type { Http } from './http.ts'
import type { Json, JsonObject } from './json.ts'

/**
 * How a connector reaches the world. operations implements them per call (so that evidence lands on the right attempt, and quota on the
 * right channel); `createHttp()` of this package makes `http`, and `barePorts()` makes the whole set for tests and tools.
 */
export type Ports = {
  http: Http
  clock: Clock
  evidence: Evidence
  quota: Quota
  resume: Resume
}

export type Clock = {
  now(): Temporal.Instant
  /** Milliseconds that never go backwards; only differences mean anything. Send deadlines are told on this scale. */
  monotonic(): number
}

/** Keeps what was sent and answered, already redacted. Never throws and never delays the caller: implementations buffer. */
export type Evidence = { keep(exchange: Exchange): void }

/** One call as it may be kept: no token, no password, no cookie. */
export type Exchange = {
  /** What the connector was doing: `publish`, `settle`, `upload` … */
  purpose: string
  method: string
  url: string
  requestHeaders: JsonObject
  /** Text, or a note of size and SHA-256 for bytes. */
  requestBody: string | null
  status: number | null
  responseHeaders: JsonObject
  responseBody: string | null
  startedAt: Temporal.Instant
  /** Milliseconds. */
  took: number
  outcome: 'answered' | 'not-sent' | 'unknown'
}

/** Budgets shared by all processes. `take` guards reads and media; the publish call's budget is taken by the caller before the gate. */
export type Quota = {
  take(bucket: string, cost: number): Promise<{ kind: 'ok' } | { kind: 'wait'; until: Temporal.Instant }>
  /** What the network's own headers said last. Never throws, never delays the caller. */
  saw(reading: QuotaReading): void
}

export type QuotaReading = {
  bucket: string
  limit: number | null
  remaining: number | null
  resetAt: Temporal.Instant | null
  /** Share used, 0 to 1, where a network tells only that (Meta). */
  used: number | null
}

/** Small notes that survive a killed process: an uploaded media id, a container, an upload session. Keys are unique within one channel. */
export type Resume = {
  load(key: string): Promise<Json | null>
  save(key: string, value: Json): Promise<void>
}
