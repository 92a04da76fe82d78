import type { Outputs } from '../../data/trpc.ts'
import type { Timing } from './composer-draft.ts'

export type CalendarPost = Outputs['editorial']['calendar'][number]
export type View = 'month' | 'week' | 'day' | 'list'
export type QuietHours = { from: string; until: string; zone: string }

const LENGTH = { week: 7, day: 1, list: 14 } as const

/** The days that a view shows, whole weeks from Monday for a month and a week, and the instants between which they lie in the reader's zone. */
export function spanOf(view: View, date: string, zone: string): { days: string[]; from: string; until: string } {
  const shown = Temporal.PlainDate.from(date)
  const first = view === 'month' ? mondayOf(shown.with({ day: 1 })) : view === 'week' ? mondayOf(shown) : shown
  const last =
    view === 'month'
      ? mondayOf(shown.with({ day: shown.daysInMonth })).add({ days: 7 })
      : first.add({ days: LENGTH[view] })
  const count = first.until(last, { largestUnit: 'days' }).days
  const days = Array.from({ length: count }, (_, index) => first.add({ days: index }).toString())
  return { days, from: startOf(first, zone), until: startOf(last, zone) }
}

export function step(view: View, date: string, by: 1 | -1): string {
  const shown = Temporal.PlainDate.from(date)
  return (
    view === 'month' ? shown.with({ day: 1 }).add({ months: by }) : shown.add({ days: by * LENGTH[view] })
  ).toString()
}

export const weekNumber = (date: string): number => Temporal.PlainDate.from(date).weekOfYear ?? 0

const mondayOf = (date: Temporal.PlainDate) => date.subtract({ days: date.dayOfWeek - 1 })
const startOf = (date: Temporal.PlainDate, zone: string) => date.toZonedDateTime(zone).toInstant().toString()
const inZone = (at: string, zone: string) => Temporal.Instant.from(at).toZonedDateTimeISO(zone)

export const dayOf = (at: string, zone: string): string => inZone(at, zone).toPlainDate().toString()

/** Minutes on the wall clock since midnight. */
export function minuteOf(at: string, zone: string): number {
  const wall = inZone(at, zone)
  return wall.hour * 60 + wall.minute
}

/** The same wall time on another day; a post that has none yet gets the morning. */
export function onDay(at: string | null, day: string, zone: string): string {
  const time = at ? inZone(at, zone).toPlainTime() : Temporal.PlainTime.from('10:00')
  return Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant().toString()
}

/** A minute of a day on the wall clock, as an instant. */
export function atMinute(day: string, minute: number, zone: string): string {
  const whole = Math.max(0, Math.min(24 * 60 - 1, minute))
  const plainTime = new Temporal.PlainTime(Math.floor(whole / 60), whole % 60)
  return Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: zone, plainTime }).toInstant().toString()
}

const MAX_DAYS = 90

/** The timing that lets a post leave at another instant: what hangs goes on hanging, further or nearer. Null: it cannot. */
export function timingAt(post: { timing: Timing; at: string | null }, to: string): Timing | null {
  const { timing, at } = post
  if (timing.kind === 'fixed' || timing.kind === 'unscheduled') return { kind: 'fixed', at: to }
  if (at === null) return null
  if (timing.kind === 'anchored') {
    const offsetSeconds = timing.offsetSeconds + Math.round((Date.parse(to) - Date.parse(at)) / 1000)
    return Math.abs(offsetSeconds) <= MAX_DAYS * 86_400 ? { ...timing, offsetSeconds } : null
  }
  const before = inZone(at, timing.zone).toPlainDate()
  const after = inZone(to, timing.zone)
  const dayOffset = timing.dayOffset + before.until(after.toPlainDate(), { largestUnit: 'days' }).days
  const wallTime = after.toPlainTime().toString({ smallestUnit: 'minute' })
  return Math.abs(dayOffset) <= MAX_DAYS ? { ...timing, dayOffset, wallTime } : null
}

/** The quiet stretches of a day, in minutes on the reader's clock. */
export function quietOf(day: string, quiet: QuietHours, zone: string): { from: number; until: number }[] {
  const start = Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds
  return [-1, 0, 1].flatMap((shift) => {
    const date = Temporal.PlainDate.from(day).add({ days: shift })
    const overnight = quiet.until <= quiet.from
    const from = wallIn(date, quiet.from, quiet.zone)
    const until = wallIn(overnight ? date.add({ days: 1 }) : date, quiet.until, quiet.zone)
    const first = Math.max(0, Math.round((from - start) / 60_000))
    const last = Math.min(24 * 60, Math.round((until - start) / 60_000))
    return first < last ? [{ from: first, until: last }] : []
  })
}

const wallIn = (date: Temporal.PlainDate, time: string, timeZone: string) =>
  date.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds

/** Where each card stands so that none hides another: at its minute, or right under the one before. Sorted minutes in, tops out. */
export function stack(wanted: readonly number[], height: number): number[] {
  let free = 0
  return wanted.map((top) => {
    const placed = Math.max(top, free)
    free = placed + height
    return placed
  })
}

/** The same over several columns, for a day that is wide: the first column that is free at that minute, else the one that is free first. */
export function pack(wanted: readonly number[], height: number, columns: number): { top: number; column: number }[] {
  const free = Array.from({ length: columns }, () => 0)
  return wanted.map((top) => {
    const open = free.findIndex((until) => until <= top)
    const column = open >= 0 ? open : free.indexOf(Math.min(...free))
    const placed = Math.max(top, free[column] ?? 0)
    free[column] = placed + height
    return { top: placed, column }
  })
}
