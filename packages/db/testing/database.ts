import { randomBytes } from 'node:crypto'
import { sql, type Kysely } from 'kysely'
import pg from 'pg'
import { superuserUrl } from '../embedded/server.ts'
import { ringOf, type KeyRing } from '../keys.ts'
import { announced } from '../live.ts'
import { kyselyOf, openPools, poolOf, type Database, type Pools } from '../pools.ts'
import type { DB } from '../schema.generated.ts'
import type { TestServer } from './server.ts'

export type TestDatabase = {
  name: string
  /** comptoir_runtime, as api and worker have it: use it through inAgency. */
  db: Database
  pools: Pools
  keys: KeyRing
  /** What DATABASE_URL would be. */
  ownerUrl: string
  /** To arrange and to look: a superuser's connection that row-level security does not bind. Never what is tested. */
  root: Kysely<DB>
  /** An agency, without which no tenant row can stand. Returns its id. */
  makeAgency(name?: string): Promise<string>
  close(): Promise<void>
}

async function onServer(server: TestServer, query: string): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl(server.port, server.password, 'postgres') })
  await client.connect()
  try {
    await client.query(query)
  } finally {
    await client.end()
  }
}

/** A fresh clone of the template, with its pools. */
export async function cloneDatabase(server: TestServer): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`
  await onServer(server, `create database ${name} template ${server.template} strategy file_copy`)
  const ownerUrl = superuserUrl(server.port, server.password, name)
  const keys = ringOf([server.masterKey])
  const pools = openPools({ ownerUrl, keys, application: 'test' })
  const root = kyselyOf<DB>(poolOf(ownerUrl, { max: 3, application_name: 'test root' }))
  return {
    name,
    db: pools.db,
    pools,
    keys,
    ownerUrl,
    root,
    async makeAgency(agencyName = 'Zinc & Cie') {
      const { rows } = await sql<{ agency_id: string }>`
        insert into agencies (name, language, time_zone) values (${agencyName}, 'fr', 'Europe/Paris') returning agency_id
      `.execute(root)
      return rows[0]!.agency_id
    },
    async close() {
      await announced(pools.db)
      await Promise.all([pools.end(), root.destroy()])
      await onServer(server, `drop database ${name} with (force)`)
    },
  }
}
