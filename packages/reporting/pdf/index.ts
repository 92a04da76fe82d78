export { closePdfPrinter, createPdfPrinter, renderPdf, type PdfPrinter } from './render.ts'
