import { z } from 'zod'
import { type Instant, isZone, type Zone } from '../shared/index.ts'

/*
 * The grammar of placeholders in a text:
 *   {mission} {launcher} {site}          the event's name, what flies, where
 *   {payload}                            any fact that people typed for the event, by its name
 *   {t0 Europe/Paris fr}                 T-0 as that audience's clock and language say it: day and time
 *   {t0-day Europe/Paris fr}  {t0-time Europe/Paris fr}
 *   {{mission}}                          the braces themselves: "{mission}" is published as it stands
 * A name is a letter followed by letters, digits and hyphens; capitals do not count. Other braces are plain text.
 */
const PLACEHOLDER = /\{\{([^{}]+)\}\}|\{(t0(?:-day|-time)?(?: [^{}]*)?|\p{L}[\p{L}\p{N}-]{0,39})\}/giu
const T0_WORD = /^(t0|t0-day|t0-time) (\S+) (fr|en)$/
const T0_NAMES: ReadonlySet<string> = new Set(['t0', 't0-day', 't0-time'])

/** The names that an event fills by itself: no fact may be called so. */
export const OWN_NAMES = ['mission', 'launcher', 'site', 't0', 't0-day', 't0-time'] as const

/** The name of a fact: what stands between the braces, in small letters. */
export const FactName = z
  .string()
  .trim()
  .transform((name) => plain(name))
  .pipe(
    z
      .string()
      .regex(/^\p{L}[\p{L}\p{N}-]{0,39}$/u)
      .refine((name) => !OWN_NAMES.some((own) => own === name), { error: 'name-taken' }),
  )

/** What people typed about an event, by name: "payload" → "Sentinel-7C". A fact holds no braces, so that nothing is filled twice. */
export const EventFacts = z.record(
  FactName,
  z
    .string()
    .trim()
    .min(1)
    .max(300)
    .regex(/^[^{}]*$/),
)
export type EventFacts = z.output<typeof EventFacts>

/** All that a text's placeholders are filled from. `t0` is null while it is no instant. */
export type Filling = {
  mission: string
  launcher: string | null
  site: string | null
  facts: EventFacts
  t0: Instant | null
}

/** Gives the words that stand for what is between the braces; null when there are none. */
export type ValueOf = (placeholder: string) => string | null

/**
 * Why a placeholder stays empty. `no-event`: the post names no event · `no-fact`: the event has no such fact · `no-t0`: its T-0 is no instant yet ·
 * `unread`: zone or language of a T-0 cannot be read · `not-anchored`: a post whose time is its own would not follow the T-0 that it says.
 */
export type UnfilledWhy = 'no-event' | 'no-fact' | 'no-t0' | 'unread' | 'not-anchored'
export type Unfilled = { placeholder: string; why: UnfilledWhy }

/** The placeholders of a text, each once, as they are named between the braces and in the order of the text. */
export function placeholdersIn(text: string): string[] {
  return [...new Set([...text.matchAll(PLACEHOLDER)].flatMap(([, , name]) => (name === undefined ? [] : plain(name))))]
}

/** Those of its placeholders that say T-0: what they say changes with it. */
export function t0PlaceholdersIn(text: string): string[] {
  return placeholdersIn(text).filter(isOfT0)
}

/** The text as it leaves. What has no value stays as it was typed; what was filled is not looked at again. */
export function fillText(text: string, valueOf: ValueOf): string {
  return text.replace(PLACEHOLDER, (whole, escaped: string | undefined, name: string | undefined) => {
    if (escaped !== undefined) return `{${escaped}}`
    return valueOf(plain(name ?? '')) ?? whole
  })
}

/** Reads placeholders from an event; null is a post without event, for which none has a value. */
export function fillerOf(filling: Filling | null): ValueOf {
  return (placeholder) => {
    const value = valueIn(filling, placeholder)
    return typeof value === 'string' ? value : null
  }
}

/** The placeholders of some texts that have no value, each once, and why. */
export function unfilledIn(texts: readonly string[], filling: Filling | null): Unfilled[] {
  return [...new Set(texts.flatMap(placeholdersIn))].flatMap((placeholder) => {
    const value = valueIn(filling, placeholder)
    return typeof value === 'string' ? [] : [{ placeholder, why: value.why }]
  })
}

/** Whether texts with these placeholders say something else once T-0 has moved; while it is unknown nothing is said, and nothing differs. */
export function t0WordsChange(placeholders: readonly string[], from: Instant | null, to: Instant | null): boolean {
  if (!to) return false
  return placeholders.some((one) => !from || wordsOfT0(one, from) !== wordsOfT0(one, to))
}

function valueIn(filling: Filling | null, placeholder: string): string | { why: UnfilledWhy } {
  if (!filling) return { why: 'no-event' }
  if (isOfT0(placeholder)) {
    if (!readT0(placeholder)) return { why: 'unread' }
    return (filling.t0 && wordsOfT0(placeholder, filling.t0)) ?? { why: 'no-t0' }
  }
  const { mission, launcher, site, facts } = filling
  const own = new Map([
    ['mission', mission],
    ['launcher', launcher],
    ['site', site],
  ])
  const value = own.has(placeholder)
    ? own.get(placeholder)
    : Object.hasOwn(facts, placeholder)
      ? facts[placeholder]
      : null
  return value || { why: 'no-fact' }
}

function isOfT0(placeholder: string): boolean {
  return T0_NAMES.has(placeholder.split(' ')[0] ?? '')
}

function readT0(placeholder: string): { what: string; zone: Zone; language: 'fr' | 'en' } | null {
  const [, what, zone, language] = T0_WORD.exec(placeholder) ?? []
  if (!what || !zone || (language !== 'fr' && language !== 'en') || !isZone(zone)) return null
  return { what, zone, language }
}

/** Capitals do not count in a name; in a zone they do not either, for whoever reads it. */
function plain(name: string): string {
  const trimmed = name.normalize('NFC').replace(/\s+/g, ' ').trim()
  const [first = '', ...rest] = trimmed.split(' ')
  const small = first.toLowerCase()
  return T0_NAMES.has(small) && rest.length > 0
    ? [small, ...rest.slice(0, -1), (rest.at(-1) ?? '').toLowerCase()].join(' ')
    : trimmed.toLowerCase()
}

// Words of our own, not the runtime's: a newer edition of its tables must not void an approval.
const DAYS = {
  fr: ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
}
const MONTHS = {
  fr: 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' '),
}

function wordsOfT0(placeholder: string, t0: Instant): string | null {
  const read = readT0(placeholder)
  if (!read) return null
  const { what, zone, language } = read
  const at = t0.toZonedDateTimeISO(zone)
  const number = language === 'fr' && at.day === 1 ? '1er' : String(at.day)
  const day = `${DAYS[language][at.dayOfWeek - 1]} ${number} ${MONTHS[language][at.month - 1]}`
  const minutes = String(at.minute).padStart(2, '0')
  // French typography: no line may break between a number and its unit.
  const time =
    language === 'fr'
      ? `${at.hour}\u00A0h${at.minute === 0 ? '' : `\u00A0${minutes}`}`
      : `${String(at.hour).padStart(2, '0')}:${minutes}`
  if (what === 't0-day') return day
  if (what === 't0-time') return time
  return language === 'fr' ? `${day} à ${time}` : `${day} at ${time}`
}
