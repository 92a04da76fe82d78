import type { Instant } from '../shared/index.ts'
import type { Failure } from './delivery.ts'

/** First wait, longest wait, and how many sends that are proven not to have left are tried again. */
export const RETRY = { baseSeconds: 1, capSeconds: 60, maxTries: 8 } as const

/**
 * When to try again after a failure that is proven not to have sent anything: so many seconds as chance says, between
 * none and a ceiling that doubles with each try ("full jitter"), and never before the network allows. `tries` counts
 * the failed sends so far, `random` is in [0, 1). Null when the tries are used up. Source: M. Brooker, "Exponential
 * Backoff And Jitter", AWS Architecture Blog, 2015.
 */
export function retryAt(
  failure: Extract<Failure, { kind: 'delayed' | 'unavailable' }>,
  tries: number,
  random: number,
  now: Instant,
): Instant | null {
  if (tries >= RETRY.maxTries) return null
  const ceiling = Math.min(RETRY.capSeconds, RETRY.baseSeconds * 2 ** tries)
  const waited = now.add({ milliseconds: Math.round(random * ceiling * 1000) })
  if (failure.kind !== 'delayed') return waited
  // Spread behind the network's own instant, or all that waits for it would leave at once.
  const allowed = failure.until.add({ milliseconds: Math.round(random * 1000) })
  return Temporal.Instant.compare(allowed, waited) > 0 ? allowed : waited
}
