import { describe, expect, test } from 'vitest'
import { CreateMandate, deliveredAgainstScope, mandateInForce, mandateOn, monthsOf } from './index.ts'

const id = (n: number) => `019a0000-0000-7000-8000-00000000000${n}`
const mandate = { startsOn: '2025-05-12', endsOn: '2026-12-31' }
const input = {
  clientId: id(1),
  name: 'Réseaux sociaux',
  startsOn: '2025-05-12',
  endsOn: '2026-12-31',
  fee: { cents: 1_450_000, currency: 'EUR' },
}
const why = (change: object) =>
  CreateMandate.safeParse({ ...input, ...change }).error?.issues.map(
    ({ path, message }) => `${path.join('.')}: ${message}`,
  )

describe('a mandate', () => {
  test('has a slip limit of 72 hours and no self-approval unless it says so', () => {
    expect(CreateMandate.parse(input)).toMatchObject({
      slipLimitSeconds: 259_200,
      selfApproval: false,
      scope: [],
      goals: [],
      team: [],
    })
  })

  test('is typed without contradiction', () => {
    expect(why({ endsOn: '2025-05-11' })).toEqual(['endsOn: ends-before-it-starts'])
    expect(
      why({
        scope: [
          { network: 'x', postsPerMonth: 1 },
          { network: 'x', postsPerMonth: 2 },
        ],
      }),
    ).toEqual(['scope: network-twice'])
    const goal = { channelId: id(4), metric: 'followers', target: 400_000, dueOn: '2026-03-31' }
    expect(why({ goals: [goal, { ...goal, target: 500_000 }] })).toEqual(['goals: goal-twice'])
    expect(why({ dutyMemberId: id(2), team: [id(3)] })).toEqual(['dutyMemberId: not-in-team'])
    expect(why({ fee: { cents: 1.5, currency: 'EUR' } })).toHaveLength(1)
  })

  test('covers its first and its last day', () => {
    expect([
      mandateOn(mandate, '2025-05-11'),
      mandateOn(mandate, '2025-05-12'),
      mandateOn(mandate, '2026-12-31'),
      mandateOn(mandate, '2027-01-01'),
    ]).toEqual(['ahead', 'in-force', 'in-force', 'over'])
    const renewed = { startsOn: '2026-06-01', endsOn: '2027-06-01' }
    expect(mandateInForce([mandate, renewed], '2026-07-01')).toBe(renewed)
    expect(mandateInForce([mandate], '2024-01-01')).toBeNull()
  })

  test('counts the months that it has begun', () => {
    expect(monthsOf({ startsOn: '2026-11-30', endsOn: '2027-01-01' })).toEqual(['2026-11', '2026-12', '2027-01'])
    expect(monthsOf(mandate, '2025-06')).toEqual(['2025-05', '2025-06'])
    expect(monthsOf(mandate, '2025-01')).toEqual([])
  })
})

test('what was delivered is set against the scope, month by month of the zone', () => {
  const scope = [
    { network: 'facebook', postsPerMonth: 12 },
    { network: 'bluesky', postsPerMonth: 2 },
  ]
  const delivered = [
    { network: 'bluesky', publishedAt: Temporal.Instant.from('2026-10-31T22:59:00Z') }, // 31 October, 23:59 in Paris
    { network: 'bluesky', publishedAt: Temporal.Instant.from('2026-10-31T23:00:00Z') }, // 1 November
    { network: 'bluesky', publishedAt: Temporal.Instant.from('2026-10-02T10:00:00Z') },
    { network: 'bluesky', publishedAt: Temporal.Instant.from('2026-10-03T10:00:00Z') },
    { network: 'mastodon', publishedAt: Temporal.Instant.from('2026-10-03T10:00:00Z') },
  ]
  expect(deliveredAgainstScope(scope, delivered, ['2026-10'], 'Europe/Paris')).toEqual([
    { network: 'facebook', promised: 12, delivered: 0, left: 12 },
    { network: 'bluesky', promised: 2, delivered: 3, left: -1 },
    { network: 'mastodon', promised: 0, delivered: 1, left: -1 },
  ])
  expect(deliveredAgainstScope(scope, delivered, ['2026-10', '2026-11'], 'Europe/Paris')[1]).toEqual({
    network: 'bluesky',
    promised: 4,
    delivered: 4,
    left: 0,
  })
})
