import Papa from 'papaparse'
import { dayIn, type Day, type Instant, instantOf, isBefore, type Zone } from '../shared/index.ts'
import { type DateOrder, parseCount, parseDay } from './csv-cells.ts'

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

/** No network that this product knows is older. */
const OLDEST_DAY: Day = '2004-01-01'

const DATE_HEADERS = new Set(['date', 'jour', 'day'])
const VALUE_HEADERS = new Set(['abonnes', 'followers', 'fans', 'likes', 'valeur', 'value', 'total', 'nombre', 'count'])

/** The text of a CSV file: UTF-8, else Windows-1252, which is what French spreadsheets still save. */
export function decodeCsv(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return new TextDecoder('windows-1252').decode(bytes)
    throw error
  }
}

/**
 * Reads past figures of one channel: a header with a date and a figure column (French or English), then a row for each
 * day, separated by ";", tab or ",". A figure stands at noon of its day in the zone (today's at `now` when it is
 * earlier). A row without a figure is a gap.
 */
export function planImport(text: string, options: ImportOptions): ImportPlan {
  const { data, errors: faults } = Papa.parse<string[]>(text.replace(/^\ufeff/, ''), {
    delimiter: delimiterOf(text),
    skipEmptyLines: false,
  })
  const [header, ...rows] = data
  const used = rows
    .map((cells, index) => ({ cells, row: index + 2 }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  const columns = columnsOf(header ?? [])
  const broken = beforeReading(header, used.length, columns, faults)
  if (broken.length > 0 || columns.date < 0 || columns.value < 0)
    return { kind: 'refused', errors: broken, rows: used.length }
  return readRows(used, { date: columns.date, value: columns.value, header: header ?? [] }, options)
}

type Columns = { date: number; value: number; header: readonly string[] }

function readRows(
  rows: readonly { cells: string[]; row: number }[],
  columns: Columns,
  options: ImportOptions,
): ImportPlan {
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

/** Faults that leave no row worth reading. */
function beforeReading(
  header: readonly string[] | undefined,
  rows: number,
  columns: { date: number; value: number },
  faults: readonly Papa.ParseError[],
): ImportError[] {
  if (!header || header.every((cell) => cell.trim() === ''))
    return [{ row: 1, column: '', why: 'empty-file', value: '' }]
  const written = header.join(' ').slice(0, 200)
  const errors: ImportError[] = []
  if (columns.date < 0) errors.push({ row: 1, column: 'date', why: 'missing-column', value: written })
  if (columns.value < 0) errors.push({ row: 1, column: 'followers', why: 'missing-column', value: written })
  if (rows === 0) errors.push({ row: 1, column: '', why: 'empty-file', value: '' })
  if (rows > MOST_ROWS) errors.push({ row: MOST_ROWS + 2, column: '', why: 'too-many-rows', value: String(rows) })
  for (const fault of faults) {
    if (fault.type === 'Quotes')
      errors.push({ row: (fault.row ?? 0) + 1, column: '', why: 'unreadable-row', value: fault.code })
  }
  return errors
}

/** The first separator of the header line, French spreadsheets' own first. */
function delimiterOf(text: string): string {
  const header = text.split(/\r?\n/, 1)[0] ?? ''
  return [';', '\t', ','].find((delimiter) => header.includes(delimiter)) ?? ';'
}

function columnsOf(header: readonly string[]): { date: number; value: number } {
  const plain = header.map((cell) => cell.trim().normalize('NFD').replace(/\p{M}/gu, '').toLowerCase())
  return {
    date: plain.findIndex((cell) => DATE_HEADERS.has(cell)),
    value: plain.findIndex((cell) => VALUE_HEADERS.has(cell)),
  }
}
