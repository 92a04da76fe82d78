import { type Database, inAgency, listen, type Listener } from '@comptoir/db'
import { sql } from 'kysely'

export type Topic = { topic: string; id: string | null }
export type Batch = { cursor: string; topics: Topic[] }

/** Read at least this often, should a wake-up be lost. */
const POLL_MS = 5_000
const BATCH = 500

/**
 * The live feed of this process: one LISTEN connection wakes all streams, and a stream holds no pooled connection while it waits.
 * A cursor is `xid:id`: rows are read in the order of their transactions, up to the oldest one still open, so that a slow
 * commit's row is never skipped.
 */
export class Feed {
  readonly #db: Database
  readonly #waiting = new Set<() => void>()
  #listener: Listener | null = null

  constructor(db: Database) {
    this.#db = db
  }

  async open(listenUrl: string, onTrouble: (error: Error) => void): Promise<void> {
    this.#listener = await listen({
      url: listenUrl,
      channels: ['comptoir_changes'],
      onWake: () => this.#wakeAll(),
      onTrouble,
    })
  }

  async close(): Promise<void> {
    await this.#listener?.close()
    this.#wakeAll()
  }

  /** Batches of changed topics from `from` on (null: from now on). Ends when the person has left the agency or the signal aborts. */
  async *follow(
    agencyId: string,
    userId: string,
    from: string | null,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<Batch> {
    let cursor = from ?? (await this.#now(agencyId))
    // Said at once: whoever reconnects knows the stream is live, and from where.
    yield { cursor, topics: [] }
    while (!signal?.aborted) {
      const woken = this.#nextWake(signal)
      const batch = await this.#read(agencyId, userId, cursor)
      if (batch === 'left') return
      if (batch.topics.length > 0) {
        cursor = batch.cursor
        yield batch
        if (batch.full) continue
      }
      await woken
    }
  }

  async #now(agencyId: string): Promise<string> {
    const { rows } = await inAgency(this.#db, agencyId, (tx) =>
      sql<{ xmin: string }>`select pg_snapshot_xmin(pg_current_snapshot())::text as xmin`.execute(tx),
    )
    // Everything before the oldest open transaction is in what the screen is about to read.
    return `${rows[0]!.xmin}:0`
  }

  async #read(agencyId: string, userId: string, cursor: string): Promise<'left' | (Batch & { full: boolean })> {
    const [xid = '0', id = '0'] = /^(\d{1,20}):(\d{1,19})$/.exec(cursor)?.slice(1) ?? []
    return inAgency(this.#db, agencyId, async (tx) => {
      const seat = await tx
        .selectFrom('members')
        .select('id')
        .where('user_id', '=', userId)
        .where('agency_id', '=', agencyId)
        .where('left_at', 'is', null)
        .executeTakeFirst()
      if (!seat) return 'left'
      const { rows } = await sql<{ id: string; xid: string; topic: string; subject_id: string | null }>`
        select id::text as id, xid::text as xid, topic, subject_id from changes
        where (xid, id) > (${xid}::text::xid8, ${id}::bigint) and xid < pg_snapshot_xmin(pg_current_snapshot())
        order by xid, id limit ${BATCH}`.execute(tx)
      const last = rows.at(-1)
      const seen = new Map(
        rows.map((row) => [`${row.topic} ${row.subject_id}`, { topic: row.topic, id: row.subject_id }]),
      )
      return {
        cursor: last ? `${last.xid}:${last.id}` : cursor,
        topics: [...seen.values()],
        full: rows.length === BATCH,
      }
    })
  }

  #nextWake(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer)
        this.#waiting.delete(done)
        signal?.removeEventListener('abort', done)
        resolve()
      }
      const timer = setTimeout(done, POLL_MS)
      this.#waiting.add(done)
      signal?.addEventListener('abort', done, { once: true })
    })
  }

  #wakeAll(): void {
    for (const wake of [...this.#waiting]) wake()
  }
}
