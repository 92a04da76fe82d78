import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import {
  database,
  desk,
  facebook,
  dayAgo,
  bring,
  dryRun,
  read,
  series,
  figures,
  audit,
  FRENCH,
} from '../testing/audience-desk.ts'
import { listAudience, listImports, withdrawImport } from './index.ts'

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
