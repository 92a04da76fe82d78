import { inAgency } from '@comptoir/db'
import { dayIn, startOfDay } from '@comptoir/domain/shared'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase, type Desk, openDesk, type TestDatabase } from '../testing/desk.ts'
import { NotFound } from '../shared/index.ts'
import {
  dryRunImport,
  enterReading,
  type ImportInput,
  importFigures,
  keepReadings,
  listAudience,
  listImports,
  listReadings,
  readSeries,
  withdrawImport,
} from './index.ts'

const ZONE = 'America/Cayenne'

let database: TestDatabase
let desk: Desk
let facebook: string

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  desk = await openDesk(database)
  facebook = await desk.channel('facebook')
})

const daysAgo = (days: number) => Temporal.Now.instant().subtract({ hours: 24 * days })
const dayAgo = (days: number) => dayIn(ZONE, daysAgo(days))
const fileOf = (text: string, more: Partial<ImportInput> = {}): ImportInput => ({
  clientId: desk.clientId,
  fileName: 'abonnes.csv',
  text,
  channelId: null,
  columns: null,
  order: null,
  ...more,
})
const bring = (text: string, more: Partial<ImportInput> = {}) =>
  importFigures(database.db, desk.agencyId, desk.reviewer, fileOf(text, more))
const dryRun = (text: string, more: Partial<ImportInput> = {}) =>
  desk.work((tx) => dryRunImport(tx, fileOf(text, more)))
const reading = (official: string, value: number, at: Temporal.Instant, apiVersion = 'v24.0') => ({
  metric: 'followers' as const,
  official,
  apiVersion,
  value,
  at,
  unavailable: null,
})
const read = (days: number, value: number, version = 'v24.0') =>
  desk.work((tx) =>
    keepReadings(tx, [
      {
        channelId: facebook,
        deliveryId: null,
        readings: [reading('followers_count', value, daysAgo(days), version)],
      },
    ]),
  )
const series = (from: string, until = dayAgo(0)) =>
  desk.work((tx) => readSeries(tx, { channelIds: [facebook], from, until, metric: 'followers' }))
const figures = async () => {
  const { rows } = await sql<{ network: string; day: string; value: number; source: string }>`
    select ch.network, (r.at at time zone ${ZONE})::date::text as day, r.value, r.source from readings r
    join channels ch using (agency_id) where ch.id = r.channel_id and r.agency_id = ${desk.agencyId}::uuid
      and (r.import_id is null or r.import_id not in (select id from imports where withdrawn_at is not null))
    order by ch.network, r.at`.execute(database.root)
  return rows.map(({ network, day, value }) => `${network} ${day} ${value}`)
}
const audit = async () =>
  (
    await desk.work((tx) =>
      tx.selectFrom('audit_log').select('verb').where('verb', 'like', 'audience.%').orderBy('id').execute(),
    )
  ).map(({ verb }) => verb)

const FRENCH =
  '\ufeffDate;Réseau;Abonnés\r\n01/06/2016;Facebook;1\u202f204\r\n02/06/2016;Facebook;1 311\r\n02/06/2016;bluesky;96\r\n'

describe('an import', () => {
  test('brings a French file to two channels, in months that did not exist', async () => {
    const plan = await dryRun(FRENCH)
    expect(plan).toMatchObject({
      kind: 'ready',
      count: 3,
      from: '2016-06-01',
      to: '2016-06-02',
      columns: { kind: 'by-row', date: 0, channel: 1, value: 2 },
      before: null,
    })
    expect(await figures()).toEqual([])
    expect(await bring(FRENCH)).toMatchObject({ kind: 'imported', count: 3, imports: [{ count: 2 }, { count: 1 }] })
    expect(await figures()).toEqual(['bluesky 2016-06-02 96', 'facebook 2016-06-01 1204', 'facebook 2016-06-02 1311'])
    const { rows } = await sql<{ stray: number; months: number }>`
      select (select count(*) from readings_default) as stray,
        (select count(*) from pg_inherits i join pg_class c on c.oid = i.inhrelid where c.relname = 'readings_2016_06'
          and c.relrowsecurity and c.relforcerowsecurity) as months`.execute(database.root)
    expect(rows).toEqual([{ stray: 0, months: 1 }])
    expect(await audit()).toEqual(['audience.imported', 'audience.imported'])
  })

  test('is told to who is on duty for the client, with an address that shows it', async () => {
    await desk.work((tx) =>
      tx
        .updateTable('mandates')
        .set({ duty_member_id: desk.writer.memberId })
        .where('id', '=', desk.mandateId)
        .execute(),
    )
    const done = await bring(FRENCH)
    const [told] = await desk.work((tx) => tx.selectFrom('notices').selectAll().execute())
    expect(told).toMatchObject({
      member_id: desk.writer.memberId,
      kind: 'import-done',
      subject_id: done.kind === 'imported' && done.imports[0]?.id,
      detail: { name: 'abonnes.csv', count: 3 },
    })
  })

  test('with one wrong row brings nothing and says which', async () => {
    const wrong = `${FRENCH}03/06/2016;Facebook;environ 1 400\r\n04/06/2016;Facebook;1500\r\n`
    const errors = [{ row: 5, column: 'Abonnés', why: 'not-a-whole-number', value: 'environ 1 400' }]
    expect(await dryRun(wrong)).toMatchObject({ kind: 'refused', errors, rows: 5 })
    expect(await bring(wrong)).toEqual({ kind: 'refused', why: 'wrong-rows', errors, more: 0 })
    expect(await figures()).toEqual([])
    expect(await desk.work((tx) => listImports(tx, { limit: 9 }))).toEqual([])
    expect(await audit()).toEqual([])
  })

  test('of the same file again imports nothing more and says who did it before', async () => {
    await bring(FRENCH)
    const again = await bring(FRENCH, { fileName: 'copie.csv' })
    expect(again).toMatchObject({
      kind: 'already-imported',
      before: { fileName: 'abonnes.csv', by: 'Salomé Wacquez' },
    })
    expect(await dryRun(FRENCH)).toMatchObject({ kind: 'ready', count: 0, before: { fileName: 'abonnes.csv' } })
    expect(await bring('date;abonnés\n01/06/2016;1204', { channelId: facebook })).toEqual({
      kind: 'refused',
      why: 'nothing-new',
    })
    expect(await figures()).toHaveLength(3)
  })

  test('clicked twice at once is one import', async () => {
    const [first, second] = await Promise.all([bring(FRENCH), bring(FRENCH)])
    expect([first.kind, second.kind].toSorted()).toEqual(['already-imported', 'imported'])
    expect(await figures()).toHaveLength(3)
    expect(await desk.work((tx) => listImports(tx, { limit: 9 }))).toHaveLength(2)
  })

  test('of two files at once, of other months each: both stand, none waits for ever', async () => {
    const months = Array.from({ length: 6 }, (_, index) => `date;abonnés\n15/03/20${10 + index};${100 + index}`)
    const done = await Promise.all(months.map((text) => bring(text, { channelId: facebook })))
    expect(done.map(({ kind }) => kind)).toEqual(months.map(() => 'imported'))
    expect(await figures()).toHaveLength(6)
  })

  test('of two files at once that say different things of one day: one is refused by its row', async () => {
    const [first, second] = await Promise.all(
      [1, 2].map((value) => bring(`date;abonnés\n01/02/2017;${value}`, { channelId: facebook })),
    )
    const refused = [first, second].find((one) => one?.kind === 'refused')
    expect([first?.kind, second?.kind].toSorted()).toEqual(['imported', 'refused'])
    expect(refused).toMatchObject({ why: 'wrong-rows', errors: [{ row: 2, why: 'already-known' }] })
    expect(await figures()).toHaveLength(1)
  })

  test('leaves out the days that the network itself was read on, and counts like it', async () => {
    await read(3, 370_000)
    const text = `date;abonnés\n${dayAgo(4)};369000\n${dayAgo(3)};12\n`
    expect(await dryRun(text, { channelId: facebook })).toMatchObject({ channels: [{ count: 1, read: 1 }] })
    await bring(text, { channelId: facebook })
    expect(await figures()).toEqual([`facebook ${dayAgo(4)} 369000`, `facebook ${dayAgo(3)} 370000`])
    const { channels } = await series(dayAgo(9))
    expect(channels[0]).toMatchObject({ redefined: [], change: { delta: 1000, firstInPeriod: true } })
  })

  test('of a long daily file is quick', async () => {
    const start = Temporal.PlainDate.from('2008-01-01')
    const rows = Array.from({ length: 6000 }, (_, index) => `${start.add({ days: index }).toString()};${1000 + index}`)
    const began = performance.now()
    expect(await bring(`date;abonnés\n${rows.join('\n')}`, { channelId: facebook })).toMatchObject({ count: 6000 })
    expect(performance.now() - began).toBeLessThan(20_000)
    const { channels } = await series('2008-01-01', '2008-12-31')
    expect(channels[0]?.days).toHaveLength(366)
  }, 60_000)
})

describe('undoing an import', () => {
  test('takes its figures from every reader, keeps its rows, and lets the file be imported again', async () => {
    await bring('date;abonnés\n01/06/2016;99', { channelId: facebook })
    const [line] = await desk.work((tx) => listImports(tx, { limit: 9 }))
    expect(await desk.work((tx) => withdrawImport(tx, desk.reviewer, line!.id))).toEqual({
      kind: 'withdrawn',
      count: 1,
    })
    expect(await desk.work((tx) => withdrawImport(tx, desk.reviewer, line!.id))).toEqual({ kind: 'already-withdrawn' })
    expect(await desk.work((tx) => tx.selectFrom('readings').select('id').execute())).toEqual([])
    expect(
      await database.root.selectFrom('readings').select('id').where('import_id', '=', line!.id).execute(),
    ).toHaveLength(1)
    expect((await desk.work((tx) => listAudience(tx, {}))).map(({ latest }) => latest)).toEqual([null, null])
    expect(await bring('date;abonnés\n01/06/2016;100', { channelId: facebook })).toMatchObject({ kind: 'imported' })
    expect(await bring('date;abonnés\n01/06/2016;99', { channelId: facebook })).toMatchObject({ kind: 'refused' })
    expect(await figures()).toEqual(['facebook 2016-06-01 100'])
    const lines = await desk.work((tx) => listImports(tx, { clientId: desk.clientId, limit: 9 }))
    expect(lines.map(({ withdrawn }) => withdrawn?.by ?? null)).toEqual([null, 'Salomé Wacquez'])
    expect(await audit()).toEqual(['audience.imported', 'audience.import-withdrawn', 'audience.imported'])
  })
})

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
