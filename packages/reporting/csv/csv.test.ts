import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { lyreInput } from '../fixture/lyre.ts'
import { buildReport } from '../model/index.ts'
import { guarded, renderCsv, writeCsv } from './index.ts'

test.prop([fc.string({ unit: 'binary' })])('no text begins as a formula', (text) => {
  expect(guarded(text)).not.toMatch(/^[\s\u00a0\u200b\ufeff]*[=+\-@]/)
})

describe('CSV', () => {
  it('guards texts and leaves numbers alone', () => {
    const text = writeCsv(
      ['=A'],
      [
        ['=1+1', '@x', '-5', '+33', '\t=1', 'plain'],
        [-5, 1.5, 0, null],
      ],
      'fr',
    )
    expect(text).toBe("\ufeff'=A\r\n'=1+1;'@x;'-5;'+33;'\t=1;plain\r\n-5;1,5;0;\r\n")
    expect(writeCsv(['a'], [[-1.5, 'a,b']], 'en')).toBe('\ufeffa\r\n-1.5,"a,b"\r\n')
  })

  it('carries every figure with its provenance, and an empty cell for a gap', () => {
    const model = buildReport(lyreInput())
    const lines = renderCsv(model, 'figures').split('\r\n')
    expect(lines.length).toBe(Object.keys(model.figures).length + 2)
    const gain = lines.find((l) => l.startsWith('facebook.gain;'))
    expect(gain).toContain(';14200;gain;')
    expect(gain).toContain('page_follows')
    expect(lines.find((l) => l.startsWith('bluesky.year.followers;'))).toContain(';;count;')
    const days = renderCsv(model, 'followers').split('\r\n')
    expect(
      days.filter((l) => l.startsWith('Facebook;Orphée Lanceurs;2025-03-1') && l.includes(';;sans lecture')),
    ).toHaveLength(7)
    expect(renderCsv(model, 'posts').split('\r\n')).toHaveLength(6)
  })
})
