import type { Instant } from '../shared/index.ts'
import type { Point } from './metrics.ts'
import { inOrder } from './series.ts'

/** Fewer readings, or a shorter span, show no line. */
export const FEWEST_POINTS = 4
export const SHORTEST_SPAN_SECONDS = 7 * 86_400

/** Where the line points: the value expected at an instant, and the interval that holds it in 80 of 100 cases. */
export type Projection = {
  kind: 'projected'
  at: Instant
  value: number
  low: number
  high: number
  /** Rise per day. */
  perDay: number
  /** The readings that the line was drawn through. */
  points: number
  from: Instant
  to: Instant
}

/**
 * What the line says of a goal: within, above or below the interval, and when it would get there (null: never, the line
 * falls or is flat).
 */
export type GoalOutlook = Projection & { outlook: 'likely' | 'open' | 'unlikely'; reachedAt: Instant | null }

/**
 * Draws the least-squares line through the readings and reads it at `at`, with the 80 % prediction interval of a single
 * new value: ŷ ± t(0.90, n − 2) · s · √(1 + 1/n + (x − x̄)² / Sxx). Source: Montgomery, Peck and Vining, Introduction
 * to Linear Regression Analysis, "Prediction of new observations". The readings of one account follow each other, so
 * the true interval is wider when growth comes in bumps: pass the readings of the last weeks, not of all time.
 */
export function project(
  points: readonly Point[],
  at: Instant,
): Projection | { kind: 'unknown'; why: 'too-few-readings' } {
  const sorted = inOrder(points)
  const first = sorted[0]
  const last = sorted.at(-1)
  if (
    !first ||
    !last ||
    sorted.length < FEWEST_POINTS ||
    daysFrom(first.at, last.at) * 86_400 < SHORTEST_SPAN_SECONDS
  ) {
    return { kind: 'unknown', why: 'too-few-readings' }
  }
  const line = fit(sorted.map((point) => ({ x: daysFrom(first.at, point.at), y: point.value })))
  const x = daysFrom(first.at, at)
  const value = line.intercept + line.slope * x
  const half = tQuantile90(line.n - 2) * line.deviation * Math.sqrt(1 + 1 / line.n + (x - line.meanX) ** 2 / line.sxx)
  return {
    kind: 'projected',
    at,
    value,
    low: value - half,
    high: value + half,
    perDay: line.slope,
    points: line.n,
    from: first.at,
    to: last.at,
  }
}

/** Sets the line beside a goal: likely when the target lies at or below the interval, unlikely when above it. */
export function projectToGoal(
  points: readonly Point[],
  goal: { target: number; dueAt: Instant },
): GoalOutlook | { kind: 'unknown'; why: 'too-few-readings' } {
  const projection = project(points, goal.dueAt)
  if (projection.kind === 'unknown') return projection
  const outlook = goal.target <= projection.low ? 'likely' : goal.target <= projection.high ? 'open' : 'unlikely'
  return { ...projection, outlook, reachedAt: reachedAt(projection, goal.target) }
}

/** A century ahead is never. */
const FARTHEST_DAYS = 36_525

function reachedAt(projection: Projection, target: number): Instant | null {
  const days = (target - projection.value) / projection.perDay
  if (!Number.isFinite(days) || projection.perDay <= 0 || Math.abs(days) > FARTHEST_DAYS) return null
  return projection.at.add({ milliseconds: Math.round(days * 86_400_000) })
}

function daysFrom(from: Instant, to: Instant): number {
  return (to.epochMilliseconds - from.epochMilliseconds) / 86_400_000
}

function fit(points: readonly { x: number; y: number }[]) {
  const n = points.length
  const meanX = mean(points.map(({ x }) => x))
  const meanY = mean(points.map(({ y }) => y))
  const sxx = sum(points.map(({ x }) => (x - meanX) ** 2))
  const slope = sum(points.map(({ x, y }) => (x - meanX) * (y - meanY))) / sxx
  const intercept = meanY - slope * meanX
  const residuals = sum(points.map(({ x, y }) => (y - intercept - slope * x) ** 2))
  return { n, meanX, sxx, slope, intercept, deviation: Math.sqrt(residuals / (n - 2)) }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

function mean(numbers: readonly number[]): number {
  return sum(numbers) / numbers.length
}

/**
 * The 0.90 quantile of Student's t for 1 to 30 degrees of freedom. Source: NIST/SEMATECH e-Handbook of Statistical
 * Methods, 1.3.6.7.2.
 */
const T90 = [
  3.078, 1.886, 1.638, 1.533, 1.476, 1.44, 1.415, 1.397, 1.383, 1.372, 1.363, 1.356, 1.35, 1.345, 1.341, 1.337, 1.333,
  1.33, 1.328, 1.325, 1.323, 1.321, 1.319, 1.318, 1.316, 1.315, 1.314, 1.313, 1.311, 1.31,
]

/** Beyond the table: the first terms of its expansion in 1/ν. Source: Abramowitz and Stegun, 26.7.5. */
function tQuantile90(freedom: number): number {
  const z = 1.281_551_6
  const tabled = T90[freedom - 1]
  return tabled ?? z + (z ** 3 + z) / (4 * freedom) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * freedom ** 2)
}
