import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { lyreInput } from '../fixture/lyre.ts'
import { buildReport } from '../model/index.ts'
import {
  followerCurve,
  launchesChart,
  layoutFollowerCurve,
  layoutLaunches,
  smallMultiples,
  sparkline,
  type CurveData,
} from './index.ts'
import { overlaps, spread, type Box } from './place.ts'

const DAY = 86_400_000
const facebook = buildReport(lyreInput()).channels[0]?.curve ?? expect.fail('no channel')
const empty: CurveData = { points: [], gaps: [], launches: [], goal: null, outlook: [], changes: [], opened: null }
const options = { language: 'fr', width: 776, height: 352, id: 'c', title: 'Abonnés <Facebook>' } as const

describe('the follower curve', () => {
  it('leaves the gap open and names it', () => {
    const g = layoutFollowerCurve(facebook, options)
    expect(g.line.match(/M/g)).toHaveLength(2)
    expect(g.gaps[0]?.label?.lines).toEqual(['sans lecture', '13–19\u00a0mars'])
  })

  it('marks the launches, the scrub, the goal and the projection', () => {
    const chart = followerCurve(facebook, options)
    const svg = chart.svg.text
    for (const words of [
      'Calliope',
      'Lyre 1',
      'Lyre 2',
      'Aristée',
      'arrêté à T−7\u00a0s',
      'le 3, lancé le 5',
      '370\u202f000',
    ])
      expect(svg).toContain(words)
    expect(svg).toContain('Objectif\u00a0: 400\u202f000 au 31 mars 2026')
    expect(svg).toContain('class="cone"')
    expect(svg).toContain('Abonnés &lt;Facebook&gt;</title>')
    expect(chart.description).toContain('Sans lecture\u00a0: 13–19\u00a0mars.')
    expect(chart.table.rows.at(-1)).toEqual(['30 novembre 2025', '370\u202f000', '+14\u202f200', ''])
  })

  it('says that there is nothing rather than drawing zero', () => {
    const chart = followerCurve(empty, options)
    expect(chart.svg.text).toContain('Aucune lecture sur cette période')
    expect(chart.svg.text).not.toMatch(/class="s1"|class="dot"/)
    expect(
      smallMultiples([{ data: empty, id: 'a', title: 'a' }], { language: 'en', width: 300, height: 120 })[0]?.svg.text,
    ).toContain('No reading')
    expect(sparkline([], [], options).text).not.toContain('<path')
  })

  it('draws the same in English with English words and commas', () => {
    const svg = followerCurve(facebook, { ...options, language: 'en' }).svg.text
    expect(svg).toContain('Goal: 400,000 by 31 March 2026')
    expect(svg).toContain('scrub at T−7\u00a0s')
  })

  const launches = fc.array(
    fc.record({
      name: fc.constantFrom('Lyre 1', 'Calliope', 'Un lancement au nom long'),
      day: fc.integer({ min: 0, max: 500 }),
    }),
    { maxLength: 14 },
  )
  const walk = fc.array(fc.integer({ min: -300, max: 2000 }), { minLength: 20, maxLength: 500 })
  test.prop([launches, walk, fc.constantFrom(358, 640, 776), fc.option(fc.integer({ min: 1, max: 2_000_000 }))], {
    numRuns: 80,
  })('no two labels touch', (named, steps, width, goal) => {
    let level = 1000
    const points = steps.map((step, i) => ({ at: i * DAY, value: (level = Math.max(0, level + step)) }))
    const data: CurveData = {
      ...empty,
      points,
      launches: named
        .map((l) => ({ name: l.name, at: l.day * DAY, scrubs: [{ at: (l.day - 2) * DAY, secondsBefore: 7 }] }))
        .sort((a, b) => a.at - b.at),
      goal: goal === null ? null : { value: goal, by: 520 * DAY },
    }
    const g = layoutFollowerCurve(data, { width, height: 320, language: 'fr' })
    const boxes: Box[] = [
      ...g.launches.map((l) => l.label),
      ...g.notes,
      ...g.gaps.map((p) => p.label),
      g.goal?.label,
      g.end?.label,
    ].flatMap((l) => (l ? [l.box] : []))
    for (const [i, a] of boxes.entries()) for (const b of boxes.slice(i + 1)) expect(overlaps(a, b)).toBe(false)
    for (const b of boxes) expect(b.x >= 0 && b.x + b.w <= width).toBe(true)
    expect(g.launches).toHaveLength(
      data.launches.filter((l) => l.at <= Math.max(DAY, (points.length - 1) * DAY)).length,
    )
  })
})

describe('launches over each other', () => {
  it('labels each line at its end, apart from the others, and leaves unread days open', () => {
    const points = (scale: number): { day: number; gain: number | null }[] =>
      Array.from({ length: 15 }, (_, i) => ({ day: i - 7, gain: i === 4 ? null : i * scale }))
    const traces = [100, 101, 102, 103].map((scale, i) => ({
      name: `L${i}`,
      points: points(scale),
      gain: 14 * scale,
      scrubs: [],
    }))
    const data = { traces, before: 7, after: 7, inked: null }
    const g = layoutLaunches(data, { width: 400, height: 256, language: 'fr' })
    const heights = g.traces.map((t) => t.labelY).sort((a, b) => a - b)
    for (const [i, y] of heights.entries()) if (i > 0) expect(y - (heights[i - 1] ?? 0)).toBeGreaterThanOrEqual(16.9)
    expect(g.traces[0]?.line.match(/M/g)).toHaveLength(2)
    expect(g.traces.find((t) => t.inked)?.name).toBe('L3')
    expect(launchesChart(data, options).table.rows[3]).toEqual(['L3', '+1\u202f442'])
  })

  test.prop([fc.array(fc.double({ min: 0, max: 300, noNaN: true }), { maxLength: 9 })])(
    'spreads heights apart and keeps their order',
    (ys) => {
      const placed = spread(ys, 17, 0, 300)
      const order = ys.map((y, i) => [y, i] as const).sort((a, b) => a[0] - b[0] || a[1] - b[1])
      for (let k = 1; k < order.length; k++) {
        const [a, b] = [order[k - 1], order[k]]
        expect((placed[b?.[1] ?? 0] ?? 0) - (placed[a?.[1] ?? 0] ?? 0)).toBeGreaterThanOrEqual(17 - 1e-6)
      }
    },
  )
})
