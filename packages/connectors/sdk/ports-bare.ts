import type { Http } from './http.ts'
import type { Json } from './json.ts'
import type { Exchange, Ports } from './ports.ts'

/** Ports over an HTTP client and nothing else: real clock, unlimited quota, notes and evidence in memory. For tests, tools and trials. */
export function barePorts(http: Http): Ports & { exchanges: Exchange[] } {
  const notes = new Map<string, Json>()
  const exchanges: Exchange[] = []
  return {
    http,
    exchanges,
    clock: { now: () => Temporal.Now.instant(), monotonic: () => performance.now() },
    evidence: { keep: (exchange) => void exchanges.push(exchange) },
    quota: { take: async () => ({ kind: 'ok' }), saw: () => undefined },
    resume: {
      load: async (key) => notes.get(key) ?? null,
      save: async (key, value) => void notes.set(key, value),
    },
  }
}
