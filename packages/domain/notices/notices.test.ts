import { expect, test } from 'vitest'
import { byHarm, isMailed, NoticeKind, NoticeSubject, SEVERITY, SUBJECTS } from './index.ts'

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

test('news that was called graver than its kind comes before the others', () => {
  const grave = { kind: 'event-slipped', severity: 1, at: NOW } as const
  const usual = { kind: 'approval-missing', at: NOW } as const
  expect(byHarm([usual, grave])).toEqual([grave, usual])
})

test('the order of harm and the severities say the same of every kind', () => {
  const kinds = byHarm(NoticeKind.options.map((kind) => ({ kind, at: NOW }))).map(({ kind }) => kind)
  expect(kinds).toEqual(Object.keys(SUBJECTS))
  expect(kinds.filter((kind) => !isMailed(SEVERITY[kind]))).toEqual([
    'event-launched',
    'poll-go',
    'post-approved',
    'post-commented',
    'report-frozen',
    'import-done',
  ])
})

test('every notice leads somewhere', () => {
  const known = NoticeSubject.options.map((option) => option.shape.kind.value)
  for (const kind of NoticeKind.options) {
    expect(SUBJECTS[kind]).not.toEqual([])
    for (const subject of SUBJECTS[kind]) expect(known).toContain(subject)
  }
})
