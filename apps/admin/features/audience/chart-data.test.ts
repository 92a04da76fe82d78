import { expect, test } from 'vitest'
import { type ChannelSeries, curveOf, launchesOf } from './chart-data.ts'
import { dayIn, wallMs } from './days.ts'

const ZONE = 'America/Cayenne'
const read = (day: string, value: number) => ({
  day,
  at: `${day}T09:00:00Z`,
  value,
  source: 'api' as const,
  definition: 'followers_count@v24.0',
})

const channel: ChannelSeries = {
  id: 'c',
  clientId: 'k',
  clientName: 'Orphée Lanceurs',
  zone: ZONE,
  network: 'facebook',
  networkName: 'Facebook',
  handle: 'orpheelanceurs',
  name: 'Orphée Lanceurs',
  state: 'connected',
  openedOn: null,
  days: [read('2026-10-01', 10), read('2026-10-05', 20)],
  gaps: [
    { from: '2026-10-02', to: '2026-10-04', days: 3, open: false },
    { from: '2026-10-06', to: '2026-10-09', days: 4, open: true },
  ],
  redefined: [],
  change: { delta: 10, ratio: 1, base: { value: 10, at: '2026-10-01T09:00:00Z' }, because: null, firstInPeriod: true },
  goals: [
    {
      mandateId: 'm',
      mandateName: 'Réseaux',
      target: 40,
      dueOn: '2026-12-31',
      outlook: {
        outlook: 'open',
        reachedAt: null,
        points: 2,
        steps: [{ at: '2026-10-05T09:00:00Z', likely: 20, low: 20, high: 20 }],
      },
    },
  ],
}

test('a closed gap is bounded by the readings around it, an open one draws nothing', () => {
  const { points, gaps } = curveOf(channel, [], { toToday: true, from: '2026-09-30' })
  expect(points).toEqual([
    { at: Date.parse('2026-10-01T06:00:00Z'), value: 10 },
    { at: Date.parse('2026-10-05T06:00:00Z'), value: 20 },
  ])
  expect(gaps).toEqual([{ from: points[0]?.at, to: points[1]?.at, firstDay: '2026-10-02', lastDay: '2026-10-04' }])
})

test('the goal and its line stand only on a curve that reaches today', () => {
  expect(curveOf(channel, [], { toToday: true, from: '2026-09-30' })).toMatchObject({
    goal: { value: 40 },
    outlook: [{ likely: 20 }],
  })
  expect(curveOf(channel, [], { toToday: false, from: '2026-09-30' })).toMatchObject({ goal: null, outlook: [] })
})

test('an event that never flew is marked at its scrub', () => {
  const scrub = { at: '2026-10-03T22:00:00Z', secondsBefore: 7 }
  const event = { id: 'e', clientId: 'k', name: 'Lyre 2', outcome: null, scrubs: [scrub] }
  expect(
    launchesOf(
      [
        { ...event, liftoffAt: null },
        { ...event, liftoffAt: '2026-10-05T22:00:00Z' },
      ],
      ZONE,
    ),
  ).toMatchObject([{ at: Date.parse('2026-10-03T19:00:00Z') }, { at: Date.parse('2026-10-05T19:00:00Z') }])
})

test('days and wall times are those of the zone', () => {
  expect(dayIn(ZONE, new Date('2026-10-02T01:00:00Z'))).toBe('2026-10-01')
  expect(wallMs('2026-07-01T12:00:00Z', 'Europe/Paris')).toBe(Date.parse('2026-07-01T14:00:00Z'))
})

test('the day that an account was opened is told only where the curve begins before it and no figure does', () => {
  const opened = (openedOn: string, from = '2026-09-01') =>
    curveOf({ ...channel, openedOn }, [], { toToday: true, from }).opened
  expect(opened('2026-10-01')).toBe(Date.parse('2026-10-01T00:00:00Z'))
  expect(opened('2026-10-01', '2026-10-01')).toBe(null)
  expect(opened('2026-10-03')).toBe(null)
})
