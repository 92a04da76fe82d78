import { expect, test } from 'vitest'
import { fieldOf, inputOf, newValues, parseCents, parseNumber, parseWhole, valuesOf } from './mandate-values.ts'

test('amounts are read as people type them, in both languages', () => {
  expect(['17 000', '17\u202f000,50', '17,000.50', '17,5', '0', '1,234,567'].map(parseNumber)).toEqual([
    17000, 17000.5, 17000.5, 17.5, 0, 1234567,
  ])
  expect(['', 'beaucoup', '-3', '1.2.3', '12 €/mois'].map(parseNumber)).toEqual([null, null, null, null, null])
  expect(['0,94', '17000.005', '20 000 001'].map(parseCents)).toEqual([94, null, null])
  expect([parseWhole('20', 0, 1000), parseWhole('20,5', 0, 1000), parseWhole('1001', 0, 1000)]).toEqual([
    20,
    null,
    null,
  ])
})

test('a mandate comes back from the form as it went in, without those who left', () => {
  const mandate = {
    id: 'm',
    clientId: 'c',
    clientName: 'Orphée Lanceurs',
    name: 'Présence en ligne',
    standing: 'in-force' as const,
    startsOn: '2024-06-01',
    endsOn: '2026-05-31',
    fee: { cents: 1_700_050, currency: 'EUR' },
    hoursPerMonth: 210.5,
    slipLimitSeconds: 259_200,
    selfApproval: false,
    dutyMemberId: 'gone',
    team: ['nour', 'gone'],
    scope: [{ network: 'facebook', postsPerMonth: 20 }],
    goals: [
      {
        channelId: 'f',
        metric: 'followers' as const,
        target: 400_000,
        dueOn: '2026-03-31',
        latest: 370_000,
        outlook: null,
      },
    ],
    delivered: [],
  }
  const back = inputOf(valuesOf(mandate, new Set(['nour'])))
  expect(back).toEqual({
    clientId: 'c',
    name: 'Présence en ligne',
    startsOn: '2024-06-01',
    endsOn: '2026-05-31',
    fee: { cents: 1_700_050, currency: 'EUR' },
    hoursPerMonth: 210.5,
    scope: [{ network: 'facebook', postsPerMonth: 20 }],
    goals: [{ channelId: 'f', metric: 'followers', target: 400_000, dueOn: '2026-03-31' }],
    slipLimitSeconds: 259_200,
    selfApproval: false,
    team: ['nour'],
    dutyMemberId: null,
  })
})

test('a new one runs a year', () => {
  expect(newValues('', '2025-12-01', 'EUR')).toMatchObject({ startsOn: '2025-12-01', endsOn: '2026-11-30' })
})

test('the server’s refusals land on the fields that were typed', () => {
  expect(['fee.cents', 'slipLimitSeconds', 'scope.2.postsPerMonth', 'goals', 'endsOn'].map(fieldOf)).toEqual([
    'fee',
    'slipHours',
    'scope.2.posts',
    'goals.root',
    'endsOn',
  ])
})
