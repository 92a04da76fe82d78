import type { Instant } from '../shared/index.ts'
import type { Point } from './metrics.ts'

/** A reading older than this no longer speaks for an instant: two days, so that one missed night is no gap. */
export const FRESH_FOR_SECONDS = 48 * 3600

/** A stretch without readings, between two that are there. */
export type Gap = { from: Instant; to: Instant }

/** The points of a series in order of time; of several at one instant the last given counts. */
export function inOrder(points: readonly Point[]): Point[] {
  // A series mostly is in order already: a look costs less than a sort.
  if (points.every(({ at }, index) => index === 0 || Temporal.Instant.compare(points[index - 1]!.at, at) < 0)) {
    return [...points]
  }
  const byInstant = new Map(points.map((point) => [point.at.epochNanoseconds, point]))
  return [...byInstant.values()].toSorted((a, b) => Temporal.Instant.compare(a.at, b.at))
}

/**
 * The reading that speaks for an instant: the last one before or at it, unless it is too old (in seconds). Null is a
 * gap, never zero.
 */
export function readingAt(points: readonly Point[], at: Instant, freshForSeconds = FRESH_FOR_SECONDS): Point | null {
  // One pass instead of a sort: a report asks this thousands of times of the same series.
  let last: Point | null = null
  for (const point of points) {
    if (Temporal.Instant.compare(point.at, at) > 0) continue
    if (!last || Temporal.Instant.compare(point.at, last.at) >= 0) last = point
  }
  if (!last) return null
  return (at.epochMilliseconds - last.at.epochMilliseconds) / 1000 <= freshForSeconds ? last : null
}

/**
 * The stretches longer than `freshForSeconds` between two neighbouring readings: drawn as gaps, never bridged by a
 * line.
 */
export function gapsOf(points: readonly Point[], freshForSeconds = FRESH_FOR_SECONDS): Gap[] {
  const sorted = inOrder(points)
  return sorted.flatMap((point, index) => {
    const next = sorted[index + 1]
    if (!next) return []
    const apart = (next.at.epochMilliseconds - point.at.epochMilliseconds) / 1000
    return apart > freshForSeconds ? [{ from: point.at, to: next.at }] : []
  })
}

/** The series cut at its gaps: each run is drawn as one line. */
export function runsOf(points: readonly Point[], freshForSeconds = FRESH_FOR_SECONDS): Point[][] {
  const starts = new Set(gapsOf(points, freshForSeconds).map((gap) => gap.to.epochNanoseconds))
  const runs: Point[][] = []
  for (const point of inOrder(points)) {
    const run = runs.at(-1)
    if (!run || starts.has(point.at.epochNanoseconds)) runs.push([point])
    else run.push(point)
  }
  return runs
}
