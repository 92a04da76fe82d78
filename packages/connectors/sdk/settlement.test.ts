import { expect, test } from 'vitest'
import { unseen } from './settlement.ts'

const since = Temporal.Instant.from('2026-12-12T12:00:00Z')
const after = (seconds: number) => since.add({ seconds })

test('exact: one empty reading proves absence', () => {
  expect(unseen('exact', since, [], after(1))).toEqual({ kind: 'absent' })
})

test('good: two empty readings two minutes apart prove it, the first past the time-out', () => {
  expect(unseen('good', since, [], after(40))).toMatchObject({ why: 'not-seen-yet', readAgainAt: after(160) })
  expect(unseen('good', since, [after(40)], after(159))).toMatchObject({ why: 'not-seen-yet', readAgainAt: after(160) })
  expect(unseen('good', since, [after(40)], after(160))).toEqual({ kind: 'absent' })
})

test('good: a reading made while the request could still arrive does not count', () => {
  expect(unseen('good', since, [], after(5))).toMatchObject({ why: 'not-seen-yet', readAgainAt: after(30) })
  expect(unseen('good', since, [after(5)], after(130))).toMatchObject({ why: 'not-seen-yet', readAgainAt: after(250) })
  expect(unseen('good', since, [after(5), after(130)], after(250))).toEqual({ kind: 'absent' })
})

test('weak: nothing proves absence, and after three readings a person is asked', () => {
  expect(unseen('weak', since, [], after(5))).toMatchObject({ why: 'not-seen-yet', readAgainAt: after(65) })
  const asked = { kind: 'unknown', why: 'cannot-prove', failure: null, readAgainAt: null }
  expect(unseen('weak', since, [after(5), after(65)], after(9999))).toEqual(asked)
  expect(unseen('none', since, [], after(5))).toEqual(asked)
})
