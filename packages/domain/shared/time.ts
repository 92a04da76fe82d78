import { z } from 'zod'

/** Looked up when it is asked, not when this file is read: a browser may get its Temporal a moment later. */
const InMemory = z.custom<Temporal.Instant>((value) => value instanceof Temporal.Instant)

/** An instant: ISO 8601 with an offset on the wire, `Temporal.Instant` in memory. */
export const Instant = z.codec(z.iso.datetime({ offset: true }), InMemory, {
  decode: (text) => Temporal.Instant.from(text),
  encode: (instant) => instant.toString(),
})
export type Instant = Temporal.Instant

/** A calendar day without a zone, `YYYY-MM-DD`. */
export const Day = z.iso.date()
export type Day = string

/** A calendar month without a zone, `YYYY-MM`. */
export const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)
export type Month = string

/** A time on the wall without a day, `HH:MM`. */
export const WallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
export type WallTime = string

/** True when the runtime knows this IANA time zone. */
export function isZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name)
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

/** An IANA time zone such as `Europe/Paris`; offsets such as `+02:00` are not zones, they know no daylight saving. */
export const Zone = z.string().max(64).refine(isZone, { error: 'unknown-zone' })
export type Zone = string

/** Days from the first to the last, both included. */
export const Period = z
  .object({ from: Day, to: Day })
  .refine((period) => period.from <= period.to, { error: 'ends-before-it-starts', path: ['to'] })
export type Period = z.output<typeof Period>

/** The day on which an instant falls in a zone. */
export function dayIn(zone: Zone, instant: Instant): Day {
  return instant.toZonedDateTimeISO(zone).toPlainDate().toString()
}

/**
 * The instant of a wall time on a day in a zone; a wall time that a clock change skips is read with the earlier offset.
 */
export function instantOf(day: Day, time: WallTime, zone: Zone): Instant {
  return Temporal.PlainDate.from(day)
    .toPlainDateTime(Temporal.PlainTime.from(time))
    .toZonedDateTime(zone, { disambiguation: 'compatible' })
    .toInstant()
}

/** The first instant of a day in a zone (not always midnight: some zones change their clocks then). */
export function startOfDay(day: Day, zone: Zone): Instant {
  return Temporal.PlainDate.from(day).toZonedDateTime(zone).toInstant()
}

/** True when `a` is strictly before `b`. */
export function isBefore(a: Instant, b: Instant): boolean {
  return Temporal.Instant.compare(a, b) < 0
}

/** Whole seconds from `a` to `b`, negative when `b` is earlier, rounded towards zero. */
export function secondsBetween(a: Instant, b: Instant): number {
  return Math.trunc((b.epochMilliseconds - a.epochMilliseconds) / 1000) + 0
}
