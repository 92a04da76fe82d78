import { LOCALE, type Language } from './language.ts'

// Days travel as 'YYYY-MM-DD' and instants as epoch milliseconds: the charts run in browsers without Temporal.
const formats = new Map<string, Intl.DateTimeFormat>()

function format(
  language: Language,
  zone: string,
  key: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const id = `${language}:${zone}:${key}`
  let made = formats.get(id)
  if (!made) {
    made = new Intl.DateTimeFormat(LOCALE[language], { ...options, timeZone: zone })
    formats.set(id, made)
  }
  return made
}

/** The epoch milliseconds of a day's midnight UTC: where charts place it. */
export function dayMs(day: string): number {
  return Date.parse(`${day}T00:00:00Z`)
}

// French writes "1er" for the first of a month, which Intl does not.
const ordinal = (text: string, language: Language): string =>
  language === 'fr' ? text.replace(/^1(?=[\s\u00a0])/, '1er') : text
const unbreakable = (text: string): string => text.replace(/ /g, '\u00a0')

/** 3 décembre 2025; 3 December 2025. */
export function longDay(day: string, language: Language): string {
  return ordinal(
    format(language, 'UTC', 'long', { day: 'numeric', month: 'long', year: 'numeric' }).format(dayMs(day)),
    language,
  )
}

/** 3 décembre; 3 December. Day and month stay on one line. */
export function dayAndMonth(day: string, language: Language): string {
  return unbreakable(
    ordinal(format(language, 'UTC', 'dm', { day: 'numeric', month: 'long' }).format(dayMs(day)), language),
  )
}

/** 3 déc.; 3 Dec. */
export function shortDay(day: string, language: Language): string {
  return unbreakable(
    ordinal(format(language, 'UTC', 'sd', { day: 'numeric', month: 'short' }).format(dayMs(day)), language),
  )
}

/** novembre 2025; November 2025. */
export function longMonth(day: string, language: Language): string {
  return format(language, 'UTC', 'lm', { month: 'long', year: 'numeric' }).format(dayMs(day))
}

/** novembre; November. */
export function monthName(day: string, language: Language): string {
  return format(language, 'UTC', 'mn', { month: 'long' }).format(dayMs(day))
}

/** janv. 2026, or janv. alone; Jan 2026, or Jan. Takes epoch milliseconds, in UTC. */
export function axisMonth(at: number, language: Language, withYear: boolean): string {
  const options: Intl.DateTimeFormatOptions = withYear ? { month: 'short', year: 'numeric' } : { month: 'short' }
  return format(language, 'UTC', withYear ? 'amy' : 'am', options).format(at)
}

/** A stretch of days, as short as it can be said: 13–19 mars; 28 février–3 mars; with years where they differ. */
export function dayRange(from: string, to: string, language: Language): string {
  if (from === to) return dayAndMonth(from, language)
  if (from.slice(0, 7) === to.slice(0, 7)) return `${Number(from.slice(8))}–${dayAndMonth(to, language)}`
  if (from.slice(0, 4) === to.slice(0, 4)) return `${dayAndMonth(from, language)}–${dayAndMonth(to, language)}`
  return `${longDay(from, language)}–${longDay(to, language)}`
}

/** The time of an instant in a zone: 06:00. */
export function wallTime(at: number, zone: string, language: Language): string {
  return format(language, zone, 'time', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)
}

/** An instant in a zone: 3 décembre 2025 à 06:00; 3 December 2025 at 06:00. */
export function longInstant(at: number, zone: string, language: Language): string {
  const day = ordinal(
    format(language, zone, 'long', { day: 'numeric', month: 'long', year: 'numeric' }).format(at),
    language,
  )
  return `${day} ${language === 'fr' ? 'à' : 'at'} ${wallTime(at, zone, language)}`
}

/** The day of an instant in a zone, as 'YYYY-MM-DD'. */
export function dayIn(at: number, zone: string): string {
  const parts = format('en', zone, 'parts', { year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(at)
  const part = (type: string): string => parts.find((p) => p.type === type)?.value ?? ''
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`
}
