import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { readColumn } from './column-types.ts'
import type { KeyRing } from './keys.ts'
import type { DB } from './schema.generated.ts'
import { urlOf } from './urls.ts'

/** The house's database as comptoir_runtime: no rights of its own, every row goes through inAgency or inDispatch. */
export type Database = Kysely<DB>

export type PoolSettings = {
  /** DATABASE_URL (through PgBouncer if you like), or the embedded server's. */
  ownerUrl: string
  /** DATABASE_URL_DIRECT: where the first goes through PgBouncer. LISTEN and graphile-worker use it. */
  directUrl?: string | undefined
  keys: KeyRing
  /** Connections at most, for each pool. */
  runtimeMax?: number
  authMax?: number
  /** Shows in pg_stat_activity. */
  application?: string
  /** An idle connection that the server closed; the pool replaces it. */
  onIdleError?: (error: Error) => void
}

export type Pools = {
  db: Database
  /** For better-auth, schema `auth` only. Connects on first use. */
  auth: pg.Pool
  /** For the graphile-worker runner. */
  jobsUrl: string
  /** For `listen`. */
  listenUrl: string
  end(): Promise<void>
}

export function poolOf(url: string, options: pg.PoolConfig, onIdleError?: (error: Error) => void): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    types: { getTypeParser: readColumn },
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    ...options,
  })
  pool.on('error', (error) => onIdleError?.(error))
  // A connection that is lost between two queries of a transaction tells nobody else: the next query fails, and without this the whole process.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

export function kyselyOf<T>(pool: pg.Pool): Kysely<T> {
  return new Kysely<T>({ dialect: new PostgresDialect({ pool }) })
}

/** The pools of one process. */
export function openPools(settings: PoolSettings): Pools {
  const { ownerUrl, keys, application = 'comptoir' } = settings
  const direct = settings.directUrl ?? ownerUrl
  const runtimeUrl = urlOf(ownerUrl, keys, 'comptoir_runtime')
  const runtime = poolOf(
    runtimeUrl,
    { max: settings.runtimeMax ?? 8, application_name: application },
    settings.onIdleError,
  )
  const auth = poolOf(
    urlOf(ownerUrl, keys, 'comptoir_auth'),
    { max: settings.authMax ?? 3, application_name: `${application} auth` },
    settings.onIdleError,
  )
  const db = kyselyOf<DB>(runtime)
  return {
    db,
    auth,
    jobsUrl: urlOf(direct, keys, 'comptoir_jobs'),
    listenUrl: urlOf(direct, keys, 'comptoir_runtime'),
    async end() {
      await Promise.all([db.destroy(), auth.end()])
    },
  }
}
