import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import { type Attempt, clockAt, clockParts, newAttempt } from './index.ts'

const T0_AT = Temporal.Instant.from('2026-12-12T13:37:00Z')
const planned = newAttempt('019a0000-0000-7000-8000-000000000001', 1, { kind: 'instant', at: T0_AT })

test('the clock ticks down to T-0, reaches zero exactly then, and counts up from the lift-off', () => {
  const shown = (attempt: Attempt, seconds: number) => {
    const value = clockAt(attempt, T0_AT.add({ milliseconds: Math.round(seconds * 1000) }))
    return value.kind === 'ticking' ? value.parts.totalSeconds : value.kind
  }
  expect(shown(planned, -0.001)).toBe(-1)
  expect(shown(planned, 0)).toBe(0)
  expect(shown(planned, 0.999)).toBe(0)
  const launched: Attempt = { ...planned, state: 'launched', liftoffAt: T0_AT.add({ seconds: 42 }) }
  expect(shown(launched, 60)).toBe(18)
})

test('the clock says a day, or nothing, where no instant is known, and what the end was', () => {
  expect(clockAt({ ...planned, t0: { kind: 'day', day: '2026-12-12' } }, T0_AT)).toEqual({
    kind: 'day',
    day: '2026-12-12',
  })
  expect(clockAt({ ...planned, t0: { kind: 'unknown' } }, T0_AT)).toEqual({ kind: 'unknown' })
  const closed: Attempt = {
    ...planned,
    state: 'closed',
    liftoffAt: T0_AT,
    outcome: 'partial',
    outcomeAt: T0_AT.add({ minutes: 35 }),
  }
  expect(clockAt(closed, T0_AT.add({ hours: 9 }))).toMatchObject({
    kind: 'over',
    outcome: 'partial',
    parts: { minutes: 35, seconds: 0 },
  })
})

test.prop([fc.integer({ min: -10_000_000, max: 10_000_000 })])('the parts add up to the whole', (totalSeconds) => {
  const { sign, days, hours, minutes, seconds } = clockParts(totalSeconds)
  const size = ((days * 24 + hours) * 60 + minutes) * 60 + seconds
  expect(sign === '-' ? -size : size).toBe(totalSeconds)
  expect([hours < 24, minutes < 60, seconds < 60]).toEqual([true, true, true])
})
