import { project } from '@comptoir/domain/audience'
import { startOfDay, type Day } from '@comptoir/domain/shared'
import { addDays, daysBetween } from './days.ts'
import { daily, redefinitions, type Series } from './series.ts'
import type { Reached } from './report.ts'

/** Days of readings that a projection looks back on. */
export const LOOK_BACK = 90
// How far ahead a goal is looked for.
const LOOK_AHEAD = 730

/** Where a series points: its last reading, the line's rise per day, the readings it was drawn through, and the 80 % interval at a day. */
export type Outlook = {
  readonly from: Day
  readonly perDay: number
  readonly points: number
  readonly at: (day: Day) => { readonly likely: number; readonly low: number; readonly high: number }
}

/**
 * The line through the last 90 days of readings, one a day, read at a later day (`project` of domain/audience says by which formula).
 * Null when the readings stop more than two days before `until`, or are too few since the last change of definition.
 */
export function outlookOf(series: Series, until: Day): Outlook | null {
  const changed = redefinitions(series).at(-1)?.at
  const since = addDays(until, -LOOK_BACK)
  const days = daily(series).filter(
    (r) => r.day > since && r.day <= until && (!changed || Temporal.Instant.compare(r.at, changed) >= 0),
  )
  const last = days.at(-1)
  if (!last || daysBetween(last.day, until) > 1) return null
  const read = (day: Day): ReturnType<typeof project> => project(days, startOfDay(addDays(day, 1), series.zone))
  const line = read(until)
  if (line.kind === 'unknown') return null
  return {
    from: last.day,
    perDay: line.perDay,
    points: line.points,
    at: (day) => {
      const there = read(day)
      // Nobody has fewer than no followers.
      const floor = (n: number): number => Math.max(0, n)
      if (there.kind === 'unknown') throw new Error('A line that was drawn cannot be read')
      return { likely: floor(there.value), low: floor(there.low), high: floor(there.high) }
    },
  }
}

/** When a level is reached: already, or between the day of the fast bound and the day of the slow one, looked for up to two years ahead. */
export function reachedWhen(series: Series, outlook: Outlook | null, goal: number, until: Day): Reached {
  const read = daily(series).filter((r) => r.day <= until)
  const now = read.at(-1)
  if (now && now.value >= goal) return { kind: 'already', on: read.find((r) => r.value >= goal)?.day ?? now.day }
  if (!outlook) return { kind: 'unknown' }
  const firstDay = (enough: (bounds: { low: number; high: number }) => boolean): Day | null => {
    for (let ahead = 1; ahead <= LOOK_AHEAD; ahead++) {
      const day = addDays(outlook.from, ahead)
      if (enough(outlook.at(day))) return day
    }
    return null
  }
  const from = firstDay((b) => b.high >= goal)
  return from === null ? { kind: 'not-in-sight' } : { kind: 'between', from, to: firstDay((b) => b.low >= goal) }
}
