import { stringify } from 'csv-stringify/sync'
import type { Language } from '../format/index.ts'

/** What a cell may hold. Numbers stay numbers, negative ones too; null is an empty cell, never zero. */
export type Cell = string | number | null

// A spreadsheet runs a text that begins so as a formula; so does one that hides it behind a tab, a return or a full-width sign.
const FORMULA = /^[\s\u00a0\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/

/** A text that no spreadsheet runs: an apostrophe before what would be a formula. */
export function guarded(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text
}

function cell(value: Cell, language: Language): string {
  if (value === null) return ''
  if (typeof value === 'string') return guarded(value.toWellFormed().replaceAll('\u0000', ''))
  if (!Number.isFinite(value)) return ''
  const text = String(value)
  return language === 'fr' ? text.replace('.', ',') : text
}

/** Writes rows as CSV: UTF-8 with a byte order mark, CRLF, semicolons and decimal commas in French, commas and points in English. */
export function writeCsv(head: readonly string[], rows: readonly (readonly Cell[])[], language: Language): string {
  const text = rows.map((row) => row.map((c) => cell(c, language)))
  return stringify([head.map((h) => guarded(h)), ...text], {
    bom: true,
    delimiter: language === 'fr' ? ';' : ',',
    record_delimiter: 'windows',
  })
}
