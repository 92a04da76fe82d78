import type { Day, Instant, Zone } from '../shared/index.ts'
import type { DateOrder } from './csv-cells.ts'
import { readRows } from './csv-rows.ts'
import { DATE_HEADERS, plainHeader, readSheet, type SheetFault, VALUE_HEADERS } from './csv-sheet.ts'

/** A figure read from a row; `row` is the line in the spreadsheet, the header being 1. */
export type ImportedFigure = { row: number; day: Day; at: Instant; value: number }

/**
 * What is wrong with a cell: where, why, and what stands there. `column` is the header as written, or what was looked
 * for.
 */
export type ImportError = {
  row: number
  column: string
  why:
    | 'empty-file'
    | 'missing-column'
    | 'too-many-rows'
    | 'unreadable-row'
    | 'missing-date'
    | 'not-a-date'
    | 'too-old'
    | 'in-the-future'
    | 'duplicate-day'
    | 'already-known'
    | 'not-a-whole-number'
    | 'negative'
  value: string
}

/**
 * The dry run: all figures, or all errors. Nothing is imported while one row is wrong. `gaps` counts the rows without a
 * figure.
 */
export type ImportPlan =
  | { kind: 'ready'; figures: ImportedFigure[]; gaps: number; from: Day; to: Day }
  | { kind: 'refused'; errors: ImportError[]; rows: number }

/** How to read a file. `known` are the days that already have an imported figure. */
export type ImportOptions = { zone: Zone; now: Instant; dateOrder?: DateOrder; known?: ReadonlySet<Day> }

/** Longer files are refused: this is more than twenty-five years of days. */
export const MOST_ROWS = 10_000

/**
 * Reads past figures of one channel: a header with a date and a figure column (French or English), then a row for each
 * day, separated by ";", tab or ",". A figure stands at noon of its day in the zone (today's at `now` when it is
 * earlier). A row without a figure is a gap.
 */
export function planImport(text: string, options: ImportOptions): ImportPlan {
  const { header, rows: used, faults } = readSheet(text)
  const columns = columnsOf(header)
  const broken = beforeReading(header, used.length, columns, faults)
  if (broken.length > 0 || columns.date < 0 || columns.value < 0)
    return { kind: 'refused', errors: broken, rows: used.length }
  return readRows(used, { date: columns.date, value: columns.value, header }, options)
}

/** Faults that leave no row worth reading. */
function beforeReading(
  header: readonly string[],
  rows: number,
  columns: { date: number; value: number },
  faults: readonly SheetFault[],
): ImportError[] {
  if (header.every((cell) => cell.trim() === '')) return [{ row: 1, column: '', why: 'empty-file', value: '' }]
  const written = header.join(' ').slice(0, 200)
  const errors: ImportError[] = []
  if (columns.date < 0) errors.push({ row: 1, column: 'date', why: 'missing-column', value: written })
  if (columns.value < 0) errors.push({ row: 1, column: 'followers', why: 'missing-column', value: written })
  if (rows === 0) errors.push({ row: 1, column: '', why: 'empty-file', value: '' })
  if (rows > MOST_ROWS) errors.push({ row: MOST_ROWS + 2, column: '', why: 'too-many-rows', value: String(rows) })
  for (const fault of faults) errors.push({ row: fault.row, column: '', why: 'unreadable-row', value: fault.code })
  return errors
}

function columnsOf(header: readonly string[]): { date: number; value: number } {
  const plain = header.map(plainHeader)
  return {
    date: plain.findIndex((cell) => DATE_HEADERS.has(cell)),
    value: plain.findIndex((cell) => VALUE_HEADERS.has(cell)),
  }
}
