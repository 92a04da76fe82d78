import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { decodeCsv, parseCount, parseDay, planImport } from './index.ts'

const options = { zone: 'Europe/Paris', now: Temporal.Instant.from('2026-11-24T09:00:00Z') }
const errors = (text: string) => {
  const plan = planImport(text, options)
  return plan.kind === 'refused'
    ? plan.errors.map(({ row, column, why, value }) => [row, column, why, value])
    : plan.kind
}
const figures = (text: string) => {
  const plan = planImport(text, options)
  return plan.kind === 'ready' ? plan.figures.map(({ day, value }) => [day, value]) : plan.errors
}

describe('a file of past figures is read', () => {
  test('as a French spreadsheet saves it: semicolons, a byte order mark, spaces in the numbers', () => {
    expect(
      figures('\ufeffDate;Abonnés\r\n01/10/2026;368 000\r\n02/10/2026;368\u00a0412\r\n03/10/2026;369\u202f004\r\n'),
    ).toEqual([
      ['2026-10-01', 368_000],
      ['2026-10-02', 368_412],
      ['2026-10-03', 369_004],
    ])
  })

  test('as an English tool exports it: commas, quotes, other columns', () => {
    expect(figures('Date,Page,Followers\n2026-10-02,"Orphée, the page","369,004"\n2026-10-01,x,368000\n')).toEqual([
      ['2026-10-01', 368_000],
      ['2026-10-02', 369_004],
    ])
  })

  test('each figure at noon of its day in the zone, today’s not ahead of now', () => {
    const plan = planImport('date;valeur\n2026-07-14;1\n2026-11-24;2', options)
    expect(plan.kind === 'ready' && plan.figures.map(({ at }) => at.toString())).toEqual([
      '2026-07-14T10:00:00Z',
      '2026-11-24T09:00:00Z',
    ])
  })

  test('with a gap where a row has no figure, never a zero', () => {
    expect(planImport('date;abonnés\n2026-10-01;10\n2026-10-02;\n\n2026-10-03;0\n', options)).toMatchObject({
      kind: 'ready',
      gaps: 1,
      from: '2026-10-01',
      to: '2026-10-03',
    })
  })

  test('from Windows-1252 when it is no UTF-8', () => {
    const bytes = Uint8Array.from('date;abonn\u00e9s', (character) => character.charCodeAt(0))
    expect(decodeCsv(bytes)).toBe('date;abonnés')
    expect(decodeCsv(new TextEncoder().encode('date;abonnés'))).toBe('date;abonnés')
  })
})

describe('a file with a fault imports nothing and says where', () => {
  test('row by row, with the column and what stands there', () => {
    expect(
      errors(
        'Jour;Abonnés\n01/10/2026;12\n31/02/2026;13\n02/10/2026;1,5\n03/10/2026;-4\n;9\n01/10/2026;12\n25/11/2026;1\n01/01/1999;1\n',
      ),
    ).toEqual([
      [3, 'Jour', 'not-a-date', '31/02/2026'],
      [4, 'Abonnés', 'not-a-whole-number', '1,5'],
      [5, 'Abonnés', 'negative', '-4'],
      [6, 'Jour', 'missing-date', ''],
      [7, 'Jour', 'duplicate-day', '01/10/2026'],
      [8, 'Jour', 'in-the-future', '25/11/2026'],
      [9, 'Jour', 'too-old', '01/01/1999'],
    ])
  })

  test('both cells of a row at once, and rows after an empty line by their own number', () => {
    expect(errors('date;fans\n\nhier;beaucoup')).toEqual([
      [3, 'date', 'not-a-date', 'hier'],
      [3, 'fans', 'not-a-whole-number', 'beaucoup'],
    ])
  })

  test('before reading, when the columns are not there or the file is empty', () => {
    expect(errors('')).toEqual([[1, '', 'empty-file', '']])
    expect(errors('date;abonnés\n')).toEqual([[1, '', 'empty-file', '']])
    expect(errors('a;b\n1;2')).toEqual([
      [1, 'date', 'missing-column', 'a b'],
      [1, 'followers', 'missing-column', 'a b'],
    ])
    expect(errors('date;abonnés\n2026-10-01;\n')).toEqual([[1, '', 'empty-file', '']])
  })

  test('when it is too long, or its quotes do not close', () => {
    expect(errors(`date;abonnés\n${'2026-10-01;1\n'.repeat(10_001)}`)).toEqual([[10_002, '', 'too-many-rows', '10001']])
    expect(errors('date;abonnés\n"2026-10-01;1')).toMatchObject([[2, '', 'unreadable-row', 'MissingQuotes']])
  })

  test('when a day was imported before', () => {
    const plan = planImport('date;abonnés\n2026-10-01;1', { ...options, known: new Set(['2026-10-01']) })
    expect(plan).toMatchObject({ kind: 'refused', errors: [{ why: 'already-known' }] })
  })

  const row = fc.record({ day: fc.integer({ min: 0, max: 3000 }), value: fc.integer({ min: 0, max: 10_000_000 }) })
  const rows = fc.uniqueArray(row, { selector: ({ day }) => day, minLength: 1, maxLength: 30 })
  const dayOf = (day: number) => Temporal.PlainDate.from('2015-01-01').add({ days: day })
  const french = (day: number) => dayOf(day).toString().split('-').toReversed().join('/')

  test.prop([rows, fc.constantFrom('\n', '\r\n'), fc.constantFrom(' ', '\u00a0', '\u202f')])(
    'what is written in French is read back exactly',
    (list, end, space) => {
      const grouped = (value: number) => String(value).replace(/\B(?=(\d{3})+$)/g, space)
      const text = ['date;abonnés', ...list.map(({ day, value }) => `${french(day)};${grouped(value)}`)].join(end)
      const expected = list.map(({ day, value }) => [dayOf(day).toString(), value]).toSorted()
      expect(figures(text)).toEqual(expected.toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)))
    },
  )

  test.prop([rows, fc.nat()])(
    'one wrong row among any others refuses the whole, and is the one named',
    (list, place) => {
      const lines = list.map(({ day, value }) => `${french(day)};${value}`)
      const at = place % (lines.length + 1)
      lines.splice(at, 0, 'demain;1')
      expect(errors(['date;abonnés', ...lines].join('\n'))).toEqual([[at + 2, 'date', 'not-a-date', 'demain']])
    },
  )

  test.prop([fc.string({ unit: 'grapheme' })])('whatever the bytes, there is an answer', (text) => {
    expect(['ready', 'refused']).toContain(planImport(text, options).kind)
  })
})

describe('a day', () => {
  test.each([
    ['2026-12-09', '2026-12-09'],
    ['2026/12/9', '2026-12-09'],
    ['2026-12-09T23:00:00+0100', '2026-12-09'],
    ['09/12/2026', '2026-12-09'],
    ['9.12.2026', '2026-12-09'],
    ['09-12-2026 14:30', '2026-12-09'],
    ['1er mars 2026', '2026-03-01'],
    ['9 décembre 2026', '2026-12-09'],
    ['9 déc. 2026', '2026-12-09'],
    ['14 juil. 2026', '2026-07-14'],
    ['14 juin 2026', '2026-06-14'],
    ['3 août 2026', '2026-08-03'],
    ['Dec 9, 2026', '2026-12-09'],
    ['July 14th, 2026', '2026-07-14'],
    ['June 14, 2026', '2026-06-14'],
    ['9 May 2026', '2026-05-09'],
    ['1 avr. 2026', '2026-04-01'],
    ['29/02/2026', null],
    ['12/31/2026', null],
    ['45000', null],
    ['hier', null],
  ])('%s is %s', (cell, day) => {
    expect(parseDay(cell, 'day-first')).toBe(day)
  })

  test('is read month first where the file is American', () => {
    expect(parseDay('12/31/2026', 'month-first')).toBe('2026-12-31')
  })
})

test.each([
  ['370000', 370_000],
  ['370 000', 370_000],
  ['370,000', 370_000],
  ['370.000', 370_000],
  ['1’204’331', 1_204_331],
  ['+12', 12],
  ['−5', -5],
  ['370 000,00', 370_000],
  ['370000.0', 370_000],
  ['0', 0],
  ['1,5', null],
  ['1.2k', null],
  ['1,20,000', null],
  ['12 34', null],
  ['', null],
  ['=1+1', null],
])('the number %s is %s', (cell, value) => {
  expect(parseCount(cell)).toBe(value)
})
