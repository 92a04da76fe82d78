import { inAgency } from '@comptoir/db'
import { describe, expect, test } from 'vitest'
import { NotFound } from '../shared/index.ts'
import { database, desk, facebook, dayAgo, fileOf, bring, read, series, FRENCH } from '../testing/audience-desk.ts'
import { openDesk } from '../testing/desk.ts'
import {
  dryRunImport,
  enterReading,
  importFigures,
  listAudience,
  listImports,
  listReadings,
  readSeries,
  withdrawImport,
} from './index.ts'

describe('a figure that somebody typed', () => {
  const enter = (day: string, value: number) =>
    desk.work((tx) => enterReading(tx, desk.writer, { channelId: facebook, day, value, note: 'page publique' }))

  test('stands, says who and with what note, and is corrected by typing it again', async () => {
    expect(await enter('2012-03-31', 500)).toMatchObject({ kind: 'entered', before: null })
    expect(await enter('2012-03-31', 500)).toEqual({ kind: 'unchanged' })
    expect(await enter('2012-03-31', 505)).toMatchObject({ kind: 'entered', before: 500 })
    expect((await series('2012-03-01', '2012-03-31')).channels[0]?.days).toMatchObject([
      { value: 505, source: 'by-hand' },
    ])
    const source = await desk.work((tx) =>
      listReadings(tx, { channelId: facebook, from: '2012-03-01', until: '2012-03-31', limit: 10 }),
    )
    expect(source).toMatchObject({
      counts: [{ source: 'by-hand', count: 2 }],
      readings: [
        { value: 505, enteredBy: 'Nour Benali', note: 'page publique', import: null },
        { value: 500, enteredBy: 'Nour Benali' },
      ],
      definition: { official: 'followers_count', unit: 'people' },
    })
  })

  test('twice at once is one', async () => {
    const kinds = (await Promise.all([enter('2013-01-05', 9), enter('2013-01-05', 9)])).map(({ kind }) => kind)
    expect(kinds.toSorted()).toEqual(['entered', 'unchanged'])
  })

  test('is refused ahead of its day, and where the network was read', async () => {
    expect(await enter(dayAgo(-2), 9)).toEqual({ kind: 'refused', why: 'in-the-future' })
    await read(1, 370_000)
    expect(await enter(dayAgo(1), 9)).toEqual({ kind: 'refused', why: 'read-by-network' })
    expect(await enter(dayAgo(0), 370_100)).toMatchObject({ kind: 'entered' })
    expect((await series(dayAgo(3))).channels[0]).toMatchObject({ redefined: [], change: { delta: 100 } })
  })
})

test('a figure’s source names the file, who imported it, and what the network counts', async () => {
  await bring(FRENCH)
  const source = await desk.work((tx) =>
    listReadings(tx, { channelId: facebook, from: '2016-06-01', until: '2016-06-30', limit: 1 }),
  )
  expect(source).toMatchObject({
    counts: [{ source: 'import', count: 2 }],
    readings: [{ value: 1311, source: 'import', import: { fileName: 'abonnes.csv', by: 'Salomé Wacquez' } }],
    channel: { network: 'facebook', networkName: 'Facebook' },
  })
})

test('another agency finds neither channel, client nor import', async () => {
  await bring(FRENCH)
  const [line] = await desk.work((tx) => listImports(tx, { limit: 1 }))
  const other = await openDesk(database)
  const asOther = <T>(work: Parameters<typeof inAgency<T>>[2]) => inAgency(database.db, other.agencyId, work)
  const span = { from: '2016-06-01', until: '2016-06-30' }
  const tries = [
    () => asOther((tx) => listAudience(tx, { clientId: desk.clientId })),
    () => asOther((tx) => readSeries(tx, { channelIds: [facebook], ...span, metric: 'followers' })),
    () => asOther((tx) => readSeries(tx, { clientId: desk.clientId, ...span, metric: 'followers' })),
    () => asOther((tx) => listReadings(tx, { channelId: facebook, ...span, limit: 5 })),
    () =>
      asOther((tx) => enterReading(tx, other.writer, { channelId: facebook, day: '2016-06-01', value: 1, note: null })),
    () => asOther((tx) => dryRunImport(tx, fileOf(FRENCH))),
    () => asOther((tx) => dryRunImport(tx, { ...fileOf(FRENCH), clientId: other.clientId, channelId: facebook })),
    () => importFigures(database.db, other.agencyId, other.reviewer, fileOf(FRENCH)),
    () => asOther((tx) => withdrawImport(tx, other.reviewer, line!.id)),
  ]
  for (const attempt of tries) await expect(attempt()).rejects.toThrow(NotFound)
  expect(await asOther((tx) => listImports(tx, { limit: 9 }))).toEqual([])
})
