import { Migrator } from 'kysely/migration'
import pg from 'pg'
import { ensureJobs } from './jobs-schema.ts'
import type { KeyRing } from './keys.ts'
import { kyselyOf, poolOf } from './pools.ts'
import { sqlMigrations } from './read-migrations.ts'
import { ensureRoles } from './roles.ts'
import { StartRefused } from './start-refused.ts'
import { urlOf } from './urls.ts'

export type UpgradeSettings = {
  /** A direct URL (no pooler in transaction mode) of a user who owns the database and has CREATEROLE. */
  ownerUrl: string
  keys: KeyRing
  log?: (line: string) => void
}

export type Upgraded = { ran: string[] }

const MIGRATION_SCHEMA = 'upgrade'
// Any constant will do, as long as two upgrades of one database take the same.
const LOCK = 6_022_140

/** Connects; what a person can mend comes out as one plain sentence. */
export async function connectOwner(ownerUrl: string): Promise<pg.Client> {
  if (!URL.canParse(ownerUrl) || !/^postgres(ql)?:$/.test(new URL(ownerUrl).protocol)) {
    throw new StartRefused('DATABASE_URL is not a PostgreSQL address (postgres://user:password@host:5432/database).')
  }
  const client = new pg.Client({
    connectionString: ownerUrl,
    application_name: 'comptoir upgrade',
    connectionTimeoutMillis: 10_000,
  })
  // A connection that breaks fails the query under way as well: that error is the one to tell.
  client.on('error', () => undefined)
  try {
    await client.connect()
  } catch (error) {
    throw new StartRefused(`DATABASE_URL does not answer: ${reasonOf(error, ownerUrl)}.`)
  }
  return client
}

function reasonOf(error: unknown, ownerUrl: string): string {
  const { host, pathname, username } = new URL(ownerUrl)
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === '28P01' || code === '28000') return `the server refuses the user "${username}" or its password`
  if (code === '3D000') return `there is no database "${pathname.slice(1)}" on ${host}`
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `there is no machine named ${host}`
  if (code === 'ECONNREFUSED') return `nothing listens on ${host}`
  if (error instanceof AggregateError) return `nothing listens on ${host}`
  return error instanceof Error ? error.message : String(error)
}

async function checkServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: number; shown: string; encoding: string }>(
    `select current_setting('server_version_num')::int as version, current_setting('server_version') as shown,
       current_setting('server_encoding') as encoding`,
  )
  const server = rows[0]!
  if (server.version < 180000) {
    throw new StartRefused(`Comptoir needs PostgreSQL 18 or newer; this server is ${server.shown}.`)
  }
  if (server.encoding !== 'UTF8') {
    throw new StartRefused(
      `Comptoir needs a database in UTF8; this one is in ${server.encoding}: create it with "encoding 'UTF8'".`,
    )
  }
}

/** Read before anything is changed, by the one role that may look into the schema `upgrade`. */
async function refuseNewerSchema(client: pg.Client): Promise<void> {
  const { rows: owner } = await client.query(
    `select 1 from pg_roles where rolname = 'comptoir_owner' and pg_has_role(current_user, oid, 'set')`,
  )
  if (owner.length === 0) return
  await client.query('set role comptoir_owner')
  try {
    const { rows: there } = await client.query(
      `select 1 from pg_namespace where nspname = '${MIGRATION_SCHEMA}' and has_schema_privilege(oid, 'usage')`,
    )
    if (there.length === 0) return
    const { rows: kept } = await client.query<{ table: string | null }>(
      `select to_regclass('${MIGRATION_SCHEMA}.migrations')::text as table`,
    )
    if (!kept[0]?.table) return
    const known = new Set(Object.keys(await sqlMigrations.getMigrations()))
    const { rows } = await client.query<{ name: string }>(
      `select name from ${MIGRATION_SCHEMA}.migrations order by name`,
    )
    const unknown = rows.map((row) => row.name).filter((name) => !known.has(name))
    if (unknown.length === 0) return
    throw new StartRefused(
      `The database was written by a newer Comptoir (it has ${unknown.at(-1)}, this version does not): use that version or a later one.`,
    )
  } finally {
    await client.query('reset role')
  }
}

/** What an upgrade would run; reads only. All of them when the database is empty. */
export async function pendingMigrations(client: pg.Client): Promise<string[]> {
  const known = Object.keys(await sqlMigrations.getMigrations())
  const { rows: there } = await client.query(`select 1 from pg_namespace where nspname = '${MIGRATION_SCHEMA}'`)
  if (there.length === 0) return known
  await client.query('set role comptoir_owner')
  try {
    const { rows } = await client.query<{ name: string }>(`select name from ${MIGRATION_SCHEMA}.migrations`)
    const ran = new Set(rows.map((row) => row.name))
    return known.filter((name) => !ran.has(name))
  } finally {
    await client.query('reset role')
  }
}

async function migrate(ownerUrl: string, log: (line: string) => void): Promise<string[]> {
  // The role is the session's own: even a superuser's URL does the work as comptoir_owner.
  const pool = poolOf(ownerUrl, { max: 1, application_name: 'comptoir upgrade', options: '-c role=comptoir_owner' })
  const db = kyselyOf<unknown>(pool)
  try {
    const migrator = new Migrator({
      db,
      provider: sqlMigrations,
      migrationTableSchema: MIGRATION_SCHEMA,
      migrationTableName: 'migrations',
      migrationLockTableName: 'migration_lock',
    })
    const { error, results = [] } = await migrator.migrateToLatest()
    const failed = results.find((result) => result.status === 'Error')
    if (error) throw new Error(`migration ${failed?.migrationName ?? ''} failed: ${messageOf(error)}`, { cause: error })
    const ran = results.filter((result) => result.status === 'Success').map((result) => result.migrationName)
    for (const name of ran) log(`database: ${name}`)
    return ran
  } finally {
    await db.destroy()
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

/**
 * Brings a database to this version: checks the server, keeps the roles, runs the migrations as comptoir_owner and
 * graphile-worker's as comptoir_jobs. One at a time for each database; idempotent.
 */
export async function upgrade({ ownerUrl, keys, log = () => undefined }: UpgradeSettings): Promise<Upgraded> {
  const client = await connectOwner(ownerUrl)
  try {
    await checkServer(client)
    await client.query('select pg_advisory_lock($1)', [LOCK])
    const { rows } = await client.query<{ database: string }>('select current_database() as database')
    const database = rows[0]!.database
    await refuseNewerSchema(client)
    await ensureRoles(client, database, keys)
    const ran = await migrate(ownerUrl, log)
    await ensureJobs(client, database, urlOf(ownerUrl, keys, 'comptoir_jobs'))
    return { ran }
  } finally {
    await client.end()
  }
}
