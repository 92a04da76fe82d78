import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { dayIn, Instant, instantOf, Period, secondsBetween, startOfDay, WallTime, WebAddress, Zone } from './index.ts'

describe('an instant', () => {
  test('is read from ISO with an offset and written in UTC', () => {
    expect(z.encode(Instant, Instant.parse('2026-12-12T10:37:00-03:00'))).toBe('2026-12-12T13:37:00Z')
    for (const bad of ['2026-12-12', '2026-12-12T10:37:00', '2026-02-30T10:00:00Z', 'demain']) {
      expect(Instant.safeParse(bad).success).toBe(false)
    }
  })

  test('falls on another day in another zone', () => {
    const night = Temporal.Instant.from('2026-12-12T23:30:00Z')
    expect([dayIn('Europe/Paris', night), dayIn('America/Cayenne', night)]).toEqual(['2026-12-13', '2026-12-12'])
  })

  test('is as many whole seconds away, without a minus zero', () => {
    const zero = Temporal.Instant.from('2026-12-12T13:37:00Z')
    expect(secondsBetween(zero, zero.add({ milliseconds: 1999 }))).toBe(1)
    expect(Object.is(secondsBetween(zero, zero.subtract({ milliseconds: 5 })), 0)).toBe(true)
  })
})

test('a wall time that the clocks skip is read after the skip, a day that starts late starts then', () => {
  expect(instantOf('2027-03-28', '02:30', 'Europe/Paris').toString()).toBe('2027-03-28T01:30:00Z')
  expect(startOfDay('2018-11-04', 'America/Sao_Paulo').toString()).toBe('2018-11-04T03:00:00Z')
})

test('zones are names that know daylight saving, not offsets', () => {
  expect(['Europe/Paris', 'America/Cayenne', 'UTC'].every((zone) => Zone.safeParse(zone).success)).toBe(true)
  expect(['+02:00', 'Paris', '', 'Europe/Roubaix'].some((zone) => Zone.safeParse(zone).success)).toBe(false)
})

test('wall times, periods and addresses are checked where they come in', () => {
  expect([
    WallTime.safeParse('24:00').success,
    WallTime.safeParse('7:00').success,
    WallTime.safeParse('07:00').success,
  ]).toEqual([false, false, true])
  expect(Period.safeParse({ from: '2026-02-01', to: '2026-01-31' }).success).toBe(false)
  expect(WebAddress.safeParse('file:///etc/passwd').success).toBe(false)
})
