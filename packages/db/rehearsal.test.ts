import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inAgency, inDispatch } from './in-agency.ts'
import { simulate } from './simulated.ts'
import { createTestDatabase, type TestDatabase } from './testing/index.ts'

const ORIGIN = 'http://127.0.0.1:4711'
const NOON = Temporal.Instant.from('2030-12-12T12:00:00Z')
let database: TestDatabase
let mother: string
let stage: string

beforeAll(async () => {
  database = await createTestDatabase()
  mother = await database.makeAgency()
  stage = await openStage()
})
afterAll(() => database.close())

async function openStage(): Promise<string> {
  const agencyId = randomUUIDv7()
  await inAgency(database.db, agencyId, async (tx) => {
    const own = { agency_id: agencyId }
    await tx
      .insertInto('agencies')
      .values({ ...own, name: 'Zinc', language: 'fr', time_zone: 'UTC' })
      .execute()
    await tx
      .insertInto('rehearsal_agencies')
      .values({ ...own, origin: ORIGIN })
      .execute()
    await tx
      .insertInto('clients')
      .values({ ...own, id: agencyId, name: 'Orphée', time_zone: 'UTC' })
      .execute()
  })
  return agencyId
}

function addChannel(agencyId: string, baseUrl: string | null, state = 'connected') {
  const named = { network: 'bluesky', handle: 'orphee', name: 'Orphée', remote_id: randomUUIDv7() }
  return inAgency(database.db, agencyId, (tx) =>
    tx
      .insertInto('channels')
      .values({ agency_id: agencyId, client_id: agencyId, ...named, base_url: baseUrl, state })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
}

test('the channels of a rehearsal lead to the simulator, or are not written', async () => {
  const { id } = await addChannel(stage, `${ORIGIN}/bluesky`)
  await addChannel(stage, null, 'by-hand')
  const elsewhere = [
    null,
    'https://bsky.social',
    `${ORIGIN}1/bluesky`,
    'http://127.0.0.1:47110',
    `${ORIGIN}@evil.test/`,
  ]
  for (const address of elsewhere) await expect(addChannel(stage, address)).rejects.toThrow(/must lead to/)
  await expect(addChannel(stage, 'https://bsky.social', 'by-hand')).rejects.toThrow(/must lead to/)
  const change = (set: { base_url: string | null }) =>
    inAgency(database.db, stage, (tx) => tx.updateTable('channels').set(set).where('id', '=', id).execute())
  await expect(change({ base_url: 'https://bsky.social' })).rejects.toThrow(/must lead to/)
  await expect(change({ base_url: null })).rejects.toThrow(/must lead to/)
})

test('the origin is bound for life, and an agency at work never becomes a throw-away one', async () => {
  const work = (statement: ReturnType<typeof sql>) => inAgency(database.db, stage, (tx) => statement.execute(tx))
  await expect(work(sql`update rehearsal_agencies set origin = 'http://127.0.0.1:1'`)).rejects.toThrow(
    /permission denied/,
  )
  await expect(work(sql`delete from rehearsal_agencies`)).rejects.toThrow(/permission denied/)
  await inAgency(database.db, mother, (tx) =>
    tx.insertInto('clients').values({ agency_id: mother, id: mother, name: 'Orphée', time_zone: 'UTC' }).execute(),
  )
  await addChannel(mother, null)
  const mark = inAgency(database.db, mother, (tx) =>
    tx.insertInto('rehearsal_agencies').values({ agency_id: mother, origin: ORIGIN }).execute(),
  )
  await expect(mark).rejects.toThrow(/no throw-away agency/)
  await expect(inAgency(database.db, mother, (tx) => sql`select discard_rehearsal()`.execute(tx))).rejects.toThrow(
    /no throw-away agency/,
  )
})

test('no mail can be written in one', async () => {
  const mail = { kind: 'x', recipient: 'nour@zinc.example', subject: 'x', text_body: 'x', html_body: 'x' }
  const write = (agencyId: string) =>
    inAgency(database.db, agencyId, (tx) =>
      tx
        .insertInto('mails')
        .values({ agency_id: agencyId, ...mail })
        .execute(),
    )
  await write(mother)
  await expect(write(stage)).rejects.toThrow(/writes no mail/)
})

test('whoever looks across agencies sees all but rehearsals; a rehearsal sees its own and opens no other', async () => {
  const other = await openStage()
  await addChannel(other, `${ORIGIN}/bluesky`)
  const seen = async (db: TestDatabase['db']) => {
    const rows = await inDispatch(db, (tx) => tx.selectFrom('channels').select('agency_id').distinct().execute())
    const agencies = await inDispatch(db, (tx) => tx.selectFrom('agencies').select('agency_id').execute())
    return [rows, agencies].map((list) => list.map((row) => row.agency_id).toSorted())
  }
  expect(await seen(database.db)).toEqual([[mother], [mother]])
  const own = simulate(database.db, { agencyId: stage, now: () => NOON })
  expect(await seen(own)).toEqual([[stage], [stage]])
  await expect(inAgency(own, mother, async () => 1)).rejects.toThrow(/another agency/)
})

test('its statements, its defaults and its use cases follow the simulated clock, and no other transaction does', async () => {
  let now = NOON
  const own = simulate(database.db, { agencyId: stage, now: () => now })
  const read = (db: TestDatabase['db'], agencyId: string) =>
    inAgency(db, agencyId, async (tx) => {
      const { rows } = await sql<{ a: Date; b: Date; c: Date }>`
        select clock_timestamp() as a, now() as b, agency_now() as c`.execute(tx)
      return [rows[0]!.a, rows[0]!.b, rows[0]!.c].map((at) => at.toISOString()).concat((await tx.now()).toString())
    })
  const isSimulated = (read: string[]) => read.map((at) => Temporal.Instant.from(at).equals(now))
  expect(isSimulated(await read(own, stage))).toEqual([true, true, true, true])
  now = now.add({ hours: 2 })
  expect(isSimulated(await read(own, stage))).toEqual([true, true, true, true])
  // The same pool, and so the same connections.
  for (const _ of Array.from({ length: 10 })) {
    expect(isSimulated(await read(database.db, mother))).toEqual([false, false, false, false])
  }
})

test('discarding takes the throw-away agency and nothing else', async () => {
  const count = () => sql<{ n: number }>`select count(*)::int as n from clients`.execute(database.root)
  const before = (await count()).rows[0]!.n
  await inAgency(database.db, stage, (tx) => sql`select discard_rehearsal()`.execute(tx))
  expect((await count()).rows[0]!.n).toBe(before - 1)
  expect(
    await database.root.selectFrom('agencies').select('agency_id').where('agency_id', '=', stage).execute(),
  ).toEqual([])
})
