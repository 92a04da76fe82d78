import { intlTag, language, MINUS, NARROW, NBSP, type Language } from './language.ts'

const formats = new Map<string, Intl.NumberFormat>()

function format(of: Language, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${of} ${JSON.stringify(options)}`
  const known = formats.get(key)
  if (known) return known
  const made = new Intl.NumberFormat(intlTag(of), options)
  formats.set(key, made)
  return made
}

function write(value: number, of: Language, options: Intl.NumberFormatOptions): string {
  return format(of, options)
    .formatToParts(value)
    .map((part) => (part.type === 'minusSign' ? MINUS : part.value))
    .join('')
}

/** 370 000 / 370,000. `digits` is the number of decimals, 0 unless told. */
export function number(value: number, digits = 0, of: Language = language()): string {
  return write(value, of, { minimumFractionDigits: digits, maximumFractionDigits: digits })
}

/** +1 204, −12, 0: a change always carries its sign. */
export function signed(value: number, digits = 0, of: Language = language()): string {
  return write(value, of, {
    signDisplay: 'exceptZero',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
}

/** 0.032 is 3,2 % / 3.2%. */
export function percent(ratio: number, digits = 1, of: Language = language()): string {
  return number(ratio * 100, digits, of) + (of === 'fr' ? `${NARROW}%` : '%')
}

/** +3,2 % / +3.2%. */
export function signedPercent(ratio: number, digits = 1, of: Language = language()): string {
  return signed(ratio * 100, digits, of) + (of === 'fr' ? `${NARROW}%` : '%')
}

export interface DeltaText {
  /** +14 200 */
  change: string
  /** +4,0 %, or null where there is no base to divide by. */
  share: string | null
}

/** The change from `before` to `now`, with its share of `before`; a percent without its base is never shown alone. */
export function delta(now: number, before: number, of: Language = language()): DeltaText {
  const change = now - before
  return { change: signed(change, 0, of), share: before === 0 ? null : signedPercent(change / before, 1, of) }
}

/** 412 ko / 412 kB, in steps of a thousand. */
export function bytes(size: number, of: Language = language()): string {
  const units = of === 'fr' ? ['o', 'ko', 'Mo', 'Go'] : ['B', 'kB', 'MB', 'GB']
  let rest = size
  let step = 0
  while (rest >= 1000 && step < units.length - 1) {
    rest /= 1000
    step += 1
  }
  const digits = step === 0 || rest >= 100 || Number.isInteger(rest) ? 0 : 1
  return `${number(rest, digits, of)}${NBSP}${units[step]}`
}

/** 17 000 € / €17,000 from integer cents; cents are shown only when there are any. */
export function money(cents: number, currency: string, of: Language = language()): string {
  const digits = cents % 100 === 0 ? 0 : 2
  return write(cents / 100, of, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
}
