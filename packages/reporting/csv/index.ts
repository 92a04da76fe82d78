export { guarded, writeCsv, type Cell } from './cells.ts'
export { renderCsv, type CsvPart } from './report.ts'
