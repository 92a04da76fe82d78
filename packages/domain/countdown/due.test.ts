import { describe, expect, test } from 'vitest'
import type { Condition } from './index.ts'
import { type Attempt, conditionHolds, conditionIsLost, newAttempt, resolveDueAt, type Timing } from './index.ts'

const at = (text: string) => Temporal.Instant.from(text)
const T0_AT = at('2026-12-12T13:37:00Z')
const planned = newAttempt('019a0000-0000-7000-8000-000000000001', 1, { kind: 'instant', at: T0_AT })
const go: Attempt = { ...planned, state: 'go' }
const launched: Attempt = { ...go, state: 'launched', liftoffAt: T0_AT.add({ seconds: 42 }) }
const closed: Attempt = { ...launched, state: 'closed', outcome: 'success', outcomeAt: T0_AT.add({ minutes: 35 }) }
const failed: Attempt = { ...closed, outcome: 'failure' }
const scrubbed: Attempt = { ...go, state: 'scrubbed', scrubbedAt: T0_AT.subtract({ seconds: 7 }) }
const onHold: Attempt = { ...go, state: 'hold', t0: { kind: 'unknown' } }

const anchored = (
  base: 't0' | 'liftoff' | 'scrub' | 'outcome',
  offsetSeconds: number,
  condition: Condition = 'any',
): Timing => ({
  kind: 'anchored',
  base,
  offsetSeconds,
  condition,
})
const dueAt = (timing: Timing, attempt: Attempt | null) => {
  const due = resolveDueAt(timing, attempt)
  return due.kind === 'due' ? due.at.toString() : due.for
}

describe('conditions hold', () => {
  test.each<[Condition, string[]]>([
    ['any', ['planned', 'go', 'launched', 'closed', 'failed']],
    ['go', ['go']],
    ['launched', ['launched', 'closed', 'failed']],
    ['success', ['closed']],
    ['anomaly', ['failed']],
    ['scrubbed', ['scrubbed']],
  ])('%s', (condition, where) => {
    const attempts = { planned, go, onHold, launched, closed, failed, scrubbed }
    const holds = Object.entries(attempts).filter(([, attempt]) => conditionHolds(condition, attempt))
    expect(holds.map(([name]) => name)).toEqual(where)
  })

  test('or can no longer come to', () => {
    expect(conditionIsLost('go', launched)).toBe(true)
    expect(conditionIsLost('success', launched)).toBe(false)
    expect(conditionIsLost('success', failed)).toBe(true)
    expect(conditionIsLost('any', scrubbed)).toBe(true)
    expect(conditionIsLost('launched', onHold)).toBe(false)
  })
})

describe('a post is due', () => {
  test('at its own instant, whatever the event does', () => {
    expect(dueAt({ kind: 'fixed', at: T0_AT }, onHold)).toBe('2026-12-12T13:37:00Z')
    expect(dueAt({ kind: 'unscheduled' }, null)).toBe('unscheduled')
  })

  test('so long before T-0, once T-0 is an instant', () => {
    expect(dueAt(anchored('t0', -7200), planned)).toBe('2026-12-12T11:37:00Z')
    expect(dueAt(anchored('t0', -7200), { ...planned, t0: { kind: 'unknown' } })).toBe('t0-unknown')
    expect(dueAt(anchored('t0', -7200), { ...planned, t0: { kind: 'day', day: '2026-12-12' } })).toBe('t0-is-a-day')
    expect(dueAt(anchored('t0', -7200), onHold)).toBe('on-hold')
    expect(dueAt(anchored('t0', -7200), null)).toBe('no-event')
  })

  test('after the real lift-off, shown where T-0 would put it until then', () => {
    const timing = anchored('liftoff', 300, 'launched')
    expect(resolveDueAt(timing, go)).toEqual({
      kind: 'waits',
      for: 'not-launched',
      projected: T0_AT.add({ seconds: 300 }),
    })
    expect(dueAt(timing, launched)).toBe('2026-12-12T13:42:42Z')
    expect(dueAt(timing, scrubbed)).toBe('attempt-scrubbed')
  })

  test('after the outcome or the scrub once it is entered', () => {
    expect(dueAt(anchored('outcome', 60, 'success'), launched)).toBe('no-outcome')
    expect(dueAt(anchored('outcome', 60, 'success'), closed)).toBe('2026-12-12T14:13:00Z')
    expect(dueAt(anchored('scrub', 120, 'scrubbed'), go)).toBe('not-scrubbed')
    expect(dueAt(anchored('scrub', 120, 'scrubbed'), scrubbed)).toBe('2026-12-12T13:38:53Z')
  })

  test('never, when it is a contingency that was not needed', () => {
    expect(dueAt(anchored('t0', 600, 'anomaly'), go)).toBe('no-outcome')
    expect(dueAt(anchored('t0', 600, 'anomaly'), closed)).toBe('not-needed')
    expect(dueAt(anchored('t0', 600, 'anomaly'), failed)).toBe('2026-12-12T13:47:00Z')
    expect(dueAt(anchored('scrub', 0, 'scrubbed'), launched)).toBe('not-needed')
    expect(dueAt(anchored('liftoff', 0, 'scrubbed'), scrubbed)).toBe('not-needed')
  })

  test('on the wall of a zone, counted in days from the day that T-0 has there', () => {
    const dayBefore = (zone: string): Timing => ({
      kind: 'calendar',
      base: 't0',
      dayOffset: -1,
      wallTime: '18:00',
      zone,
      condition: 'any',
    })
    const late: Attempt = { ...planned, t0: { kind: 'instant', at: at('2026-12-12T23:30:00Z') } } // 13 December in Paris, still the 12th in Kourou
    expect(dueAt(dayBefore('Europe/Paris'), late)).toBe('2026-12-12T17:00:00Z')
    expect(dueAt(dayBefore('America/Cayenne'), late)).toBe('2026-12-11T21:00:00Z')
    const day: Attempt = { ...planned, t0: { kind: 'day', day: '2026-12-12' } }
    expect(dueAt(dayBefore('Europe/Paris'), day)).toBe('2026-12-11T17:00:00Z')
  })

  test('at the same wall time on both sides of a clock change', () => {
    const timing: Timing = {
      kind: 'calendar',
      base: 't0',
      dayOffset: 1,
      wallTime: '09:00',
      zone: 'Europe/Paris',
      condition: 'any',
    }
    const beforeChange: Attempt = { ...planned, t0: { kind: 'instant', at: at('2027-03-27T12:00:00Z') } }
    expect(dueAt(timing, beforeChange)).toBe('2027-03-28T07:00:00Z')
    const skipped: Attempt = { ...beforeChange }
    expect(dueAt({ ...timing, wallTime: '02:30' }, skipped)).toBe('2027-03-28T01:30:00Z')
  })
})
