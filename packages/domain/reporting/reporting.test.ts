import { describe, expect, test } from 'vitest'
import { duePeriod, linkState, lockedForSeconds, ReportStretch, suggestedPeriods } from './index.ts'

const id = '019a0000-0000-7000-8000-000000000001'
const at = (text: string) => Temporal.Instant.from(text)

describe('the periods to report on', () => {
  test('are whole, over, and the usual one comes first', () => {
    expect(suggestedPeriods('2026-11-24', 'month', '2025-06-01')).toEqual([
      { kind: 'month', from: '2026-10-01', to: '2026-10-31' },
      { kind: 'quarter', from: '2026-07-01', to: '2026-09-30' },
      { kind: 'year', from: '2025-01-01', to: '2025-12-31' },
      { kind: 'since-start', from: '2025-06-01', to: '2026-10-31' },
    ])
    expect(suggestedPeriods('2026-01-01', 'quarter', '2025-12-15').map(({ kind, to }) => [kind, to])).toEqual([
      ['quarter', '2025-12-31'],
      ['month', '2025-12-31'],
      ['year', '2025-12-31'],
    ])
    expect(suggestedPeriods('2026-11-24', 'month', '2026-11-01')).toEqual([])
  })

  test('are typed in order, and not for ever', () => {
    const why = (from: string, until: string) =>
      ReportStretch.safeParse({ definitionId: id, from, until }).error?.issues.map(({ message }) => message)
    expect(why('2026-02-01', '2026-01-31')).toEqual(['ends-before-it-starts'])
    expect(why('1990-01-01', '2026-01-31')).toEqual(['too-long'])
    expect(why('2026-01-01', '2026-01-31')).toBeUndefined()
  })
})

test('a report is due when its usual period is over and has no edition', () => {
  const mandate = { startsOn: '2025-06-01', endsOn: '2026-12-31' }
  const october = { from: '2026-10-01', until: '2026-10-31' }
  const due = { from: october.from, to: october.until }
  expect(duePeriod('2026-11-24', 'month', mandate, [])).toEqual(due)
  // The same days of another stretch are no edition of it.
  expect(duePeriod('2026-11-24', 'month', mandate, [{ from: '2025-06-01', until: '2026-10-31' }])).toEqual(due)
  expect(duePeriod('2026-11-24', 'month', mandate, [october])).toBeNull()
  expect(duePeriod('2026-11-24', 'custom', mandate, [])).toBeNull()
  expect(duePeriod('2026-11-24', 'month', { startsOn: '2026-11-02', endsOn: '2027-11-01' }, [])).toBeNull()
  expect(duePeriod('2026-11-24', 'month', { startsOn: '2025-06-01', endsOn: '2026-09-30' }, [])).toBeNull()
})

describe('a link', () => {
  test('is shut for longer after each row of wrong passwords', () => {
    expect([0, 1, 4, 5, 6, 10, 15, 20, 40, 500].map(lockedForSeconds)).toEqual([
      0, 0, 0, 60, 0, 120, 240, 480, 3600, 3600,
    ])
  })

  test('says that it was taken back before it says that it is out of date', () => {
    const now = at('2026-11-24T12:00:00Z')
    const past = at('2026-11-24T11:59:59Z')
    expect(linkState({ revokedAt: null, expiresAt: null }, now)).toBe('open')
    expect(linkState({ revokedAt: null, expiresAt: now }, now)).toBe('expired')
    expect(linkState({ revokedAt: past, expiresAt: past }, now)).toBe('revoked')
  })
})
