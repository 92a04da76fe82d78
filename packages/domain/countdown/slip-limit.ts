import type { Instant } from '../shared/index.ts'

/**
 * True when an approval given for one T-0 still stands for another: no farther away than the mandate's slip limit (in
 * seconds, included). Where either is unknown there is nothing to compare, and it stands.
 */
export function withinSlipLimit(approvedFor: Instant | null, t0: Instant | null, limitSeconds: number): boolean {
  if (!approvedFor || !t0) return true
  return Math.abs(t0.epochMilliseconds - approvedFor.epochMilliseconds) <= limitSeconds * 1000
}
