import { describe, expect, test } from 'vitest'
import { atMinute, onDay, pack, quietOf, spanOf, stack, step, timingAt } from './calendar-span.ts'

describe('what a view shows', () => {
  test('a week runs from Monday to Sunday around its day', () => {
    const { days, from, until } = spanOf('week', '2025-12-12', 'Europe/Paris')
    expect([days[0], days.at(-1)]).toEqual(['2025-12-08', '2025-12-14'])
    expect([from, until]).toEqual(['2025-12-07T23:00:00Z', '2025-12-14T23:00:00Z'])
  })

  test('a month is shown in whole weeks', () => {
    const { days } = spanOf('month', '2025-12-12', 'Europe/Paris')
    expect([days[0], days.at(-1), days.length]).toEqual(['2025-12-01', '2026-01-04', 35])
    expect(step('month', '2026-01-31', 1)).toBe('2026-02-01')
  })

  test('a day is one, a list is two weeks from its day on', () => {
    expect(spanOf('day', '2025-12-12', 'Europe/Paris').days).toEqual(['2025-12-12'])
    const { days } = spanOf('list', '2025-12-12', 'Europe/Paris')
    expect([days[0], days.at(-1), days.length]).toEqual(['2025-12-12', '2025-12-25', 14])
    expect([step('day', '2025-12-31', 1), step('list', '2025-12-12', -1)]).toEqual(['2026-01-01', '2025-11-28'])
  })

  test('the week of a change of hour has its full seven days', () => {
    const { from, until } = spanOf('week', '2025-10-26', 'Europe/Paris')
    expect((Date.parse(until) - Date.parse(from)) / 3_600_000).toBe(7 * 24 + 1)
  })
})

describe('another time', () => {
  test('keeps the wall time over a change of hour', () => {
    expect(onDay('2025-10-24T08:00:00Z', '2025-10-27', 'Europe/Paris')).toBe('2025-10-27T09:00:00Z')
    expect(atMinute('2025-12-12', 19 * 60 + 37, 'Europe/Paris')).toBe('2025-12-12T18:37:00Z')
  })

  test('what hangs goes on hanging', () => {
    const timing = { kind: 'anchored', base: 't0', offsetSeconds: -1800, condition: 'go' } as const
    const post = { timing, at: '2025-12-12T18:07:00Z' }
    expect(timingAt(post, '2025-12-12T17:37:00Z')).toEqual({ ...timing, offsetSeconds: -3600 })
    expect(timingAt(post, '2026-06-12T17:37:00Z')).toBeNull()
    expect(timingAt({ timing, at: null }, '2025-12-12T17:37:00Z')).toBeNull()
  })

  test('a day anchor takes the day and the hour in its own zone', () => {
    const timing = {
      kind: 'calendar',
      base: 't0',
      dayOffset: 1,
      wallTime: '10:00',
      zone: 'America/Cayenne',
      condition: 'launched',
    } as const
    const moved = timingAt({ timing, at: '2025-12-13T13:00:00Z' }, '2025-12-15T01:30:00Z')
    expect(moved).toEqual({ ...timing, dayOffset: 2, wallTime: '22:30' })
  })

  test('what had no time gets a fixed one', () => {
    expect(timingAt({ timing: { kind: 'unscheduled' }, at: null }, '2025-12-12T17:37:00Z')).toEqual({
      kind: 'fixed',
      at: '2025-12-12T17:37:00Z',
    })
  })
})

test('a quiet night is two stretches of a day, moved to the reader’s clock', () => {
  const quiet = { from: '22:00', until: '07:00', zone: 'Europe/Paris' }
  expect(quietOf('2025-12-12', quiet, 'Europe/Paris')).toEqual([
    { from: 0, until: 420 },
    { from: 1320, until: 1440 },
  ])
  expect(quietOf('2025-12-12', quiet, 'America/Cayenne')).toEqual(
    [
      { from: 1080, until: 1440 },
      { from: 0, until: 180 },
    ].toSorted((a, b) => a.from - b.from),
  )
})

test('cards of the same minute stand under each other', () => {
  expect(stack([0, 10, 100], 24)).toEqual([0, 24, 100])
})

describe('a day that is wide', () => {
  test('puts side by side what would hide each other, and keeps each at its minute where it can', () => {
    expect(pack([0, 10, 60, 61], 24, 2)).toEqual([
      { top: 0, column: 0 },
      { top: 10, column: 1 },
      { top: 60, column: 0 },
      { top: 61, column: 1 },
    ])
  })

  test('of 40 posts at one minute fits in a third of the height', () => {
    const placed = pack(
      Array.from({ length: 40 }, () => 0),
      24,
      3,
    )
    expect(Math.max(...placed.map(({ top }) => top))).toBe(13 * 24)
    expect(new Set(placed.map(({ top, column }) => `${top} ${column}`)).size).toBe(40)
  })
})
