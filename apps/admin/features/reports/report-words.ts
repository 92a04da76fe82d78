import type { Outputs } from '../../data/trpc.ts'
import { dayWithYear, monthOfYear } from '../../format/index.ts'
import { m } from '../../words.ts'

export type ReportLine = Outputs['reporting']['definitions'][number]
export type ReportPage = Outputs['reporting']['definition']
export type EditionLine = ReportPage['editions'][number]
export type EditionPage = Outputs['reporting']['edition']
export type LinkLine = EditionPage['links'][number]

/** First and last day, both included. */
export interface Stretch {
  from: string
  until: string
}

const noon = (day: string) => `${day}T12:00:00Z`

/** 31 mars 2027: a day of the calendar, the same in every zone. */
export function dayText(day: string): string {
  return dayWithYear(noon(day), 'UTC')
}

/** octobre 2026, 3e trimestre 2026, 2026, or its two days. */
export function periodWord({ from, until }: Stretch): string {
  const first = Temporal.PlainDate.from(from)
  const last = Temporal.PlainDate.from(until)
  if (first.day === 1 && last.day === last.daysInMonth && first.year === last.year) {
    const months = last.month - first.month + 1
    if (months === 1) return monthOfYear(noon(from), 'UTC')
    if (months === 12) return String(first.year)
    if (months === 3 && first.month % 3 === 1) {
      const quarter = ((first.month + 2) / 3) as 1 | 2 | 3 | 4
      return m[`reporting.quarter.${quarter}`]({ year: first.year })
    }
  }
  return m['reporting.stretch']({ from: dayText(from), to: dayText(until) })
}

/** What a report is asked about first: what is due, else what is usual, else the mandate so far. */
export function firstStretch(report: Pick<ReportPage, 'due' | 'periods' | 'mandateStart'>, today: string): Stretch {
  const first = report.due ?? report.periods[0]
  if (first) return { from: first.from, until: first.to }
  return { from: report.mandateStart, until: report.mandateStart > today ? report.mandateStart : today }
}

/** The longest stretch that one edition may cover: the server says the same. */
const LONGEST_DAYS = 3660

export function stretchOf(from: string | null | undefined, until: string | null | undefined): Stretch | null {
  if (!from || !until || from > until) return null
  return Temporal.PlainDate.from(from).until(until, { largestUnit: 'days' }).days < LONGEST_DAYS
    ? { from, until }
    : null
}
