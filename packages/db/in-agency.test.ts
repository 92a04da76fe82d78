import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asPerson, inAgency, inDispatch, jsonb } from './index.ts'
import { createTestDatabase, type TestDatabase } from './testing/index.ts'

let house: TestDatabase
let ours: string
let theirs: string

beforeAll(async () => {
  house = await createTestDatabase()
  ours = await house.makeAgency('Zinc & Cie')
  theirs = await house.makeAgency('Autre Maison')
})
afterAll(() => house.close())

const names = (agencyId: string) =>
  inAgency(house.db, agencyId, (tx) => tx.selectFrom('agencies').select('name').execute())

test('an agency sees itself and nobody else', async () => {
  expect(await names(ours)).toEqual([{ name: 'Zinc & Cie' }])
  expect(await names(theirs)).toEqual([{ name: 'Autre Maison' }])
})

test('a row written for another agency is refused by the database', async () => {
  const write = inAgency(house.db, ours, (tx) =>
    tx.insertInto('changes').values({ agency_id: theirs, topic: 'posts' }).execute(),
  )
  await expect(write).rejects.toThrow(/row-level security/)
})

test('outside a door the runtime has no rights, before and after one was used', async () => {
  await expect(sql`select * from public.agencies`.execute(house.db)).rejects.toThrow(/permission denied/)
  await names(ours)
  await expect(sql`select * from public.agencies`.execute(house.db)).rejects.toThrow(/permission denied/)
})

test('a thing that is not an id opens nothing', async () => {
  await expect(names("' or true --")).rejects.toThrow(TypeError)
})

test('dispatch sees routing columns of every agency, and neither other columns nor writes', async () => {
  const seen = await inDispatch(house.db, (tx) => tx.selectFrom('agencies').select(['agency_id', 'name']).execute())
  expect(seen).toHaveLength(2)
  await expect(inDispatch(house.db, (tx) => tx.selectFrom('agencies').select('stopped_by').execute())).rejects.toThrow(
    /permission denied/,
  )
  await expect(inDispatch(house.db, (tx) => tx.updateTable('agencies').set({ name: 'x' }).execute())).rejects.toThrow(
    /permission denied/,
  )
})

test('a person sees their own memberships before an agency is chosen', async () => {
  for (const [agency, user] of [
    [ours, 'nour'],
    [theirs, 'nour'],
    [theirs, 'other'],
  ] as const) {
    await inAgency(house.db, agency, (tx) =>
      tx
        .insertInto('members')
        .values({
          agency_id: agency,
          user_id: user,
          name: user,
          email: `${user}@a.fr`,
          role: 'analyst',
          language: 'fr',
          time_zone: 'Europe/Paris',
        })
        .execute(),
    )
  }
  const mine = await asPerson(house.db, 'nour', (tx) =>
    tx.selectFrom('members').select(['user_id', 'agency_id']).execute(),
  )
  expect(mine.map((row) => row.agency_id).toSorted()).toEqual([ours, theirs].toSorted())
  expect(await asPerson(house.db, 'nobody', (tx) => tx.selectFrom('members').selectAll().execute())).toEqual([])
})

test('the clock moves within a transaction, to the microsecond', async () => {
  await inAgency(house.db, ours, async (tx) => {
    const first = await tx.now()
    await sql`select pg_sleep(0.01)`.execute(tx)
    const passed = first.until(await tx.now()).total('milliseconds')
    expect(passed).toBeGreaterThanOrEqual(10)
    expect(passed).toBeLessThan(5_000)
  })
})

test('hooks run after the commit, and never after a rollback', async () => {
  const ran: string[] = []
  await inAgency(house.db, ours, async (tx) => {
    tx.afterCommit(() => void ran.push('kept'))
    expect(ran).toEqual([])
  })
  await expect(
    inAgency(house.db, ours, async (tx) => {
      tx.afterCommit(() => void ran.push('lost'))
      throw new Error('no')
    }),
  ).rejects.toThrow('no')
  expect(ran).toEqual(['kept'])
})

test('a job is enqueued in the transaction, and gone with it', async () => {
  const enqueue = (task: string, fail: boolean) =>
    inAgency(house.db, ours, async (tx) => {
      await sql`select graphile_worker.enqueue_job(${task}, ${jsonb({ agencyId: ours })}::json, job_key => 'k')`.execute(
        tx,
      )
      if (fail) throw new Error('rolled back')
    })
  await enqueue('kept', false)
  await expect(enqueue('lost', true)).rejects.toThrow('rolled back')
  const { rows } = await sql<{ task: string }>`select task_identifier as task from graphile_worker.jobs`.execute(
    house.root,
  )
  expect(rows).toEqual([{ task: 'kept' }])
  await expect(
    inAgency(house.db, ours, (tx) => sql`delete from graphile_worker._private_jobs`.execute(tx)),
  ).rejects.toThrow(/permission denied/)
})

test('columns come back as the types say', async () => {
  const { rows } = await sql<Record<string, unknown>>`
    select 9007199254740991::bigint as big, 12.50::numeric as num, date '2026-12-12' as day, now() as at, '{"a":[1]}'::jsonb as doc
  `.execute(house.root)
  expect(rows[0]).toEqual({
    big: Number.MAX_SAFE_INTEGER,
    num: 12.5,
    day: '2026-12-12',
    at: expect.any(Date),
    doc: { a: [1] },
  })
  await expect(sql`select 9007199254740993::bigint`.execute(house.root)).rejects.toThrow(RangeError)
})
