import { intlTag, language, NARROW, type Language } from './language.ts'

/** « Remplissage » / “Remplissage”: a title inside a sentence. */
export function quoted(text: string, of: Language = language()): string {
  return of === 'fr' ? `«${NARROW}${text}${NARROW}»` : `“${text}”`
}

/** Facebook, X et Bluesky / Facebook, X and Bluesky. */
export function list(items: readonly string[], of: Language = language()): string {
  return new Intl.ListFormat(intlTag(of), { type: 'conjunction' }).format(items)
}

/** NB for Nour Benali; one letter for one word. */
export function initials(name: string): string {
  const words = name
    .trim()
    .split(/\s+/)
    .filter((word) => /^\p{L}/u.test(word))
  const first = words[0]?.charAt(0) ?? ''
  const last = words.length > 1 ? (words.at(-1)?.charAt(0) ?? '') : ''
  return (first + last).toLocaleUpperCase()
}

/** For sorting names: accents and case do not tear a list apart. */
export function compareNames(a: string, b: string, of: Language = language()): number {
  return a.localeCompare(b, intlTag(of), { sensitivity: 'base', numeric: true })
}
