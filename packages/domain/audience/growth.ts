import type { Instant } from '../shared/index.ts'
import type { Point } from './metrics.ts'
import { FRESH_FOR_SECONDS, readingAt } from './series.ts'

/**
 * How a level changed over a period: the readings that speak for its two ends, the difference, and that difference as a
 * part of the first reading (0.032 is 3.2 %). Whatever is not known is null; a ratio to nothing is not known either.
 */
export type Growth = {
  start: Point | null
  end: Point | null
  delta: number | null
  ratio: number | null
}

/** The growth of a level (followers) between two instants. */
export function growth(
  points: readonly Point[],
  from: Instant,
  until: Instant,
  freshForSeconds = FRESH_FOR_SECONDS,
): Growth {
  const start = readingAt(points, from, freshForSeconds)
  const end = readingAt(points, until, freshForSeconds)
  const delta = start && end ? end.value - start.value : null
  const ratio = start && delta !== null && start.value > 0 ? delta / start.value : null
  return { start, end, delta, ratio }
}

/**
 * The last reading of a running total (reach, reactions) up to an instant, however old: a total does not go stale. Null
 * when there is none.
 */
export function totalAt(points: readonly Point[], at: Instant): Point | null {
  return readingAt(points, at, Number.POSITIVE_INFINITY)
}
