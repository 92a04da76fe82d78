import { describe, expect, test } from 'vitest'
import { drawSlip } from './slip-geometry.ts'

const post = (id: string, from: string, to: string, decide = false) => ({ id, title: id, from, to, decide })
const asked = {
  before: '2025-12-12T18:37:00Z',
  after: '2025-12-14T19:45:00Z',
  zone: 'Europe/Paris',
  neighbours: [],
  quiet: { from: '22:00', until: '07:00', zone: 'Europe/Paris' },
  dayWord: (at: string) => at.slice(8, 10),
}

describe('two evenings on one clock', () => {
  const drawing = drawSlip({
    ...asked,
    posts: [
      post('rendez-vous', '2025-12-12T16:37:00Z', '2025-12-14T17:45:00Z'),
      post('images', '2025-12-12T20:07:00Z', '2025-12-14T21:15:00Z', true),
      post('film', '2025-12-13T09:00:00Z', '2025-12-15T09:00:00Z'),
    ],
  })

  test('every line leans by the slip on the wall, whatever the days between', () => {
    const lean = drawing.zero.to - drawing.zero.from
    // Points are kept to a tenth of a pixel.
    for (const line of drawing.lines) expect(Math.abs(line.to - line.from - lean)).toBeLessThan(0.25)
    expect(lean).toBeGreaterThan(0)
  })

  test('what lies farther than the evening is left to the list', () => {
    expect(drawing.lines.map((line) => line.id)).toEqual(['rendez-vous', 'images'])
  })

  test('the night begins at ten and reaches the edge', () => {
    const [night] = drawing.nights
    const ten = drawing.ticks.find((tick) => tick.label === '22:00')
    expect(night?.x).toBeCloseTo(ten?.x ?? -1, 0)
    expect((night?.x ?? 0) + (night?.width ?? 0)).toBeCloseTo(drawing.width, 0)
  })

  test('names T-0 and what needs a decision, and everything stays on the paper', () => {
    expect(drawing.labels.map((label) => label.text)).toEqual(['T\u20110 20:45', '22:15'])
    for (const line of drawing.lines)
      for (const x of [line.from, line.to]) expect(x >= 0 && x <= drawing.width).toBe(true)
    expect(drawing.rows).toEqual(['12', '14'])
  })
})

test('labels that would touch are left out, never T-0’s', () => {
  const drawing = drawSlip({
    ...asked,
    posts: [
      post('a', '2025-12-12T18:36:00Z', '2025-12-14T19:44:00Z', true),
      post('b', '2025-12-12T18:38:00Z', '2025-12-14T19:46:00Z', true),
    ],
  })
  expect(drawing.labels.map((label) => label.text)).toEqual(['T\u20110 20:45'])
})

test('an evening that crosses midnight keeps its order', () => {
  const drawing = drawSlip({
    ...asked,
    after: '2025-12-14T22:30:00Z',
    posts: [post('signal', '2025-12-12T19:37:00Z', '2025-12-14T23:30:00Z')],
  })
  expect(drawing.lines[0]!.to).toBeGreaterThan(drawing.zero.to)
})
