import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { lyreInput } from '../fixture/lyre.ts'
import { renderReport } from '../html/index.ts'
import { buildReport } from '../model/index.ts'
import { createPdfPrinter, type PdfPrinter } from './index.ts'

let home: string
let printer: PdfPrinter

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'reporting-pdf-'))
  printer = createPdfPrinter({ home, idleMs: 300 })
})
afterAll(async () => {
  await printer.close()
  await rm(home, { recursive: true, force: true })
})

/** A PDF as text: its plain objects, and the streams that inflate. */
function contents(pdf: Uint8Array): string {
  const raw = Buffer.from(pdf)
  let text = raw.toString('latin1')
  for (const m of text.matchAll(/stream\r?\n/g)) {
    const start = m.index + m[0].length
    const end = raw.indexOf('endstream', start)
    if (raw[start] === 0x78) text += inflateSync(raw.subarray(start, end), { finishFlush: 2 }).toString('latin1')
  }
  return text
}

it('prints the demo’s report on two tagged A4 pages with selectable text', { timeout: 120_000 }, async () => {
  const { html } = renderReport(buildReport(lyreInput()), { medium: 'paper' })
  const text = contents(await printer.render(html, { language: 'fr' }))
  expect(text.startsWith('%PDF-')).toBe(true)
  expect(text.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(2)
  expect(text).toMatch(/\/MediaBox\s*\[0 0 59[45]\.\d+ 84[12]/)
  expect(text).toContain('/StructTreeRoot')
  expect(text).toContain('/Outlines')
  expect(text).toContain('/ToUnicode')
})

it('fetches nothing, and ends the browser when nothing is printed', { timeout: 120_000 }, async () => {
  let asked = 0
  const server = createServer((_, response) => void response.end(String(++asked))).listen(0, '127.0.0.1')
  await new Promise((done) => server.once('listening', done))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  const page = `<!doctype html><html lang="en"><head><style>p{color:red}</style></head><body><p>x</p><img src="http://127.0.0.1:${port}/a.png"><script>fetch('http://127.0.0.1:${port}/b')</script></body></html>`
  const printed = await Promise.all([
    printer.render(page, { language: 'en' }),
    printer.render(page, { language: 'en' }),
  ])
  for (const pdf of printed) expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe('%PDF-')
  expect(asked).toBe(0)
  expect(printer.running()).toBe(true)
  await expect.poll(() => printer.running(), { timeout: 10_000 }).toBe(false)
  server.close()
})
