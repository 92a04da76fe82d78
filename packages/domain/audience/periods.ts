import { type Day, type Instant, type Month, type Period, startOfDay, type Zone } from '../shared/index.ts'

/** The instants of a period in a zone: from its first, up to `until`, which is outside. */
export function boundsOf(period: Period, zone: Zone): { from: Instant; until: Instant } {
  const dayAfter = Temporal.PlainDate.from(period.to).add({ days: 1 }).toString()
  return { from: startOfDay(period.from, zone), until: startOfDay(dayAfter, zone) }
}

/** How many days a period has. */
export function daysOf(period: Period): number {
  return Temporal.PlainDate.from(period.from).until(period.to, { largestUnit: 'days' }).days + 1
}

/** The days of a calendar month. */
export function monthPeriod(month: Month): Period {
  const { daysInMonth } = Temporal.PlainYearMonth.from(month)
  return { from: `${month}-01`, to: `${month}-${daysInMonth}` }
}

/** The days of the calendar month, quarter or year that a day lies in. */
export function periodAround(day: Day, length: 'month' | 'quarter' | 'year'): Period {
  const { year, month } = Temporal.PlainDate.from(day)
  if (length === 'month') return monthPeriod(day.slice(0, 7))
  const first = length === 'year' ? 1 : month - ((month - 1) % 3)
  return {
    from: monthPeriod(monthName(year, first)).from,
    to: monthPeriod(monthName(year, length === 'year' ? 12 : first + 2)).to,
  }
}

/** The period before: as many calendar months where the period is made of whole ones, else as many days. */
export function periodBefore(period: Period): Period {
  const months = wholeMonths(period)
  if (months > 0) return shiftedByMonths(period, -months)
  const days = daysOf(period)
  return { from: shiftedByDays(period.from, -days), to: shiftedByDays(period.to, -days) }
}

/** The same period a year before: the same months, or the same dates (29 February becomes the 28th). */
export function periodAYearBefore(period: Period): Period {
  if (wholeMonths(period) > 0) return shiftedByMonths(period, -12)
  const shift = (day: Day) => Temporal.PlainDate.from(day).subtract({ years: 1 }).toString()
  return { from: shift(period.from), to: shift(period.to) }
}

/** From the first day of the mandate to the period's last; null when the mandate began later. */
export function sinceMandateBegan(period: Period, startsOn: Day): Period | null {
  return startsOn <= period.to ? { from: startsOn, to: period.to } : null
}

/** How many whole calendar months a period is made of; 0 when it is not. */
function wholeMonths(period: Period): number {
  const from = Temporal.PlainDate.from(period.from)
  const to = Temporal.PlainDate.from(period.to)
  if (from.day !== 1 || to.day !== to.daysInMonth) return 0
  return from.toPlainYearMonth().until(to.toPlainYearMonth(), { largestUnit: 'months' }).months + 1
}

function shiftedByMonths(period: Period, months: number): Period {
  const shift = (day: Day) => Temporal.PlainDate.from(day).toPlainYearMonth().add({ months }).toString()
  return { from: monthPeriod(shift(period.from)).from, to: monthPeriod(shift(period.to)).to }
}

function shiftedByDays(day: Day, days: number): Day {
  return Temporal.PlainDate.from(day).add({ days }).toString()
}

function monthName(year: number, month: number): Month {
  return Temporal.PlainYearMonth.from({ year, month }).toString()
}
