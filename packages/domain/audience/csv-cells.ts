import type { Day } from '../shared/index.ts'

/** How a date such as 03/04/2026 is read. */
export type DateOrder = 'day-first' | 'month-first'

/**
 * French and English months by what their names begin with, without accents. `mar` is March in both, `juil` comes
 * before `jui`.
 */
const MONTHS: readonly (readonly [RegExp, number])[] = [
  [/^ja/, 1],
  [/^f/, 2],
  [/^mar/, 3],
  [/^a[vp]/, 4],
  [/^ma[iy]/, 5],
  [/^jui?n/, 6],
  [/^ju/, 7],
  [/^ao|^au/, 8],
  [/^s/, 9],
  [/^o/, 10],
  [/^n/, 11],
  [/^d/, 12],
]

/**
 * Reads a day as people write it: 2026-12-09, 09/12/2026, 9.12.2026, "9 décembre 2026", "1er mars 2026", "9 Dec 2026",
 * "Dec 9, 2026"; a time of day behind it is left out. Null when it is none.
 */
export function parseDay(cell: string, order: DateOrder): Day | null {
  const text = cell.trim().normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  const iso = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[t ].*)?$/.exec(text)
  if (iso) return day(iso[1], iso[2], iso[3])
  const numeric = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?: .*)?$/.exec(text)
  if (numeric)
    return order === 'day-first' ? day(numeric[3], numeric[2], numeric[1]) : day(numeric[3], numeric[1], numeric[2])
  const dayThenMonth = /^(\d{1,2})(?:er|st|nd|rd|th)?\s+([a-z]{3,})\.?,?\s+(\d{4})$/.exec(text)
  if (dayThenMonth) return day(dayThenMonth[3], month(dayThenMonth[2]), dayThenMonth[1])
  const monthThenDay = /^([a-z]{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/.exec(text)
  return monthThenDay ? day(monthThenDay[3], month(monthThenDay[1]), monthThenDay[2]) : null
}

function month(name: string | undefined): string | undefined {
  const found = MONTHS.find(([begins]) => name !== undefined && begins.test(name))
  return found && String(found[1])
}

function day(year: string | undefined, monthOf: string | undefined, dayOf: string | undefined): Day | null {
  if (!year || !monthOf || !dayOf) return null
  const text = `${year}-${monthOf.padStart(2, '0')}-${dayOf.padStart(2, '0')}`
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString()
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

/**
 * Reads a whole number as people write it: 370000, 370 000 (any space), 370,000, 370.000, 370'000, also with empty
 * decimals (370 000,00). Negative numbers are read as such; fractions and abbreviations ("1.2k") are not numbers here:
 * null.
 */
export function parseCount(cell: string): number | null {
  const text = cell.trim().replace(/^[+]/, '').replace('\u2212', '-')
  const grouped = /^(-?)(\d{1,3}(?:([\s'’.,])\d{3})(?:\3\d{3})*)(?:([.,])0{1,2})?$/.exec(text)
  if (grouped && grouped[3] !== grouped[4]) return whole(grouped[1], grouped[2]?.replace(/\D/g, ''))
  const plain = /^(-?)(\d{1,15})(?:[.,]0{1,2})?$/.exec(text)
  return plain ? whole(plain[1], plain[2]) : null
}

function whole(sign: string | undefined, digits: string | undefined): number | null {
  const value = Number(digits)
  if (!Number.isSafeInteger(value)) return null
  return sign === '-' && value !== 0 ? -value : value
}
