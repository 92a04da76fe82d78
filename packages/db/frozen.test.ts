import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inAgency } from './in-agency.ts'
import { createTestDatabase, type TestDatabase } from './testing/index.ts'

let database: TestDatabase
beforeAll(async () => void (database = await createTestDatabase()))
afterAll(() => database?.close())

test('a process frozen in a transaction of dispatch does not keep a stop waiting: its locks are taken back', async () => {
  const agencyId = await database.makeAgency()
  const lock = sql`select 1 from agencies where agency_id = ${agencyId}::uuid for update`
  const { promise: locked, resolve } = Promise.withResolvers<void>()
  const frozen = inAgency(
    database.db,
    agencyId,
    async (tx) => {
      await lock.execute(tx)
      resolve()
      await sleep(8_000)
      await sql`select 1`.execute(tx)
    },
    { byKey: true },
  )
  const ended = frozen.then(
    () => 'committed',
    () => 'ended',
  )
  await locked
  const before = performance.now()
  await inAgency(database.db, agencyId, (tx) => lock.execute(tx))
  expect(performance.now() - before).toBeLessThan(5_000)
  expect(await ended).toBe('ended')
})
