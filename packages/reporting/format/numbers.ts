import { LOCALE, type Language } from './language.ts'

const MINUS = '\u2212'
const NBSP = '\u00a0'

const formats = new Map<string, Intl.NumberFormat>()

function format(language: Language, key: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const id = `${language}:${key}`
  let made = formats.get(id)
  if (!made) {
    made = new Intl.NumberFormat(LOCALE[language], options)
    formats.set(id, made)
  }
  return made
}

// Intl writes a hyphen for minus; a true minus is as wide as the plus above it.
const trueMinus = (text: string): string => text.replace(/^[-\u2212]/, MINUS)

/** A whole number: 370 000 in French (narrow unbreakable spaces), 370,000 in English. */
export function count(value: number, language: Language): string {
  return trueMinus(format(language, 'count', { maximumFractionDigits: 0 }).format(value))
}

/** A change: +14 200, −190, and 0 without a sign. */
export function delta(value: number, language: Language): string {
  const text = count(Math.abs(value), language)
  return value === 0 || Math.round(value) === 0 ? text : `${value > 0 ? '+' : MINUS}${text}`
}

function fixed(value: number, language: Language, digits: number): string {
  return trueMinus(
    format(language, `fixed${digits}`, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value),
  )
}

/** A share from a ratio: 0.925 is 92,5 % in French, 92.5% in English. One decimal. */
export function percent(ratio: number, language: Language): string {
  const text = fixed(ratio * 100, language, 1)
  return language === 'fr' ? `${text}${NBSP}%` : `${text}%`
}

/** A relative change from a ratio, with its sign: +4,0 %. What rounds to nothing has no sign. */
export function deltaPercent(ratio: number, language: Language): string {
  const text = percent(Math.abs(ratio), language)
  if (Math.round(Math.abs(ratio) * 1000) === 0) return text
  return `${ratio > 0 ? '+' : MINUS}${text}`
}

/** An amount from integer hundredths: 0,94 € in French, €0.94 in English. */
export function money(cents: number, currency: string, language: Language, signed = false): string {
  const options = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const
  const text = format(language, `money${currency}`, options).format(Math.abs(cents) / 100)
  if (cents === 0) return text
  if (cents < 0) return `${MINUS}${text}`
  return signed ? `+${text}` : text
}

/** A projected number without false precision: three significant digits. */
export function rough(value: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, Math.abs(value)))) - 2)
  return Math.round(value / step) * step
}

/** A figure for an axis, as short as it can be without lying: 100 000, or 1,5 M from a million on. */
export function axisCount(value: number, language: Language): string {
  if (Math.abs(value) < 1_000_000) return count(value, language)
  const text = trueMinus(format(language, 'millions', { maximumFractionDigits: 2 }).format(value / 1_000_000))
  return language === 'fr' ? `${text}${NBSP}M` : `${text}M`
}
