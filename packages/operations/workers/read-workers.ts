import type { AgencyTx, DispatchTx } from '@comptoir/db'
import { sql } from 'kysely'

/** A worker that has not said a word for this long is not at work. */
export const SILENCE_SECONDS = 15
/** A machine's clock may be off by this much before somebody is told. */
export const CLOCK_BOUND_MS = 1000
/** A vanished worker that nobody replaced is told of for so long; then it is taken for one that was given up. */
const GIVEN_UP_HOURS = 24

export type WorkerSeen = {
  id: string
  /** The machine's name. */
  host: string
  seenAt: Temporal.Instant
  /** To be added to its machine's clock to get the database's, in ms. */
  offsetMs: number
}

export type Workers = {
  alive: WorkerSeen[]
  /** Went silent without stopping, and none has started in their place since. */
  lost: WorkerSeen[]
  /** Of those alive: whose machine's clock is off. */
  clockOff: WorkerSeen[]
  /** There are some, or there were. A house that never had any is being set up. */
  ever: boolean
}

type Row = {
  id: string
  started_at: Date
  seen_at: Date
  offset_ms: number | null
  stopped: boolean
  alive: boolean
  given_up: boolean
}

/** Who dispatches, by the database's own clock. */
export async function readWorkers(tx: AgencyTx | DispatchTx): Promise<Workers> {
  const { rows } = await sql<Row>`
    select id, started_at, seen_at, clock_offset_ms as offset_ms, stopped_at is not null as stopped,
      stopped_at is null and seen_at > clock_timestamp() - make_interval(secs => ${SILENCE_SECONDS}) as alive,
      seen_at < clock_timestamp() - make_interval(hours => ${GIVEN_UP_HOURS}) as given_up
    from workers order by seen_at desc limit 200`.execute(tx)
  const alive = rows.filter((row) => row.alive)
  const newest = Math.max(...alive.map((row) => row.started_at.getTime()))
  const lost = rows.filter((row) => !row.alive && !row.stopped && !row.given_up && row.seen_at.getTime() > newest)
  return {
    alive: alive.map(seen),
    lost: lost.map(seen),
    clockOff: alive.filter((row) => Math.abs(row.offset_ms ?? 0) > CLOCK_BOUND_MS).map(seen),
    ever: rows.length > 0,
  }
}

function seen({ id, seen_at, offset_ms }: Row): WorkerSeen {
  return { id, host: hostOf(id), seenAt: seen_at.toTemporalInstant(), offsetMs: offset_ms ?? 0 }
}

/** A worker is named by its host, its process and a little chance. */
const hostOf = (id: string) => id.split('-').slice(0, -2).join('-') || id
