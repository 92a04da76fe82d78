import type { Day, Period } from '@comptoir/domain/shared'

const plain = (day: Day): Temporal.PlainDate => Temporal.PlainDate.from(day)

/** A day so many days later (earlier when negative). */
export function addDays(day: Day, days: number): Day {
  return plain(day).add({ days }).toString()
}

/** Days from one to the other, 0 when they are the same. */
export function daysBetween(from: Day, to: Day): number {
  return plain(from).until(plain(to), { largestUnit: 'days' }).days
}

/** Whole months from one day to the other. */
export function monthsBetween(from: Day, to: Day): number {
  return plain(from).until(plain(to), { largestUnit: 'months' }).months
}

/** True when a stretch is whole calendar months. */
function wholeMonths(period: Period): number | null {
  const from = plain(period.from)
  const after = plain(period.to).add({ days: 1 })
  if (from.day !== 1 || after.day !== 1) return null
  return from.until(after, { largestUnit: 'months' }).months
}

/** What a period is called: a calendar month, a year, or just its days. */
export function shapeOf(period: Period): 'month' | 'year' | 'days' {
  const months = wholeMonths(period)
  return months === 1 ? 'month' : months === 12 && period.from.endsWith('-01-01') ? 'year' : 'days'
}

/** The wall time of an instant in a zone, as epoch milliseconds of that wall time in UTC: how charts place instants. */
export function wallMs(at: Temporal.Instant, zone: string): number {
  return at.toZonedDateTimeISO(zone).toPlainDateTime().toZonedDateTime('UTC').epochMilliseconds
}
