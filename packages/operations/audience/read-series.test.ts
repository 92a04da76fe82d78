import { startOfDay } from '@comptoir/domain/shared'
import { describe, expect, test } from 'vitest'
import { desk, facebook, ZONE, daysAgo, dayAgo, reading, read, series } from '../testing/audience-desk.ts'
import { keepReadings, listAudience } from './index.ts'

describe('a series', () => {
  test('leaves a gap where nothing was read, and never shows zero', async () => {
    for (const [days, value] of [
      [9, 100],
      [8, 110],
      [4, 150],
      [3, 160],
    ] as const)
      await read(days, value)
    const { channels } = await series(dayAgo(8))
    expect(channels[0]).toMatchObject({
      days: [
        { day: dayAgo(8), value: 110, source: 'api' },
        { day: dayAgo(4), value: 150 },
        { day: dayAgo(3), value: 160 },
      ],
      gaps: [
        { from: dayAgo(7), to: dayAgo(5), days: 3, open: false },
        { from: dayAgo(2), to: dayAgo(0), days: 3, open: true },
      ],
      change: { delta: 60, base: { value: 100 }, firstInPeriod: false },
    })
    expect((await series('2001-01-01', '2001-02-01')).channels[0]).toMatchObject({
      days: [],
      gaps: [],
      change: { delta: null, base: null, because: 'no-reading' },
    })
  })

  test('breaks where the network counts something else, not where its interface has a new version', async () => {
    await read(9, 100, 'v23.0')
    await read(8, 110, 'v24.0')
    expect((await series(dayAgo(9))).channels[0]).toMatchObject({ redefined: [], change: { delta: 10 } })
    await desk.work((tx) =>
      keepReadings(tx, [
        {
          channelId: facebook,
          deliveryId: null,
          readings: [reading('fan_count', 90, daysAgo(7))],
        },
      ]),
    )
    expect((await series(dayAgo(9))).channels[0]).toMatchObject({
      redefined: [{ day: dayAgo(7), definition: 'fan_count@v24.0', before: 'followers_count@v24.0' }],
      change: { delta: null, because: 'definition-changed', base: { value: 100 } },
    })
  })

  test('is marked with what flew and what was called off, and not with another client’s', async () => {
    const plant = (clientId: string, name: string, attempts: object[]) =>
      desk.work(async (tx) => {
        const { id } = await tx
          .insertInto('events')
          .values({ agency_id: desk.agencyId, client_id: clientId, name, time_zone: ZONE })
          .returning('id')
          .executeTakeFirstOrThrow()
        for (const [index, attempt] of attempts.entries())
          await tx
            .insertInto('attempts')
            .values({ agency_id: desk.agencyId, event_id: id, number: index + 1, ...attempt })
            .execute()
      })
    const scrub = { state: 'scrubbed', scrubbed_at: daysAgo(6).toString(), held_clock_seconds: -7 }
    const flown = {
      state: 'closed',
      liftoff_at: daysAgo(4).toString(),
      outcome: 'success',
      outcome_at: daysAgo(4).toString(),
    }
    await plant(desk.clientId, 'Lyre 2', [scrub, flown])
    await plant(desk.clientId, 'Lyre 3', [{ state: 'planned' }])
    await plant(desk.clientId, 'Calliope', [{ ...flown, liftoff_at: daysAgo(400).toString() }])
    const { id: other } = await desk.work((tx) =>
      tx
        .insertInto('clients')
        .values({ agency_id: desk.agencyId, name: 'Filatures Delvoye', time_zone: ZONE })
        .returning('id')
        .executeTakeFirstOrThrow(),
    )
    await plant(other, 'Défilé', [flown])
    expect((await series(dayAgo(30))).events).toMatchObject([
      { name: 'Lyre 2', outcome: 'success', scrubs: [{ secondsBefore: 7 }] },
    ])
  })

  test('carries the goal and where the line points', async () => {
    for (let days = 20; days >= 0; days -= 1) await read(days, 1000 - days * 10)
    await desk.work((tx) =>
      tx
        .insertInto('mandate_goals')
        .values({
          agency_id: desk.agencyId,
          mandate_id: desk.mandateId,
          channel_id: facebook,
          metric: 'followers',
          target: 1500,
          due_on: dayAgo(-80),
        })
        .execute(),
    )
    const [line] = (await desk.work((tx) => listAudience(tx, { clientId: desk.clientId }))).filter(
      ({ id }) => id === facebook,
    )
    expect(line).toMatchObject({
      latest: { value: 1000, source: 'api' },
      week: { delta: 70, base: { value: 930 } },
      fourWeeks: { delta: null, because: 'no-reading' },
      goals: [{ target: 1500, mandateName: 'Réseaux', outlook: { outlook: 'likely', points: 21 } }],
    })
    expect(line?.goals[0]?.outlook?.steps.at(-1)?.likely).toBeGreaterThan(1750)
    expect(line?.spark).toHaveLength(21)
  })

  test('counts days in the client’s zone', async () => {
    const late = startOfDay(dayAgo(4), ZONE).subtract({ minutes: 30 })
    await desk.work((tx) =>
      keepReadings(tx, [
        {
          channelId: facebook,
          deliveryId: null,
          readings: [reading('followers_count', 5, late)],
        },
      ]),
    )
    expect((await series(dayAgo(9))).channels[0]?.days.map(({ day }) => day)).toEqual([dayAgo(5)])
  })
})
