import type { QuotaReading } from './ports.ts'

/** How a network writes the instant at which a budget fills again. */
export type ResetAs = 'epoch-seconds' | 'iso'

type Headers = Readonly<Record<string, string>>

/**
 * What `PREFIX-limit`, `-remaining` and `-reset` say; null when they say nothing readable. Bluesky and X write epoch seconds (prefix
 * `ratelimit` and `x-rate-limit`), Mastodon an ISO instant (`x-ratelimit`).
 */
export function rateOf(headers: Headers, prefix: string, resetAs: ResetAs, bucket: string): QuotaReading | null {
  const limit = whole(headers[`${prefix}-limit`])
  const remaining = whole(headers[`${prefix}-remaining`])
  const resetAt = instantOf(headers[`${prefix}-reset`], resetAs)
  if (limit === null && remaining === null && resetAt === null) return null
  return { bucket, limit, remaining, resetAt, used: null }
}

/**
 * When to try again after a "too many": `Retry-After` (seconds or HTTP date), else the reset header, else a minute. Garbage counts as
 * absent; the answer lies between one second and a day ahead, whatever the header claims.
 */
export function retryAt(headers: Headers, now: Temporal.Instant, prefix: string, resetAs: ResetAs): Temporal.Instant {
  const said = retryAfter(headers['retry-after'], now) ?? instantOf(headers[`${prefix}-reset`], resetAs)
  return clampWait(said ?? now.add({ seconds: 60 }), now)
}

/** Between one second and a day from now. */
export function clampWait(until: Temporal.Instant, now: Temporal.Instant): Temporal.Instant {
  const soonest = now.add({ seconds: 1 })
  const latest = now.add({ hours: 24 })
  if (Temporal.Instant.compare(until, soonest) < 0) return soonest
  return Temporal.Instant.compare(until, latest) > 0 ? latest : until
}

function retryAfter(value: string | undefined, now: Temporal.Instant): Temporal.Instant | null {
  if (value === undefined) return null
  const seconds = whole(value)
  if (seconds !== null) return now.add({ seconds: Math.min(seconds, 86_400) })
  const date = Date.parse(value)
  return Number.isNaN(date) ? null : Temporal.Instant.fromEpochMilliseconds(date)
}

function instantOf(value: string | undefined, as: ResetAs): Temporal.Instant | null {
  if (value === undefined) return null
  if (as === 'epoch-seconds') {
    const seconds = whole(value)
    return seconds !== null && seconds < 1e11 ? Temporal.Instant.fromEpochMilliseconds(seconds * 1000) : null
  }
  const date = /^\d{4}-\d\d-\d\dT/.test(value) ? Date.parse(value) : NaN
  return Number.isNaN(date) ? null : Temporal.Instant.fromEpochMilliseconds(date)
}

const whole = (value: string | undefined) =>
  value !== undefined && /^\d{1,15}$/.test(value.trim()) ? Number(value) : null
