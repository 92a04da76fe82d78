export { keptCorrections } from './kept-corrections.ts'
export { sendCsv, sendPdf, sendStored } from './send-files.ts'
