import { line as d3Line } from 'd3-shape'
import type { ChartGap, TimePoint } from './data.ts'
import type { Line } from './place.ts'

const round = (n: number): number => Math.round(n * 10) / 10

const draw = d3Line<readonly [number, number]>(
  (p) => p[0],
  (p) => p[1],
).digits(1)

/** Splits a series where readings are missing or change their meaning: one list per unbroken stretch. Never joins across. */
export function stretches(
  points: readonly TimePoint[],
  gaps: readonly ChartGap[],
  breaks: readonly number[] = [],
): TimePoint[][] {
  const parts: TimePoint[][] = []
  let part: TimePoint[] = []
  let last: TimePoint | null = null
  for (const point of points) {
    const before = last
    const broken =
      before !== null &&
      (gaps.some((g) => g.from >= before.at && g.to <= point.at && g.to > g.from) ||
        breaks.some((at) => at > before.at && at <= point.at))
    if (broken) {
      parts.push(part)
      part = []
    }
    part.push(point)
    last = point
  }
  if (part.length > 0) parts.push(part)
  return parts
}

/** Drops the points that a reader could not see: those nearer than `tolerance` px to the line without them (Douglas and Peucker). */
export function simplify(points: Line, tolerance = 0.25): Line {
  const first = points[0]
  const last = points.at(-1)
  if (points.length < 3 || !first || !last) return points
  const keep = new Set([0, points.length - 1])
  const spans: [number, number][] = [[0, points.length - 1]]
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [i, j] = span
    const a = points[i]
    const b = points[j]
    if (!a || !b) continue
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1
    let worst = tolerance
    let at = -1
    for (let k = i + 1; k < j; k++) {
      const p = points[k]
      if (!p) continue
      const off = Math.abs((b[0] - a[0]) * (a[1] - p[1]) - (a[0] - p[0]) * (b[1] - a[1])) / length
      if (off > worst) [worst, at] = [off, k]
    }
    if (at > 0) {
      keep.add(at)
      spans.push([i, at], [at, j])
    }
  }
  return points.filter((_, k) => keep.has(k))
}

/** The path of several unbroken lines. A stretch of one point is drawn as a point. */
export function path(lines: readonly Line[]): string {
  return lines
    .map((line) => {
      const only = line[0]
      if (line.length === 1 && only) return `M${round(only[0] - 1.2)},${round(only[1])}h2.4`
      return draw([...simplify(line)]) ?? ''
    })
    .join('')
}

/** A closed shape between an upper and a lower line. */
export function band(upper: Line, lower: Line): string {
  return `${draw([...upper, ...[...lower].reverse()]) ?? ''}Z`
}

export { round }
