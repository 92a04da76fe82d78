import type { Day, Instant, Zone } from '../shared/index.ts'
import type { DateOrder } from './csv-cells.ts'
import { channelNamed, type CsvColumns, guessColumns, guessDateOrder, type NamedChannel } from './csv-columns.ts'
import { type ImportedFigure, type ImportError, MOST_ROWS } from './csv-import.ts'
import { readRows } from './csv-rows.ts'
import { readSheet, type Sheet, type SheetRow } from './csv-sheet.ts'

/** Files beyond this are refused before they are read: a daily file of 25 years and 50 channels is smaller. */
export const MOST_CHARACTERS = 20_000_000

/** More errors than these help nobody; the rest is counted. */
export const MOST_ERRORS = 200

/** What is wrong with a file of several channels. */
export type FileError = Omit<ImportError, 'why'> & {
  why:
    | ImportError['why']
    | 'columns-unknown'
    | 'channel-unsaid'
    | 'missing-channel'
    | 'unknown-channel'
    | 'ambiguous-channel'
}

/** What stands already of one channel: imported figures, and days that the network itself was read on. */
export type Standing = { imported: ReadonlyMap<Day, number>; read: ReadonlySet<Day> }

/** What a file brings to one channel. */
export type ChannelPlan = {
  channelId: string
  figures: ImportedFigure[]
  /** Rows without a figure. */
  gaps: number
  /** Figures that were imported before, the same. */
  same: number
  /** Days that the network was read on: its own reading stands, these are left out. */
  read: ImportedFigure[]
}

/** The dry run of a file: all that it would bring, or all that is wrong. `columns` is how it was read, null when it could not be told. */
export type FilePlan = {
  header: string[]
  sample: string[][]
  columns: CsvColumns | null
  order: DateOrder
  rows: number
} &
  /** `from` and `to` bound what is new; null when nothing is. */
  (
    | { kind: 'ready'; channels: ChannelPlan[]; from: Day | null; to: Day | null }
    | { kind: 'refused'; errors: FileError[]; more: number }
  )

/** How to read a file of past figures. */
export type FileOptions = {
  zone: Zone
  now: Instant
  channels: readonly NamedChannel[]
  /** The channel that a file without names is about. */
  channelId: string | null
  columns: CsvColumns | null
  order: DateOrder | null
  standing: ReadonlyMap<string, Standing>
}

/** Reads past figures of one or more channels. Nothing is brought while one row is wrong. */
export function planFile(text: string, options: FileOptions): FilePlan {
  const sheet = readSheet(text)
  const columns = options.columns ?? guessColumns(sheet, options.channels, options.channelId)
  const order = options.order ?? (columns ? guessDateOrder(sheet, columns.date) : 'day-first')
  const read = {
    header: sheet.header,
    sample: sheet.rows.slice(0, 5).map(({ cells }) => cells),
    columns,
    order,
    rows: sheet.rows.length,
  }
  const refuse = (errors: FileError[]): FilePlan => ({
    ...read,
    kind: 'refused',
    errors: errors.slice(0, MOST_ERRORS),
    more: Math.max(0, errors.length - MOST_ERRORS),
  })
  const broken = beforeReading(sheet, columns, options.channels)
  if (broken.length > 0 || !columns) return refuse(broken)
  const { parts, errors } = partsOf(sheet, columns, options.channels)
  const plans = parts.map((part) => planPart(part, sheet.header, order, options))
  errors.push(...plans.flatMap((plan) => plan.errors))
  const brought = plans.flatMap((plan) => (plan.plan ? [plan.plan] : []))
  const days = brought.flatMap((plan) => plan.figures.map(({ day }) => day)).toSorted()
  if (errors.length === 0 && brought.every((plan) => plan.figures.length + plan.same + plan.read.length === 0))
    errors.push({ row: 1, column: '', why: 'empty-file', value: '' })
  if (errors.length > 0) return refuse(errors.toSorted((a, b) => a.row - b.row))
  return { ...read, kind: 'ready', channels: brought, from: days[0] ?? null, to: days.at(-1) ?? null }
}

/** Faults that leave no row worth reading. */
function beforeReading(sheet: Sheet, columns: CsvColumns | null, channels: readonly NamedChannel[]): FileError[] {
  const { header, rows } = sheet
  if (header.every((cell) => cell.trim() === '') || rows.length === 0)
    return [{ row: 1, column: '', why: 'empty-file', value: '' }]
  const errors: FileError[] = sheet.faults.map(({ row, code }) => ({
    row,
    column: '',
    why: 'unreadable-row',
    value: code,
  }))
  if (errors.length > 0) return errors
  if (!columns) {
    // The columns are clear, only whose figures they are is not said.
    const unsaid = guessColumns(sheet, channels, channels[0]?.id ?? null) !== null
    return [
      {
        row: 1,
        column: '',
        why: unsaid ? 'channel-unsaid' : 'columns-unknown',
        value: header.join(' · ').slice(0, 200),
      },
    ]
  }
  return placesOf(columns)
    .filter((place) => place >= header.length)
    .map((place) => ({
      row: 1,
      column: String(place + 1),
      why: 'missing-column',
      value: header.join(' · ').slice(0, 200),
    }))
}

function placesOf(columns: CsvColumns): number[] {
  return columns.kind === 'by-row'
    ? [columns.date, columns.value, columns.channel]
    : [columns.date, ...columns.figures.map(({ column }) => column)]
}

type Part = { channelId: string; value: number; date: number; rows: SheetRow[] }

/** The rows of each channel; rows that name none are errors. */
function partsOf(sheet: Sheet, columns: CsvColumns, channels: readonly NamedChannel[]) {
  const errors: FileError[] = []
  if (columns.kind === 'by-column') {
    const parts = columns.figures.map(({ column, channelId }): Part => {
      return { channelId, value: column, date: columns.date, rows: sheet.rows }
    })
    return { parts, errors }
  }
  const byChannel = new Map<string, SheetRow[]>()
  const known = new Map<string, ReturnType<typeof channelNamed>>()
  for (const row of sheet.rows) {
    const cell = row.cells[columns.channel] ?? ''
    const meant = known.get(cell) ?? channelNamed(cell, channels)
    known.set(cell, meant)
    if (meant.kind === 'one') {
      const own = byChannel.get(meant.channel.id)
      if (own) own.push(row)
      else byChannel.set(meant.channel.id, [row])
      continue
    }
    const why = cell.trim() === '' ? 'missing-channel' : meant.kind === 'none' ? 'unknown-channel' : 'ambiguous-channel'
    errors.push({ row: row.row, column: sheet.header[columns.channel] ?? '', why, value: cell.slice(0, 200) })
  }
  const { date, value } = columns
  return { parts: [...byChannel].map(([channelId, rows]): Part => ({ channelId, value, date, rows })), errors }
}

function planPart(
  part: Part,
  header: readonly string[],
  order: DateOrder,
  { zone, now, standing }: FileOptions,
): { plan: ChannelPlan | null; errors: FileError[] } {
  const { channelId, rows, date, value } = part
  if (rows.length > MOST_ROWS) {
    const row = rows[MOST_ROWS]?.row ?? MOST_ROWS + 2
    return { plan: null, errors: [{ row, column: '', why: 'too-many-rows', value: String(rows.length) }] }
  }
  const plan = readRows(rows, { date, value, header }, { zone, now, dateOrder: order })
  if (plan.kind === 'refused') {
    // One channel of several without a figure is no error: another may have some.
    const errors = plan.errors.filter(({ why }) => why !== 'empty-file')
    const none = { channelId, figures: [], gaps: rows.length, same: 0, read: [] }
    return { plan: errors.length === 0 ? none : null, errors }
  }
  const own = standing.get(channelId) ?? { imported: new Map<Day, number>(), read: new Set<Day>() }
  const errors: FileError[] = []
  const brought: ChannelPlan = { channelId, figures: [], gaps: plan.gaps, same: 0, read: [] }
  for (const figure of plan.figures) {
    const before = own.imported.get(figure.day)
    if (before === figure.value) brought.same += 1
    else if (before !== undefined)
      errors.push({ row: figure.row, column: header[value] ?? '', why: 'already-known', value: String(before) })
    else if (own.read.has(figure.day)) brought.read.push(figure)
    else brought.figures.push(figure)
  }
  return { plan: brought, errors }
}
