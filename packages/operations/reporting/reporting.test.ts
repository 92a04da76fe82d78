import { inAgency } from '@comptoir/db'
import { createTestDatabase, type TestDatabase } from '@comptoir/db/testing'
import { NO_WORDS, ShareEdition, UpdateReport } from '@comptoir/domain/reporting'
import { fingerprintOf } from '@comptoir/reporting'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openReportDesk, type ReportDesk } from '../testing/index.ts'
import {
  archiveReport,
  freezeEdition,
  getEdition,
  getReport,
  listReports,
  previewReport,
  readDraft,
  readEdition,
  saveDraft,
  shareEdition,
  updateReport,
} from './index.ts'

let database: TestDatabase
let desk: ReportDesk

beforeAll(async () => {
  database = await createTestDatabase()
})
beforeEach(async () => {
  desk = await openReportDesk(database)
})
afterAll(() => database.close())

const freeze = (seenEditionId: string | null = null) =>
  desk.work((tx) =>
    freezeEdition(tx, desk.reviewer, { definitionId: desk.definitionId, period: desk.period, seenEditionId }),
  )
const draft = () => desk.work((tx) => readDraft(tx, desk.definitionId, desk.period))
const save = (words: Partial<typeof NO_WORDS>, seenUpdatedAt: string | null) =>
  desk.work((tx) =>
    saveDraft(tx, desk.reviewer, {
      definitionId: desk.definitionId,
      period: desk.period,
      words: { ...NO_WORDS, ...words },
      seenUpdatedAt,
    }),
  )
const days = (period: { from: string; to: string }) => Temporal.PlainDate.from(period.from).until(period.to).days + 1

describe('the words over the figures', () => {
  test('name figures by keys that the draft lists with their values', async () => {
    const { figures, updatedAt, words, proposed } = await draft()
    expect([updatedAt, words]).toEqual([null, NO_WORDS])
    const gain = `+${new Intl.NumberFormat('fr-FR').format(100 * days(desk.period))}`
    expect(figures.find(({ key }) => key === 'bluesky.gain')).toMatchObject({ value: gain, known: true })
    expect(figures.some(({ key }) => key === `post.${desk.postDeliveryId}.reactions`)).toBe(true)
    expect(proposed.headline).toMatch(/\{bluesky\.[\w.]+(\|\w+)?\}/)
    expect((await save({ headline: 'Bluesky gagne {bluesky.gain|plain} abonnés' }, null)).kind).toBe('saved')
    const { html } = await desk.work((tx) => previewReport(tx, database.keys, desk.definitionId, desk.period))
    expect(html).toContain(`>${gain.slice(1)}<`)
  })

  test('that name a figure that is not there are refused, field by field', async () => {
    const outcome = await save(
      { deck: 'Voir {facebook.gain}', sections: [{ title: 'a', text: '{nope} {bluesky.gain}' }] },
      null,
    )
    expect(outcome).toEqual({
      kind: 'refused',
      why: 'unknown-figure',
      fields: [
        { path: 'deck', keys: ['facebook.gain'] },
        { path: 'sections.0.text', keys: ['nope'] },
      ],
    })
    expect((await draft()).updatedAt).toBeNull()
  })

  test('of two people are not lost: the second is shown the first’s', async () => {
    const first = await save({ headline: 'un' }, null)
    if (first.kind !== 'saved') throw new Error(first.why)
    expect(await save({ headline: 'deux' }, null)).toMatchObject({
      kind: 'refused',
      why: 'changed-meanwhile',
      words: { headline: 'un' },
      updatedAt: first.updatedAt,
    })
    expect((await save({ headline: 'deux' }, first.updatedAt)).kind).toBe('saved')
  })
})

describe('an edition', () => {
  test('is frozen once by a double click, and a second one only from who has seen the first', async () => {
    const both = await Promise.all([freeze(), freeze()])
    const kinds = both.map(({ kind }) => kind).toSorted()
    expect(kinds).toEqual(['frozen', 'refused'])
    const first = both.find((one) => one.kind === 'frozen')
    if (first?.kind !== 'frozen') throw new Error('nothing was frozen')
    expect(both).toContainEqual({ kind: 'refused', why: 'already-frozen', editionId: first.editionId, number: 1 })
    expect(await freeze(first.editionId)).toMatchObject({ kind: 'frozen', number: 2 })
    const report = await desk.work((tx) => getReport(tx, desk.definitionId))
    expect(report.editions.map(({ number, frozenByName, links }) => [number, frozenByName, links])).toEqual([
      [2, 'Salomé Wacquez', 0],
      [1, 'Salomé Wacquez', 0],
    ])
    expect(report.periods[0]).toEqual({ kind: 'month', ...desk.period })
    const { rows } = await sql<{ key: string }>`
      select key from graphile_worker.jobs where task_identifier = 'render-pdf'`.execute(database.root)
    const keys = rows.map(({ key }) => key)
    expect(keys).toEqual(expect.arrayContaining(report.editions.map(({ id }) => `render-pdf:${id}`)))
  })

  test('is not frozen before its period is over, nor about nothing, nor once put away', async () => {
    const today = Temporal.Now.plainDateISO('America/Cayenne').toString()
    const early = {
      definitionId: desk.definitionId,
      seenEditionId: null,
      period: { from: desk.period.from, to: today },
    }
    expect(await desk.work((tx) => freezeEdition(tx, desk.reviewer, early))).toEqual({
      kind: 'refused',
      why: 'period-not-over',
    })
    const empty = { ...early, period: { from: '2020-01-01', to: '2020-01-31' } }
    expect(await desk.work((tx) => freezeEdition(tx, desk.reviewer, empty))).toMatchObject({ why: 'nothing-to-report' })
    await desk.work((tx) => archiveReport(tx, desk.reviewer, desk.definitionId))
    expect(await freeze()).toMatchObject({ why: 'archived' })
  })

  test('keeps what it printed, and shows a later correction beside it', async () => {
    const frozen = await freeze()
    if (frozen.kind !== 'frozen') throw new Error(frozen.why)
    const page = () => desk.work((tx) => getEdition(tx, frozen.editionId, null))
    const before = await desk.work((tx) => readEdition(tx, frozen.editionId))
    expect(fingerprintOf(before.model)).toBe(before.fingerprint)
    expect((await page()).corrections).toEqual([])
    // The next morning's reading is news, not a correction; a post that lives on neither.
    await desk.read(desk.period.to, 9000, {
      metric: 'reactions',
      deliveryId: desk.postDeliveryId,
      time: '23:00',
      definition: 'likeCount@app.bsky',
    })
    expect((await page()).corrections).toEqual([])
    await desk.read(desk.period.to, 1234, { source: 'import', time: '22:00', definition: 'import' })
    const after = await page()
    expect(after.corrections.find(({ figure }) => figure === 'bluesky.followers')).toMatchObject({
      is: '1\u202f234',
      why: 'imported',
    })
    expect(after.corrections.map(({ figure }) => figure)).toContain('bluesky.gain')
    const again = await desk.work((tx) => readEdition(tx, frozen.editionId))
    expect(again).toEqual(before)
    // The next edition says it, once.
    const second = await freeze(frozen.editionId)
    if (second.kind !== 'frozen') throw new Error(second.why)
    const printed = await desk.work((tx) => readEdition(tx, second.editionId))
    expect(printed.model.corrections).toContainEqual(
      expect.objectContaining({
        figure: 'bluesky.followers',
        now: 1234,
        edition: { number: 1, title: expect.any(String) },
      }),
    )
    const third = await freeze(second.editionId)
    if (third.kind !== 'frozen') throw new Error(third.why)
    expect((await desk.work((tx) => readEdition(tx, third.editionId))).model.corrections).toEqual([])
  })

  test('is measured across an import and a new version of the network’s interface', async () => {
    const { figures } = await draft()
    const { model } = await (async () => {
      const frozen = await freeze()
      if (frozen.kind !== 'frozen') throw new Error(frozen.why)
      return desk.work((tx) => readEdition(tx, frozen.editionId))
    })()
    expect(figures.find(({ key }) => key === 'bluesky.followers')?.known).toBe(true)
    expect(model.sources['bluesky.followers']?.definitions).toMatchObject([{ officialName: 'followersCount' }])
    expect(model.sources['bluesky.followers']?.definitions[0]?.text).toContain('compteur public')
    expect(model.posts.best[0]).toMatchObject({
      permalink: 'https://bsky.example/post/1',
      title: 'Le pas de tir attend Lyre 3',
    })
    await desk.read(desk.period.to, 30_000, { time: '23:30', definition: 'followersCount@app.bsky2' })
    const later = (await draft()).figures.find(({ key }) => key === 'bluesky.gain')
    expect(later?.known).toBe(true)
    await desk.read(desk.period.to, 31_000, { time: '23:40', definition: 'viewersCount@app.bsky2' })
    expect((await draft()).figures.find(({ key }) => key === 'bluesky.gain')).toMatchObject({
      known: false,
      value: 'défini autrement',
    })
  })
})

describe('what a follower cost', () => {
  test('is printed only where somebody who may see money said so', async () => {
    const [line] = await desk.work((tx) => listReports(tx, { clientId: desk.clientId }))
    const change = (showCost: boolean, money: boolean) =>
      desk.work((tx) =>
        updateReport(tx, desk.reviewer, UpdateReport.parse({ ...line, definitionId: desk.definitionId, showCost }), {
          money,
        }),
      )
    await database.root.updateTable('mandates').set({ fee_cents: 310_000 }).where('id', '=', desk.mandateId).execute()
    expect((await draft()).figures.some(({ key }) => key === 'cost')).toBe(false)
    expect(await change(true, false)).toEqual({ kind: 'refused', why: 'money' })
    expect(await change(true, true)).toEqual({ kind: 'updated' })
    const each = Math.round(310_000 / (100 * days(desk.period)))
    const cost = (await draft()).figures.find(({ key }) => key === 'cost')
    expect(cost?.value).toBe(`${(each / 100).toFixed(2).replace('.', ',')}\u00a0€`)
  })
})

test('launches and their scrubs are told from the countdown', async () => {
  const liftoff = `${Temporal.PlainDate.from(desk.period.from).add({ days: 12 }).toString()}T14:37:00Z`
  await desk.work(async (tx) => {
    const own = { agency_id: desk.agencyId }
    const { id } = await tx
      .insertInto('events')
      .values({ ...own, client_id: desk.clientId, name: 'Lyre 2', time_zone: 'America/Cayenne' })
      .returning('id')
      .executeTakeFirstOrThrow()
    const scrub = new Date(Date.parse(liftoff) - 2 * 86_400_000 - 7000)
    await tx
      .insertInto('attempts')
      .values([
        { ...own, event_id: id, number: 1, state: 'scrubbed', scrubbed_at: scrub, held_clock_seconds: -7 },
        {
          ...own,
          event_id: id,
          number: 2,
          state: 'closed',
          outcome: 'success',
          t0_kind: 'instant',
          t0: liftoff,
          liftoff_at: liftoff,
        },
      ])
      .execute()
  })
  const frozen = await freeze()
  if (frozen.kind !== 'frozen') throw new Error(frozen.why)
  const { model } = await desk.work((tx) => readEdition(tx, frozen.editionId))
  expect(model.traces.items).toMatchObject([{ name: 'Lyre 2', scrubs: [{ secondsBefore: 7 }] }])
  expect(model.figures['launch.1.gain']?.value).toBe(1400)
})

test('a gap says why, an import by whom, in the language of the report', async () => {
  const first = Temporal.PlainDate.from(desk.period.from)
  const [lost, back] = [first.add({ days: 3 }).toString(), first.add({ days: 6 }).toString()]
  await sql`delete from readings where agency_id = ${desk.agencyId} and delivery_id is null
    and at >= ${`${lost}T12:00:00Z`}::timestamptz and at < ${`${back}T08:00:00Z`}::timestamptz`.execute(database.root)
  const story = { agency_id: desk.agencyId, subject_kind: 'channel', subject_id: desk.channelId }
  await database.root
    .insertInto('audit_log')
    .values([
      {
        ...story,
        verb: 'channels.lost',
        at: `${lost}T11:00:00Z`,
        actor: JSON.stringify({ kind: 'system', name: 'x' }),
      },
      { ...story, verb: 'channels.reconnected', at: `${back}T08:30:00Z`, actor: JSON.stringify(desk.reviewer) },
    ])
    .execute()
  const { id: importId } = await database.root
    .insertInto('imports')
    .values({
      agency_id: desk.agencyId,
      channel_id: desk.channelId,
      file_name: 'abonnes.csv',
      row_count: 2,
      member_id: desk.reviewer.memberId,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const [line] = await desk.work((tx) => listReports(tx, {}))
  const change = UpdateReport.parse({ ...line, definitionId: desk.definitionId, language: 'en' })
  await desk.work((tx) => updateReport(tx, desk.reviewer, change, { money: false }))
  const source = async () => {
    const latest = (await desk.work((tx) => getReport(tx, desk.definitionId))).editions[0]
    const frozen = await freeze(latest?.id ?? null)
    if (frozen.kind !== 'frozen') throw new Error(frozen.why)
    const { model } = await desk.work((tx) => readEdition(tx, frozen.editionId))
    return model.sources['bluesky.followers']
  }
  const told = await source()
  const gap = { from: first.add({ days: 4 }).toString(), to: first.add({ days: 5 }).toString(), days: 2 }
  expect(told?.gaps).toEqual([{ ...gap, reason: 'access expired' }])
  expect(told?.note).toMatch(/^Past figures imported by Salomé Wacquez on \d/)
  await database.root.updateTable('imports').set({ withdrawn_at: new Date() }).where('id', '=', importId).execute()
  expect((await source())?.note).toBeNull()
})

test('another agency finds none of it', async () => {
  const frozen = await freeze()
  if (frozen.kind !== 'frozen') throw new Error(frozen.why)
  const other = await openReportDesk(database)
  const elsewhere = <T>(work: Parameters<typeof inAgency<T>>[2]) => inAgency(database.db, other.agencyId, work)
  const { definitionId, period } = desk
  const house = { keys: database.keys, url: 'http://x' }
  const calls: (() => Promise<unknown>)[] = [
    () => elsewhere((tx) => getReport(tx, definitionId)),
    () => elsewhere((tx) => readDraft(tx, definitionId, period)),
    () => elsewhere((tx) => previewReport(tx, database.keys, definitionId, period)),
    () => elsewhere((tx) => archiveReport(tx, other.reviewer, definitionId)),
    () => elsewhere((tx) => freezeEdition(tx, other.reviewer, { definitionId, period, seenEditionId: null })),
    () => elsewhere((tx) => getEdition(tx, frozen.editionId, null)),
    () =>
      elsewhere((tx) => shareEdition(tx, other.reviewer, ShareEdition.parse({ editionId: frozen.editionId }), house)),
  ]
  for (const call of calls) await expect(call()).rejects.toThrow('not found')
  expect((await elsewhere((tx) => listReports(tx))).map(({ id }) => id)).toEqual([other.definitionId])
})
