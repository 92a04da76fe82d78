import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import {
  boundsOf,
  daysOf,
  gapsOf,
  growth,
  METRICS,
  Metric,
  monthPeriod,
  periodAround,
  periodAYearBefore,
  periodBefore,
  type Point,
  project,
  projectToGoal,
  readingAt,
  runsOf,
  sinceMandateBegan,
  totalAt,
} from './index.ts'

const at = (text: string) => Temporal.Instant.from(text)
const START = at('2026-10-01T12:00:00Z')
const point = (day: number, value: number): Point => ({ at: START.add({ hours: 24 * day }), value })
const daily = (values: readonly number[]) => values.map((value, day) => point(day, value))

describe('periods', () => {
  test('of whole months are followed back by months', () => {
    expect(periodBefore({ from: '2026-10-01', to: '2026-10-31' })).toEqual({ from: '2026-09-01', to: '2026-09-30' })
    expect(periodBefore({ from: '2026-01-01', to: '2026-03-31' })).toEqual({ from: '2025-10-01', to: '2025-12-31' })
    expect(periodAYearBefore({ from: '2025-02-01', to: '2025-02-28' })).toEqual({
      from: '2024-02-01',
      to: '2024-02-29',
    })
  })

  test('of days by as many days', () => {
    expect(periodBefore({ from: '2026-10-05', to: '2026-10-11' })).toEqual({ from: '2026-09-28', to: '2026-10-04' })
    expect(periodAYearBefore({ from: '2024-02-26', to: '2024-02-29' })).toEqual({
      from: '2023-02-26',
      to: '2023-02-28',
    })
  })

  test('around a day', () => {
    expect(periodAround('2026-11-24', 'month')).toEqual(monthPeriod('2026-11'))
    expect(periodAround('2026-11-24', 'quarter')).toEqual({ from: '2026-10-01', to: '2026-12-31' })
    expect(periodAround('2024-02-03', 'year')).toEqual({ from: '2024-01-01', to: '2024-12-31' })
  })

  test('since the mandate began', () => {
    const period = monthPeriod('2026-10')
    expect(sinceMandateBegan(period, '2025-05-12')).toEqual({ from: '2025-05-12', to: '2026-10-31' })
    expect(sinceMandateBegan(period, '2026-11-01')).toBeNull()
  })

  test('have bounds in a zone, an hour longer or shorter where the clocks change', () => {
    const hours = (month: string, zone: string) => {
      const { from, until } = boundsOf(monthPeriod(month), zone)
      return from.until(until).total('hours')
    }
    expect(hours('2026-10', 'Europe/Paris')).toBe(31 * 24 + 1)
    expect(hours('2026-10', 'America/Cayenne')).toBe(31 * 24)
    expect(boundsOf({ from: '2026-12-12', to: '2026-12-12' }, 'America/Cayenne').from.toString()).toBe(
      '2026-12-12T03:00:00Z',
    )
  })

  const someDay = fc.integer({ min: 0, max: 4000 }).map((days) => Temporal.PlainDate.from('2020-01-01').add({ days }))
  test.prop([someDay, fc.integer({ min: 1, max: 400 })])(
    'touch the one before without a hole or an overlap',
    (first, length) => {
      const period = { from: first.toString(), to: first.add({ days: length - 1 }).toString() }
      const before = periodBefore(period)
      expect(Temporal.PlainDate.from(before.to).add({ days: 1 }).toString()).toBe(period.from)
      expect(boundsOf(before, 'Europe/Paris').until).toEqual(boundsOf(period, 'Europe/Paris').from)
      expect(daysOf(period)).toBe(length)
    },
  )
})

describe('a series', () => {
  const holed = [point(0, 10), point(1, 11), point(5, 15), point(6, 16)]

  test('speaks for an instant by its last reading, unless that is too old', () => {
    expect(readingAt(holed, START.add({ hours: 30 }))?.value).toBe(11)
    expect(readingAt(holed, START.add({ hours: 24 * 4 }))).toBeNull()
    expect(readingAt(holed, START.subtract({ hours: 1 }))).toBeNull()
    expect(totalAt(holed, START.add({ hours: 24 * 4 }))?.value).toBe(11)
  })

  test('has gaps, and is drawn in runs between them', () => {
    expect(gapsOf(holed)).toEqual([{ from: point(1, 0).at, to: point(5, 0).at }])
    expect(runsOf(holed.toReversed()).map((run) => run.map(({ value }) => value))).toEqual([
      [10, 11],
      [15, 16],
    ])
    expect(runsOf([])).toEqual([])
  })

  const days = fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 40 })
  test.prop([days])('loses no reading to its runs, and has one run more than gaps', (list) => {
    const points = list.map((day) => point(day, day))
    const runs = runsOf(points)
    expect(runs.flat()).toHaveLength(points.length)
    expect(runs.length).toBe(points.length === 0 ? 0 : gapsOf(points).length + 1)
  })
})

describe('growth', () => {
  test('is told with its base', () => {
    expect(growth(daily([100, 104, 110]), START, START.add({ hours: 48 }))).toEqual({
      start: point(0, 100),
      end: point(2, 110),
      delta: 10,
      ratio: 0.1,
    })
  })

  test('is not known without both ends, and has no ratio to nothing', () => {
    expect(growth([point(2, 110)], START, START.add({ hours: 48 }))).toMatchObject({
      start: null,
      delta: null,
      ratio: null,
    })
    expect(growth(daily([0, 5]), START, START.add({ hours: 24 }))).toMatchObject({ delta: 5, ratio: null })
  })
})

describe('the line', () => {
  test('through readings that lie on one points along it, with nothing to doubt', () => {
    const line = project(daily([100, 110, 120, 130, 140, 150, 160, 170]), point(30, 0).at)
    expect(line).toMatchObject({ kind: 'projected', points: 8, from: point(0, 0).at, to: point(7, 0).at })
    if (line.kind !== 'projected') return
    expect(line.value).toBeCloseTo(400, 6)
    expect(line.high - line.low).toBeLessThan(1e-6)
    expect(line.perDay).toBeCloseTo(10, 9)
  })

  test('has the interval of the textbook', () => {
    // Worked outside this code for x = 0 … 9: slope 1.939394, s = 0.980878; at x = 12 with t(0.90, 8) = 1.397.
    const line = project(daily([1, 4, 4, 8, 8, 12, 13, 14, 18, 18]), point(12, 0).at)
    if (line.kind !== 'projected') throw new Error('Ten readings make a line')
    expect(line.perDay).toBeCloseTo(1.939393939, 8)
    expect(line.value).toBeCloseTo(24.545454545, 8)
    expect(line.high - line.value).toBeCloseTo(1.829123351, 8)
    expect(line.value - line.low).toBeCloseTo(line.high - line.value, 8)
  })

  test('is not drawn through too few readings or too short a time', () => {
    expect(project(daily([1, 2, 3]), point(9, 0).at)).toEqual({ kind: 'unknown', why: 'too-few-readings' })
    expect(project(daily([1, 2, 3, 4, 5]), point(9, 0).at)).toEqual({ kind: 'unknown', why: 'too-few-readings' })
  })

  test('says of a goal whether it is likely, and when the line gets there', () => {
    const points = daily(Array.from({ length: 30 }, (_, day) => 1000 + day * 10 + (day % 2) * 4))
    const dueAt = point(60, 0).at
    const outlook = (target: number) => {
      const result = projectToGoal(points, { target, dueAt })
      return result.kind === 'projected' ? result.outlook : result.why
    }
    expect([outlook(1500), outlook(1602), outlook(1700)]).toEqual(['likely', 'open', 'unlikely'])
    const late = projectToGoal(points, { target: 2000, dueAt })
    if (late.kind !== 'projected' || !late.reachedAt) throw new Error('A rising line gets there')
    expect(Math.round(late.reachedAt.since(START).total('days'))).toBe(100)
    const falling = projectToGoal(daily([9, 8, 7, 6, 5, 4, 3, 2]), { target: 20, dueAt })
    expect(falling).toMatchObject({ outlook: 'unlikely', reachedAt: null })
  })

  // A normal deviate from two even ones (Box and Muller).
  const even = fc.double({ min: Number.EPSILON, max: 1, noNaN: true })
  const normal = fc.tuple(even, even).map(([u, v]) => Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * v))
  test('holds about eighty new readings in a hundred when the noise is even', () => {
    const samples = fc.sample(fc.array(normal, { minLength: 41, maxLength: 41 }), { numRuns: 2000, seed: 5 })
    const inside = samples.filter((noise) => {
      const values = noise.map((deviate, day) => 1000 + 5 * day + 20 * deviate)
      const line = project(daily(values.slice(0, 40)), point(40, 0).at)
      const next = values[40] ?? Number.NaN
      return line.kind === 'projected' && line.low <= next && next <= line.high
    })
    expect(inside.length / samples.length).toBeGreaterThan(0.74)
    expect(inside.length / samples.length).toBeLessThan(0.86)
  })
})

test('every metric says what it counts and of what', () => {
  expect(Metric.options.map((metric) => METRICS[metric].of)).toEqual([
    'channel',
    ...Array.from({ length: 6 }, () => 'delivery'),
  ])
})
