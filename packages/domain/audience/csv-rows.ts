import { dayIn, type Day, type Instant, instantOf, isBefore } from '../shared/index.ts'
import { parseCount, parseDay } from './csv-cells.ts'
import type { ImportedFigure, ImportError, ImportOptions, ImportPlan } from './csv-import.ts'
import type { SheetRow } from './csv-sheet.ts'

/** No network that this product knows is older. */
const OLDEST_DAY: Day = '2004-01-01'

/** Where the date and the figure of a row stand, and what the header says of them. */
export type RowColumns = { date: number; value: number; header: readonly string[] }

/** The figures of one channel's rows, or everything that is wrong with them. */
export function readRows(rows: readonly SheetRow[], columns: RowColumns, options: ImportOptions): ImportPlan {
  const errors: ImportError[] = []
  const figures: ImportedFigure[] = []
  const seen = new Set<Day>()
  for (const { cells, row } of rows) {
    const dateCell = cells[columns.date] ?? ''
    const valueCell = cells[columns.value] ?? ''
    const day = parseDay(dateCell, options.dateOrder ?? 'day-first')
    const wrongDay = whatIsWrongWithDay(dateCell, day, seen, options)
    if (wrongDay) errors.push({ row, column: columns.header[columns.date] ?? '', why: wrongDay, value: dateCell })
    if (day) seen.add(day)
    if (valueCell.trim() === '') continue
    const value = parseCount(valueCell)
    const wrongValue = value === null ? 'not-a-whole-number' : value < 0 ? 'negative' : null
    if (wrongValue) errors.push({ row, column: columns.header[columns.value] ?? '', why: wrongValue, value: valueCell })
    if (day && value !== null) figures.push({ row, day, at: instantOfFigure(day, options), value })
  }
  const sorted = figures.toSorted((a, b) => (a.day < b.day ? -1 : 1))
  const first = sorted[0]
  const last = sorted.at(-1)
  if (errors.length === 0 && (!first || !last)) errors.push({ row: 1, column: '', why: 'empty-file', value: '' })
  if (errors.length > 0 || !first || !last) return { kind: 'refused', errors, rows: rows.length }
  return { kind: 'ready', figures: sorted, gaps: rows.length - figures.length, from: first.day, to: last.day }
}

function whatIsWrongWithDay(
  cell: string,
  day: Day | null,
  seen: ReadonlySet<Day>,
  options: ImportOptions,
): ImportError['why'] | null {
  if (cell.trim() === '') return 'missing-date'
  if (!day) return 'not-a-date'
  if (day < OLDEST_DAY) return 'too-old'
  if (day > dayIn(options.zone, options.now)) return 'in-the-future'
  if (seen.has(day)) return 'duplicate-day'
  return options.known?.has(day) ? 'already-known' : null
}

function instantOfFigure(day: Day, options: ImportOptions): Instant {
  const noon = instantOf(day, '12:00', options.zone)
  return isBefore(options.now, noon) ? options.now : noon
}
