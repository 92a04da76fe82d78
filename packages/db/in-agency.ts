import { sql, type IsolationLevel, type Transaction } from 'kysely'
import { announce, type Channel } from './live.ts'
import type { Database } from './pools.ts'
import type { DB } from './schema.generated.ts'
import { type Simulation, simulationOf } from './simulated.ts'

/** One transaction that sees one agency's rows. */
export type AgencyTx = Transaction<DB> & {
  readonly agencyId: string
  /** True in a rehearsal: nothing of it may reach people or networks. */
  readonly isRehearsal: boolean
  /** The agency's clock, read now: call it after the lock is held, the transaction's own `now()` stands still. */
  now(): Promise<Temporal.Instant>
  /** Runs once the transaction is committed, never when it is rolled back. */
  afterCommit(hook: () => void | Promise<void>): void
  /** Wakes the listeners of a channel once the transaction is committed. */
  wake(channel: Channel): void
}

/** One transaction that sees the routing columns of every agency, and writes nothing. */
export type DispatchTx = Transaction<DB> & { now(): Promise<Temporal.Instant> }

export type AgencyOptions = {
  /** The person who asks: also opens the person's own rows in other agencies' `members`. */
  userId?: string | undefined
  isolation?: IsolationLevel | undefined
  readOnly?: boolean | undefined
  /**
   * Rows are found by key, whatever the statistics say of a table that has just grown. The checks of foreign keys too: a connection keeps the plan that it made for them when
   * the table was small.
   */
  byKey?: boolean | undefined
}

async function readClock(tx: Transaction<DB>, simulation: Simulation | null): Promise<Temporal.Instant> {
  if (simulation) return simulation.now()
  const { rows } = await sql<{
    us: number
  }>`select (extract(epoch from clock_timestamp()) * 1e6)::bigint as us`.execute(tx)
  return Temporal.Instant.fromEpochNanoseconds(BigInt(rows[0]!.us) * 1000n)
}

function begin(db: Database, options: AgencyOptions) {
  let builder = db.transaction()
  if (options.isolation) builder = builder.setIsolationLevel(options.isolation)
  if (options.readOnly) builder = builder.setAccessMode('read only')
  return builder
}

// A process that is frozen in such a transaction holds locks that a stop waits for: the server takes them back.
const BY_KEY = sql`, set_config('enable_seqscan', 'off', true), set_config('idle_in_transaction_session_timeout', '3s', true)`

/** The whole transaction on a simulated clock: whatever its statements call `clock_timestamp()` is found in the schema `simulated` first. */
const atInstant = ({ now }: Simulation) => sql`,
  set_config('comptoir.now', ${now().toString()}, true), set_config('search_path', 'simulated, pg_catalog, public', true)`

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** The only way to a tenant's rows: one transaction as comptoir_app, bound to one agency. */
export async function inAgency<T>(
  db: Database,
  agencyId: string,
  work: (tx: AgencyTx) => Promise<T>,
  options: AgencyOptions = {},
): Promise<T> {
  if (!UUID.test(agencyId)) throw new TypeError(`not an agency's id: ${agencyId}`)
  const simulation = simulationOf(db)
  if (simulation && simulation.agencyId !== agencyId) throw new Error('a rehearsal reached for another agency')
  const hooks: (() => void | Promise<void>)[] = []
  const result = await begin(db, options).execute(async (transaction) => {
    await sql`select set_config('role', 'comptoir_app', true),
      set_config('comptoir.agency_id', ${agencyId}, true),
      set_config('comptoir.user_id', ${options.userId ?? ''}, true)${options.byKey ? BY_KEY : sql``}${simulation ? atInstant(simulation) : sql``}`.execute(
      transaction,
    )
    const tx: AgencyTx = Object.assign(transaction, {
      agencyId,
      isRehearsal: simulation !== null,
      now: () => readClock(transaction, simulation),
      afterCommit: (hook: () => void | Promise<void>) => void hooks.push(hook),
      // Nobody waits for a rehearsal's news: whoever runs it looks by itself.
      wake: (channel: Channel) => void (simulation ?? hooks.push(() => announce(db, channel))),
    })
    return work(tx)
  })
  for (const hook of hooks) await hook()
  return result
}

/** A person's own memberships, before an agency is chosen: sees the person's `members` rows and their agencies, nothing else. */
export async function asPerson<T>(db: Database, userId: string, work: (tx: Transaction<DB>) => Promise<T>): Promise<T> {
  return db
    .transaction()
    .setAccessMode('read only')
    .execute(async (tx) => {
      await sql`select set_config('role', 'comptoir_app', true),
        set_config('comptoir.agency_id', '', true),
        set_config('comptoir.user_id', ${userId}, true)`.execute(tx)
      return work(tx)
    })
}

/** Cross-agency routing reads: yields (agency_id, id) and little else; every write then goes through inAgency. */
export async function inDispatch<T>(db: Database, work: (tx: DispatchTx) => Promise<T>): Promise<T> {
  const simulation = simulationOf(db)
  const own = simulation
    ? sql`, set_config('comptoir.rehearsal', ${simulation.agencyId}, true)${atInstant(simulation)}`
    : sql``
  return db.transaction().execute(async (transaction) => {
    await sql`select set_config('role', 'comptoir_dispatch', true),
      set_config('comptoir.agency_id', '', true),
      set_config('comptoir.user_id', '', true)${BY_KEY}${own}`.execute(transaction)
    return work(Object.assign(transaction, { now: () => readClock(transaction, simulation) }))
  })
}
