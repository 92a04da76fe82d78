import { expect, test } from 'vitest'
import { differencesOf } from './audit-difference.ts'

test('of what a form sent, only what differs is told, in its order', () => {
  expect(
    differencesOf(
      { name: 'Zinc & Cie', zone: 'Europe/Paris', lateLimitSeconds: 600 },
      { name: 'Zinc & Cie', zone: 'America/Cayenne', lateLimitSeconds: 900 },
    ),
  ).toEqual([
    { field: 'zone', before: 'Europe/Paris', after: 'America/Cayenne' },
    { field: 'lateLimitSeconds', before: '600', after: '900' },
  ])
})

test('a column and a field of the same name are one', () => {
  expect(differencesOf({ contact_name: 'Maud' }, { contactName: 'Léa' })).toEqual([
    { field: 'contactName', before: 'Maud', after: 'Léa' },
  ])
})

test('a bare value is a field without a name', () => {
  expect(differencesOf('creator', 'director')).toEqual([{ field: '', before: 'creator', after: 'director' }])
  expect(differencesOf('creator', null)).toEqual([{ field: '', before: 'creator', after: null }])
  expect(differencesOf(null, null)).toEqual([])
})

test('what is new is told whole, empty fields left out, a long text cut', () => {
  const told = differencesOf(null, { name: 'Delvoye', sector: '', colour: null, note: 'x'.repeat(1000), tags: ['a'] })
  expect(told.map((one) => one.field)).toEqual(['name', 'note', 'tags'])
  expect(told[1]!.after).toHaveLength(401)
  expect(told[2]!.after).toBe('a')
})

test('what lies inside a field is said without brackets, and ids are left out', () => {
  expect(
    differencesOf(null, {
      definitionId: '01a20dfb-d24e-7afa-9010-a715d9030c0b',
      team: ['01a20dfb-d24e-7afa-9010-a715d9030c0b', '01a20dfb-d059-7002-a20c-285d3e58cebc'],
      period: { from: '2026-10-01', to: '2026-10-31' },
      quietHours: { from: '22:00', until: '07:00', zone: 'Europe/Paris' },
      fee: { cents: 180_050, currency: 'EUR' },
      approval: { hash: null, self: false },
    }),
  ).toEqual([
    { field: 'period', before: null, after: '2026-10-01 – 2026-10-31' },
    { field: 'quietHours', before: null, after: '22:00 – 07:00, Europe/Paris' },
    { field: 'fee', before: null, after: '1800.50 EUR' },
    { field: 'approval', before: null, after: 'self false' },
  ])
})

test('a T-0 is its moment alone, and lists of ids and a file’s proof are left out', () => {
  expect(
    differencesOf({ t0: { kind: 'day', day: '2026-12-10' } }, { t0: { kind: 'instant', at: '2026-12-11T18:37:00Z' } }),
  ).toEqual([{ field: 't0', before: '2026-12-10', after: '2026-12-11T18:37:00Z' }])
  expect(
    differencesOf(null, {
      kind: 'armed',
      created: [{ postId: '01a20dfb-d24e-7afa-9010-a715d9030c0b' }],
      sha256: '67ee1a1a',
    }),
  ).toEqual([])
})
