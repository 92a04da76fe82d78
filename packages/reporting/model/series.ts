import { FRESH_FOR_SECONDS } from '@comptoir/domain/audience'
import { dayIn, startOfDay, type Day } from '@comptoir/domain/shared'
import type { ChannelInput, DefinitionInput, ReadingInput } from './input.ts'
import { addDays, daysBetween } from './days.ts'
import type { MissingReason } from './report.ts'

const HOUR = 3_600_000
// A level stands for a day when it was read on it or on the day before.
const REACH = FRESH_FOR_SECONDS * 1000
// Imported and hand-typed figures come at their own pace, a month at most; readings by a network's interface come daily.
const IMPORT_STEP = 31

/** A channel's follower readings, ascending, one per instant, with the days they fall on. */
export type Series = {
  readonly zone: string
  readonly opened: Day | null
  readonly readings: readonly (ReadingInput & { readonly day: Day; readonly ms: number })[]
  readonly comparable: (a: string, b: string) => boolean
}

/** A level, or the reason why there is none. */
export type Level =
  | { readonly reading: ReadingInput; readonly missing: null }
  | { readonly reading: null; readonly missing: MissingReason }

/** A stretch of days without a reading, both included, and the readings around it. */
export type Hole = {
  readonly from: Day
  readonly to: Day
  readonly days: number
  readonly before: ReadingInput
  readonly after: ReadingInput | null
}

/** Orders readings, drops what was read after `asOf`; of two at one instant the later in the list stands (readings are appended, never changed). */
export function seriesOf(
  channel: Pick<ChannelInput, 'followers' | 'opened'>,
  zone: string,
  asOf: Temporal.Instant,
  definitions: Readonly<Record<string, DefinitionInput>>,
): Series {
  const byInstant = new Map<number, ReadingInput>()
  const limit = asOf.epochMilliseconds
  for (const r of channel.followers) if (r.at.epochMilliseconds <= limit) byInstant.set(r.at.epochMilliseconds, r)
  const readings = [...byInstant.values()]
    .map((r) => ({ ...r, day: dayIn(zone, r.at), ms: r.at.epochMilliseconds }))
    .sort((a, b) => a.ms - b.ms)
  const named = (a: string, b: string): boolean => definitions[a]?.comparableWith?.includes(b) ?? false
  return { zone, opened: channel.opened, readings, comparable: (a, b) => a === b || named(a, b) || named(b, a) }
}

/** The index of the last reading before an instant, by halving; -1 when there is none. */
export function lastBefore(series: Series, ms: number): number {
  let low = 0
  let high = series.readings.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((series.readings[middle]?.ms ?? 0) < ms) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** The level at the end of a day: the last reading of that day or of the day before it. */
export function levelAt(series: Series, day: Day): Level {
  if (series.opened !== null && day < series.opened) return { reading: null, missing: 'not-open' }
  const end = startOfDay(addDays(day, 1), series.zone).epochMilliseconds
  const reading = series.readings[lastBefore(series, end)]
  if (!reading) return { reading: null, missing: series.readings.length === 0 ? 'no-reading' : 'before-first-reading' }
  if (reading.ms < end - REACH) return { reading: null, missing: 'no-reading' }
  return { reading, missing: null }
}

/** The level at an instant: the last reading at most 36 h old. */
export function levelNear(series: Series, at: Temporal.Instant): ReadingInput | null {
  const ms = at.epochMilliseconds + 1
  const reading = series.readings[lastBefore(series, ms)]
  return reading && reading.ms >= ms - 36 * HOUR ? reading : null
}

/** What a stretch of days gained, with the two readings it rests on; or why it cannot be said. */
export type Gain =
  | {
      readonly value: number
      readonly start: ReadingInput | null
      readonly end: ReadingInput
      readonly opened: Day | null
      readonly missing: null
    }
  | { readonly value: null; readonly missing: MissingReason }

/** The level at the end of `to` less the level at the end of the day before `from`. A channel opened in the stretch began at nothing. */
export function gainOver(series: Series, from: Day, to: Day): Gain {
  const end = levelAt(series, to)
  if (end.reading === null) return { value: null, missing: end.missing }
  if (series.opened !== null && series.opened >= from && series.opened <= to) {
    return { value: end.reading.value, start: null, end: end.reading, opened: series.opened, missing: null }
  }
  const start = levelAt(series, addDays(from, -1))
  if (start.reading === null) return { value: null, missing: start.missing }
  if (!series.comparable(start.reading.definition, end.reading.definition))
    return { value: null, missing: 'definition-changed' }
  return {
    value: end.reading.value - start.reading.value,
    start: start.reading,
    end: end.reading,
    opened: null,
    missing: null,
  }
}

/** The last reading of each day, ascending. */
export function daily(series: Series): Series['readings'] {
  return series.readings.filter((r, i) => series.readings[i + 1]?.day !== r.day)
}

const ownPace = (r: ReadingInput): boolean => r.source !== 'api'

/** Days without a reading up to `until`. Between two imported figures only more than a month is a hole. */
export function holes(series: Series, until: Day): Hole[] {
  const days = daily(series).filter((r) => r.day <= until)
  const found: Hole[] = []
  for (const [i, r] of days.entries()) {
    const next = days[i + 1]
    const missing = daysBetween(r.day, next?.day ?? addDays(until, 1)) - 1
    const allowed = next && ownPace(r) && ownPace(next) ? IMPORT_STEP : 0
    if (missing <= allowed) continue
    // The last day may still be read: one missing day at the end is not a hole yet.
    if (!next && missing === 1) continue
    found.push({ from: addDays(r.day, 1), to: addDays(r.day, missing), days: missing, before: r, after: next ?? null })
  }
  return found
}

/** How many days should have a reading from the first one to `until`, and how many have. */
export function coverage(series: Series, until: Day): { readonly read: number; readonly expected: number } {
  const days = daily(series).filter((r) => r.day <= until)
  const missing = holes(series, until).reduce((sum, h) => sum + h.days, 0)
  return { read: days.length, expected: days.length + missing }
}

/** Where the meaning of the series changes to one that cannot be compared with the one before. */
export function redefinitions(series: Series): { readonly at: Temporal.Instant; readonly definition: string }[] {
  return series.readings.flatMap((r, i) => {
    const before = series.readings[i - 1]
    return before && !series.comparable(before.definition, r.definition) ? [{ at: r.at, definition: r.definition }] : []
  })
}
