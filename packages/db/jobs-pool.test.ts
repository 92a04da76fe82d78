import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { JobsPool } from './jobs-pool.ts'
import { createTestDatabase, type TestDatabase } from './testing/index.ts'

let database: TestDatabase
beforeAll(async () => void (database = await createTestDatabase()))
afterAll(() => database?.close())

/** What graphile-worker tries again by itself. */
const TRIED_AGAIN = { code: '57P03' }

test('a connection that ends under a query, or before it, is something to be tried again', async () => {
  const pool = new JobsPool(database.pools.jobsUrl, 2)
  const client = await pool.connect()
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  await Promise.all([
    expect(client.query('select pg_sleep(10)')).rejects.toMatchObject(TRIED_AGAIN),
    sql`select pg_terminate_backend(${rows[0]!.pid})`.execute(database.root),
  ])
  await sleep(50)
  await expect(client.query('select 1')).rejects.toMatchObject(TRIED_AGAIN)
  client.release(true)
  expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  await pool.end()
})

test('a server that is not there is something to be tried again', async () => {
  const pool = new JobsPool('postgres://nobody@127.0.0.1:1/nothing', 1)
  await expect(pool.connect()).rejects.toMatchObject(TRIED_AGAIN)
  await pool.end()
})

test('what is wrong stays wrong', async () => {
  const pool = new JobsPool(database.pools.jobsUrl, 1)
  const client = await pool.connect()
  await expect(client.query('select nothing from nowhere')).rejects.toBeInstanceOf(pg.DatabaseError)
  await expect(client.query('select nothing from nowhere')).rejects.not.toMatchObject(TRIED_AGAIN)
  client.release()
  await pool.end()
})
