import type { Instant } from '../shared/index.ts'

/**
 * True when a delivery is overdue by more than its late limit (in seconds): it is held and someone is told, it is never
 * fired stale.
 */
export function isTooLate(dueAt: Instant, lateLimitSeconds: number, now: Instant): boolean {
  return now.epochMilliseconds - dueAt.epochMilliseconds > lateLimitSeconds * 1000
}
