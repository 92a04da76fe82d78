import { count, dayAndMonth, dayIn, dayRange, delta, longDay, type Language } from '../format/index.ts'

/** Every word on a chart, per language. Days are 'YYYY-MM-DD'. */
export type ChartWords = {
  readonly goal: (value: number, by: string) => string
  readonly goalShort: (value: number) => string
  readonly noReading: string
  readonly noReadingAtAll: string
  readonly opened: (month: string) => string
  readonly axisFrom: (value: string) => string
  readonly scrubbed: (secondsBefore: number | null) => string
  readonly scrubDates: (scrubDay: string, launchDay: string) => string
  readonly newDefinition: string
  readonly launches: string
  readonly days: (n: number) => string
  readonly month: string
  readonly followers: string
  readonly gain: string
  readonly launch: string
  readonly unknown: string
  readonly fromTo: (a: number, dayA: string, b: number, dayB: string) => string
  readonly gap: (from: string, to: string) => string
  readonly outlook: (low: number, high: number, by: string) => string
  readonly marked: (names: readonly string[]) => string
  readonly launchGains: (items: readonly { name: string; gain: number | null }[]) => string
}

const clock = (seconds: number, fr: boolean): string => {
  if (seconds < 120) return `${seconds}\u00a0s`
  if (seconds < 7200) return `${Math.round(seconds / 60)}\u00a0min`
  if (seconds < 172_800) return `${Math.round(seconds / 3600)}\u00a0h`
  return `${Math.round(seconds / 86_400)}\u00a0${fr ? 'j' : 'd'}`
}

const sameMonth = (a: string, b: string): boolean => a.slice(0, 7) === b.slice(0, 7)

const frDay = (day: string): string => (Number(day.slice(8)) === 1 ? '1er' : String(Number(day.slice(8))))

const fr: ChartWords = {
  goal: (value, by) => `Objectif\u00a0: ${count(value, 'fr')} au ${longDay(by, 'fr')}`,
  goalShort: (value) => `objectif ${count(value, 'fr')}`,
  noReading: 'sans lecture',
  noReadingAtAll: 'Aucune lecture sur cette période',
  opened: (month) => `ouvert ${month}`,
  axisFrom: (value) => `l’axe part de ${value}`,
  scrubbed: (s) => (s === null ? 'tir arrêté' : `arrêté à T−${clock(s, true)}`),
  scrubDates: (a, b) =>
    sameMonth(a, b)
      ? `le ${frDay(a)}, lancé le ${frDay(b)}`
      : `le ${dayAndMonth(a, 'fr')}, lancé le ${dayAndMonth(b, 'fr')}`,
  newDefinition: 'définition changée',
  launches: 'Lancements',
  days: (n) => `T${n < 0 ? '−' : '+'}${Math.abs(n)}\u00a0j`,
  month: 'Fin de mois',
  followers: 'Abonnés',
  gain: 'Gagnés',
  launch: 'Lancement',
  unknown: 'sans lecture',
  fromTo: (a, dayA, b, dayB) =>
    `${count(a, 'fr')} le ${longDay(dayA, 'fr')}, ${count(b, 'fr')} le ${longDay(dayB, 'fr')}.`,
  gap: (from, to) => `Sans lecture\u00a0: ${dayRange(from, to, 'fr')}.`,
  outlook: (low, high, by) =>
    `Projection au ${longDay(by, 'fr')}\u00a0: entre ${count(low, 'fr')} et ${count(high, 'fr')}.`,
  marked: (names) => `Lancements marqués\u00a0: ${names.join(', ')}.`,
  launchGains: (items) =>
    items.map((i) => `${i.name}\u00a0: ${i.gain === null ? 'sans lecture' : delta(i.gain, 'fr')}`).join(', ') + '.',
}

const en: ChartWords = {
  goal: (value, by) => `Goal: ${count(value, 'en')} by ${longDay(by, 'en')}`,
  goalShort: (value) => `goal ${count(value, 'en')}`,
  noReading: 'no reading',
  noReadingAtAll: 'No reading in this period',
  opened: (month) => `opened ${month}`,
  axisFrom: (value) => `axis starts at ${value}`,
  scrubbed: (s) => (s === null ? 'scrubbed' : `scrub at T−${clock(s, false)}`),
  scrubDates: (a, b) =>
    sameMonth(a, b)
      ? `on the ${ordinalEn(a)}, launched the ${ordinalEn(b)}`
      : `on ${dayAndMonth(a, 'en')}, launched ${dayAndMonth(b, 'en')}`,
  newDefinition: 'definition changed',
  launches: 'Launches',
  days: (n) => `T${n < 0 ? '−' : '+'}${Math.abs(n)}\u00a0d`,
  month: 'End of month',
  followers: 'Followers',
  gain: 'Gained',
  launch: 'Launch',
  unknown: 'no reading',
  fromTo: (a, dayA, b, dayB) =>
    `${count(a, 'en')} on ${longDay(dayA, 'en')}, ${count(b, 'en')} on ${longDay(dayB, 'en')}.`,
  gap: (from, to) => `No reading: ${dayRange(from, to, 'en')}.`,
  outlook: (low, high, by) =>
    `Projection for ${longDay(by, 'en')}: between ${count(low, 'en')} and ${count(high, 'en')}.`,
  marked: (names) => `Launches marked: ${names.join(', ')}.`,
  launchGains: (items) =>
    items.map((i) => `${i.name}: ${i.gain === null ? 'no reading' : delta(i.gain, 'en')}`).join(', ') + '.',
}

function ordinalEn(day: string): string {
  const n = Number(day.slice(8))
  const suffix = n % 100 >= 11 && n % 100 <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th')
  return `${n}${suffix}`
}

export const CHART_WORDS: Readonly<Record<Language, ChartWords>> = { fr, en }

/** The day of a chart's instant, in UTC, as charts place days. */
export const utcDay = (at: number): string => dayIn(at, 'UTC')
