import { describe, expect, test } from 'vitest'
import { byHarm, NoticeKind, NOTICES, toldFirst, toldNext } from './index.ts'

const NOW = Temporal.Instant.from('2026-12-12T13:37:00Z')

test('what may have gone wrong before the public comes first, then the oldest', () => {
  const notices = [
    { kind: 'post-commented', at: NOW },
    { kind: 'delivery-failed', at: NOW },
    { kind: 'delivery-uncertain', at: NOW },
    { kind: 'delivery-failed', at: NOW.subtract({ minutes: 5 }) },
    { kind: 'approval-missing', at: NOW },
  ] as const
  expect(byHarm(notices).map(({ kind, at }) => [kind, NOW.since(at).total('minutes')])).toEqual([
    ['delivery-uncertain', 0],
    ['delivery-failed', 5],
    ['delivery-failed', 0],
    ['approval-missing', 0],
    ['post-commented', 0],
  ])
})

test('no two kinds share a harm, so that the order is always the same', () => {
  const severities = NoticeKind.options.map((kind) => NOTICES[kind].severity)
  expect(new Set(severities).size).toBe(severities.length)
})

describe('somebody is always told', () => {
  test('the person on duty, else the directors', () => {
    expect(toldFirst('nour', ['ines'])).toEqual(['nour'])
    expect(toldFirst(null, ['ines', 'paul'])).toEqual(['ines', 'paul'])
  })

  test('then the directors, when a bad notice stays unread for ten minutes', () => {
    const notice = { kind: 'delivery-failed', at: NOW, read: false, told: ['nour'] } as const
    expect(toldNext(notice, ['ines'], NOW.add({ minutes: 9 }))).toEqual([])
    expect(toldNext(notice, ['ines', 'nour'], NOW.add({ minutes: 10 }))).toEqual(['ines'])
    expect(toldNext({ ...notice, read: true }, ['ines'], NOW.add({ minutes: 10 }))).toEqual([])
    expect(toldNext({ ...notice, kind: 'post-approved' }, ['ines'], NOW.add({ hours: 10 }))).toEqual([])
  })
})
