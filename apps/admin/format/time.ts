import { m } from '../words.ts'
import { roughDuration } from './duration.ts'
import { intlTag, language, type Language } from './language.ts'

/** An instant as the server sends it (ISO text), as JavaScript holds it, or as Temporal does. */
export type InstantLike = string | Date | Temporal.Instant

export function epochMs(at: InstantLike): number {
  if (typeof at === 'string') return Date.parse(at)
  return at instanceof Date ? at.getTime() : at.epochMilliseconds
}

const formats = new Map<string, Intl.DateTimeFormat>()

function parts(
  at: InstantLike,
  zone: string,
  of: Language,
  options: Intl.DateTimeFormatOptions,
): Record<string, string> {
  const key = `${of} ${zone} ${JSON.stringify(options)}`
  let format = formats.get(key)
  if (!format) {
    format = new Intl.DateTimeFormat(intlTag(of), { timeZone: zone, ...options })
    formats.set(key, format)
  }
  const found: Record<string, string> = {}
  for (const part of format.formatToParts(epochMs(at))) found[part.type] ??= part.value
  return found
}

const ordinal = (day: string | undefined, of: Language) => (of === 'fr' && day === '1' ? '1er' : (day ?? ''))

/** 19:37, or 19:37:02 with seconds. */
export function timeOfDay(at: InstantLike, zone: string, seconds = false, of: Language = language()): string {
  const p = parts(at, zone, of, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' })
  return seconds ? `${p['hour']}:${p['minute']}:${p['second']}` : `${p['hour']}:${p['minute']}`
}

/** ven. 12 déc. / Fri 12 Dec. */
export function shortDay(at: InstantLike, zone: string, of: Language = language()): string {
  const p = parts(at, zone, of, { weekday: 'short', day: 'numeric', month: 'short' })
  return `${p['weekday']} ${ordinal(p['day'], of)} ${p['month']}`
}

/** vendredi 12 décembre / Friday 12 December. */
export function longDay(at: InstantLike, zone: string, of: Language = language()): string {
  const p = parts(at, zone, of, { weekday: 'long', day: 'numeric', month: 'long' })
  return `${p['weekday']} ${ordinal(p['day'], of)} ${p['month']}`
}

/** 12 déc. 2025 / 12 Dec 2025. */
export function dayWithYear(at: InstantLike, zone: string, of: Language = language()): string {
  const p = parts(at, zone, of, { day: 'numeric', month: 'short', year: 'numeric' })
  return `${ordinal(p['day'], of)} ${p['month']} ${p['year']}`
}

/** décembre 2025 / December 2025. */
export function monthOfYear(at: InstantLike, zone: string, of: Language = language()): string {
  const p = parts(at, zone, of, { month: 'long', year: 'numeric' })
  return `${p['month']} ${p['year']}`
}

/** ven. 12 déc. 19:37 / Fri 12 Dec 19:37. */
export function dayAndTime(at: InstantLike, zone: string, of: Language = language()): string {
  return `${shortDay(at, zone, of)} ${timeOfDay(at, zone, false, of)}`
}

/** Fri 12 Dec 18:37:00 UTC: what hovering or tapping a time shows. */
export function utc(at: InstantLike, of: Language = language()): string {
  return `${shortDay(at, 'UTC', of)} ${timeOfDay(at, 'UTC', true, of)} UTC`
}

/** The place that a zone is named for: "Cayenne", when the data holds no better one. */
export function placeOf(zone: string): string {
  return (zone.split('/').pop() ?? zone).replaceAll('_', ' ')
}

/** dans 1 h 44 / in 1 h 44, il y a 46 min / 46 min ago: only ever beside an absolute time. */
export function relative(at: InstantLike, now: InstantLike, of: Language = language()): string {
  const seconds = Math.round((epochMs(at) - epochMs(now)) / 1000)
  if (Math.abs(seconds) < 1) return m['format.now']({}, { locale: of })
  const span = roughDuration(seconds, of)
  return seconds > 0 ? m['format.in']({ span }, { locale: of }) : m['format.ago']({ span }, { locale: of })
}

/** Whether both zones show the same wall time at that instant: then the second is not worth a line. */
export function sameWallTime(at: InstantLike, a: string, b: string): boolean {
  const wall = (zone: string) => `${dayWithYear(at, zone, 'en')} ${timeOfDay(at, zone, false, 'en')}`
  return a === b || wall(a) === wall(b)
}
