import Papa from 'papaparse'

/** A row that holds something; `row` is its line in the spreadsheet, the header being 1. */
export type SheetRow = { row: number; cells: string[] }
/** A row whose quotes cannot be made sense of. */
export type SheetFault = { row: number; code: string }
/** A CSV file in cells, nothing understood yet. Empty rows are left out; the others keep their own line. */
export type Sheet = { header: string[]; rows: SheetRow[]; faults: SheetFault[] }

/** Headers without accents, that name a column by themselves. */
export const DATE_HEADERS: ReadonlySet<string> = new Set(['date', 'jour', 'day'])
export const VALUE_HEADERS: ReadonlySet<string> = new Set([
  'abonnes',
  'followers',
  'fans',
  'likes',
  'valeur',
  'value',
  'total',
  'nombre',
  'count',
])

/** The text of a CSV file: UTF-8, else Windows-1252, which is what French spreadsheets still save. */
export function decodeCsv(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return new TextDecoder('windows-1252').decode(bytes)
    throw error
  }
}

/** Cuts a text separated by ";", tab or "," into its header and rows. A byte order mark is left out. */
export function readSheet(text: string): Sheet {
  const plain = text.replace(/^\ufeff/, '')
  const { data, errors } = Papa.parse<string[]>(plain, { delimiter: delimiterOf(plain), skipEmptyLines: false })
  const [header = [], ...rows] = data
  return {
    header,
    rows: rows
      .map((cells, index) => ({ cells, row: index + 2 }))
      .filter(({ cells }) => cells.some((cell) => cell.trim() !== '')),
    faults: errors
      .filter(({ type }) => type === 'Quotes')
      .map((fault) => ({ row: (fault.row ?? 0) + 1, code: fault.code })),
  }
}

/** A header as it is compared: without accents, case and edges. */
export function plainHeader(cell: string): string {
  return cell.trim().normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

/** The first separator of the header line, French spreadsheets' own first. */
function delimiterOf(text: string): string {
  const header = text.split(/\r?\n/, 1)[0] ?? ''
  return [';', '\t', ','].find((delimiter) => header.includes(delimiter)) ?? ';'
}
