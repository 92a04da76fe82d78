import type { CalendarDate } from '@internationalized/date'
import {
  parseAbsolute,
  parseDate,
  parseTime,
  toCalendarDateTime,
  type CalendarDateTime,
  type Time,
} from '@internationalized/date'

// React Aria's dates, turned to and from the ISO text that forms and the server speak, at this edge only.

/** "2025-12-12" */
export function dateOf(text: string | null): CalendarDate | null {
  return text ? parseDate(text) : null
}

/** "17:30" */
export function timeOf(text: string | null): Time | null {
  return text ? parseTime(text) : null
}

/** The wall clock of a zone at an instant, without the zone: what a person reads and types. */
export function wallOf(instant: string | null, zone: string): CalendarDateTime | null {
  return instant ? toCalendarDateTime(parseAbsolute(new Date(instant).toISOString(), zone)) : null
}

/** "2025-12-12" for a date. */
export function dateText(date: CalendarDate): string {
  return date.toString()
}

/** "17:30" for a time; seconds are dropped. */
export function timeText(time: Time): string {
  return time.toString().slice(0, 5)
}

export type WallReading =
  | { kind: 'once'; instant: string }
  /** The clocks go back: this wall time comes twice. The first is taken. */
  | { kind: 'twice'; instant: string }
  /** The clocks go forward: this wall time never comes. The next one is taken. */
  | { kind: 'never'; instant: string }

/** The instant of a wall time in a zone, and whether that day's change of hour makes it doubtful. */
export function instantOf(wall: CalendarDateTime, zone: string): WallReading {
  const plain = Temporal.PlainDateTime.from(wall.toString())
  const earlier = plain.toZonedDateTime(zone, { disambiguation: 'earlier' })
  const later = plain.toZonedDateTime(zone, { disambiguation: 'later' })
  if (earlier.epochMilliseconds === later.epochMilliseconds)
    return { kind: 'once', instant: earlier.toInstant().toString() }
  if (earlier.toPlainDateTime().equals(plain)) return { kind: 'twice', instant: earlier.toInstant().toString() }
  return { kind: 'never', instant: later.toInstant().toString() }
}

export type { CalendarDate, CalendarDateTime, Time }
