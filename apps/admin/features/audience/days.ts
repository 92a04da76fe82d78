import { dayWithYear } from '../../format/index.ts'

// Days are "2025-12-12". They are reckoned in UTC, where every day has 24 hours.
const DAY = 86_400_000
const msOf = (day: string) => Date.parse(`${day}T00:00:00Z`)

/** 12 déc. 2025 / 12 Dec 2025. */
export const dayWord = (day: string) => dayWithYear(`${day}T12:00:00Z`, 'UTC')

export const addDays = (day: string, days: number) => new Date(msOf(day) + days * DAY).toISOString().slice(0, 10)

/** The day on which an instant falls in a zone. */
export function dayIn(zone: string, at: Date): string {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' })
    .formatToParts(at)
    .reduce<Record<string, string>>((found, { type, value }) => ({ ...found, [type]: value }), {})
  return `${parts['year']?.padStart(4, '0')}-${parts['month']}-${parts['day']}`
}

const clocks = new Map<string, Intl.DateTimeFormat>()

/** An instant as its wall time in a zone, in the milliseconds that UTC would give it: where charts place it. */
export function wallMs(at: string, zone: string): number {
  let clock = clocks.get(zone)
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
      hourCycle: 'h23',
    })
    clocks.set(zone, clock)
  }
  const part: Record<string, number> = {}
  for (const { type, value } of clock.formatToParts(Date.parse(at))) part[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part
  return Date.UTC(year, month - 1, day, hour, minute, second)
}
