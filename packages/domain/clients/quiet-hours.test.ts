import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { endOfQuietHours, inQuietHours, QuietHours } from './index.ts'

const at = (text: string) => Temporal.Instant.from(text)
const night: QuietHours = { from: '22:00', until: '07:00', zone: 'Europe/Paris' }

describe('quiet hours', () => {
  test('cross midnight, with their start and without their end', () => {
    expect(inQuietHours(night, at('2026-12-12T21:00:00Z'))).toBe(true)
    expect(inQuietHours(night, at('2026-12-12T20:59:59Z'))).toBe(false)
    expect(inQuietHours(night, at('2026-12-13T05:59:59Z'))).toBe(true)
    expect(inQuietHours(night, at('2026-12-13T06:00:00Z'))).toBe(false)
  })

  test('may lie within a day', () => {
    const noon: QuietHours = { from: '12:00', until: '14:00', zone: 'America/Cayenne' }
    expect(inQuietHours(noon, at('2026-12-12T15:00:00Z'))).toBe(true)
    expect(inQuietHours(noon, at('2026-12-12T17:00:00Z'))).toBe(false)
    expect(endOfQuietHours(noon, at('2026-12-12T15:30:00Z')).toString()).toBe('2026-12-12T17:00:00Z')
  })

  test('follow the wall through both clock changes in Paris', () => {
    expect(endOfQuietHours(night, at('2027-03-27T22:00:00Z')).toString()).toBe('2027-03-28T05:00:00Z')
    expect(endOfQuietHours(night, at('2026-10-24T22:00:00Z')).toString()).toBe('2026-10-25T06:00:00Z')
  })

  test('that end in the hour that spring skips, end after the skip', () => {
    const early: QuietHours = { from: '22:00', until: '02:30', zone: 'Europe/Paris' }
    expect(endOfQuietHours(early, at('2027-03-28T00:30:00Z')).toString()).toBe('2027-03-28T01:00:00Z')
  })

  test('that end in the hour that autumn repeats, are over only when they do not come back', () => {
    const early: QuietHours = { from: '22:00', until: '02:30', zone: 'Europe/Paris' }
    expect(endOfQuietHours(early, at('2026-10-25T00:15:00Z')).toString()).toBe('2026-10-25T00:30:00Z')
    expect(endOfQuietHours(early, at('2026-10-25T01:15:00Z')).toString()).toBe('2026-10-25T01:30:00Z')
  })

  test('of no length are no quiet hours', () => {
    expect(QuietHours.safeParse({ ...night, until: '22:00' }).success).toBe(false)
    expect(QuietHours.safeParse({ ...night, zone: 'Europe/Roubaix' }).success).toBe(false)
  })

  const wall = fc
    .record({ hour: fc.integer({ min: 0, max: 23 }), minute: fc.integer({ min: 0, max: 59 }) })
    .map(({ hour, minute }) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`)
  const instant = fc
    .integer({
      min: at('2026-01-01T00:00:00Z').epochMilliseconds / 1000,
      max: at('2028-01-01T00:00:00Z').epochMilliseconds / 1000,
    })
    .map((seconds) => Temporal.Instant.fromEpochMilliseconds(seconds * 1000))
  const around = fc
    .constantFrom('2026-03-29T01:00:00Z', '2026-10-25T01:00:00Z', '2027-03-28T01:00:00Z', '2027-10-31T01:00:00Z')
    .chain((change) => fc.integer({ min: -180, max: 180 }).map((minutes) => at(change).add({ minutes })))

  test.prop([wall, wall, fc.constantFrom('Europe/Paris', 'America/Cayenne'), fc.oneof(instant, around)], {
    numRuns: 1000,
  })('end at a loud instant that is the first one, on every day of two years', (from, until, zone, when) => {
    fc.pre(from !== until)
    const quiet: QuietHours = { from, until, zone }
    const end = endOfQuietHours(quiet, when)
    expect(inQuietHours(quiet, end)).toBe(false)
    expect(Temporal.Instant.compare(end, when)).toBeGreaterThanOrEqual(0)
    if (!inQuietHours(quiet, when)) expect(end.equals(when)).toBe(true)
    const minutes = (end.epochMilliseconds - when.epochMilliseconds) / 60_000
    for (let step = 0; step < minutes; step += 1) expect(inQuietHours(quiet, when.add({ minutes: step }))).toBe(true)
  })
})
