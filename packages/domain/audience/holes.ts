import type { Day } from '../shared/index.ts'
import type { ReadingSource } from './metrics.ts'

/** The last reading of a day: all that a hole is told by. */
export type DayRead = { day: Day; source: ReadingSource }

/** A stretch of days that were not read, both ends included. `open` when no reading follows it yet. */
export type Hole = { from: Day; to: Day; days: number; open: boolean }

/** Imported and hand-typed figures come at their own pace, a month at most; a network is read every day. */
export const SLOWEST_PACE_DAYS = 31

/**
 * The days without a reading, between readings and up to `until`. Days are given ascending, each once. Between two
 * figures that people brought only more than a month is a hole; a single missing day at the end may still be read.
 */
export function holesOf(days: readonly DayRead[], until: Day): Hole[] {
  return days.flatMap((read, index) => {
    const next = days[index + 1]
    const missing = daysBetween(read.day, next?.day ?? addDays(until, 1)) - 1
    const byPeople = read.source !== 'api' && (next === undefined || next.source !== 'api')
    const allowed = byPeople ? SLOWEST_PACE_DAYS : next ? 0 : 1
    if (missing <= allowed) return []
    return [{ from: addDays(read.day, 1), to: addDays(read.day, missing), days: missing, open: next === undefined }]
  })
}

function addDays(day: Day, days: number): Day {
  return Temporal.PlainDate.from(day).add({ days }).toString()
}

function daysBetween(from: Day, to: Day): number {
  return Temporal.PlainDate.from(from).until(to, { largestUnit: 'days' }).days
}
