import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inAgency } from './in-agency.ts'
import { createTestDatabase, type TestDatabase } from './testing/index.ts'

let database: TestDatabase
beforeAll(async () => void (database = await createTestDatabase()))
afterAll(() => database?.close())

test('a connection lost between two queries fails its transaction, not the process', async () => {
  const agencyId = await database.makeAgency()
  const interrupted = inAgency(database.db, agencyId, async (tx) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
    await sql`select pg_terminate_backend(${rows[0]!.pid})`.execute(database.root)
    // Nothing is asked of the connection while it ends.
    await sleep(200)
    await sql`select 1`.execute(tx)
  })
  await expect(interrupted).rejects.toThrow()
  const after = await inAgency(database.db, agencyId, (tx) => sql<{ one: number }>`select 1 as one`.execute(tx))
  expect(after.rows).toEqual([{ one: 1 }])
})
