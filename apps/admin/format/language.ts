import { getLocale } from '../paraglide/runtime.js'

export type Language = 'fr' | 'en'

/** The language of the person in front of the screen. */
export function language(): Language {
  return getLocale() === 'fr' ? 'fr' : 'en'
}

/** The tag for Intl: English is written the European way, day before month. */
export function intlTag(of: Language = language()): 'fr-FR' | 'en-GB' {
  return of === 'fr' ? 'fr-FR' : 'en-GB'
}

/** Narrow no-break space: before ; ! ? and inside guillemets, and between thousands in French. */
export const NARROW = '\u202f'
/** No-break space: before a colon in French, between a number and its unit. */
export const NBSP = '\u00a0'
/** A true minus, as wide as a plus. */
export const MINUS = '\u2212'
/** A hyphen that does not break: T‑0. */
export const HYPHEN = '\u2011'
