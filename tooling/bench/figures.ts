/** Percentiles of measured times, in ms, rounded to a hundredth. */
export type Spread = { p50: number; p99: number; max: number }

export function spreadOf(times: readonly number[]): Spread {
  return { p50: percentile(times, 0.5), p99: percentile(times, 0.99), max: percentile(times, 1) }
}

/** The nearest-rank percentile. */
export function percentile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b)
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]
  if (value === undefined) throw new RangeError('nothing was measured')
  return rounded(value)
}

export function rounded(ms: number): number {
  return Math.round(ms * 100) / 100
}
