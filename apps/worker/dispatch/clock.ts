import type { Database } from '@comptoir/db'
import { sql } from 'kysely'

/** The database's clock as this process knows it: monotonic time plus a sampled offset. Only the database decides; this aims. */
export type Clock = {
  /** Milliseconds since the epoch on the database's clock. */
  now(): number
  /** Milliseconds to add to this machine's own clock to get the database's. */
  offset(): number
  sample(db: Database): Promise<void>
}

const SAMPLES = 3

/** This machine's wall clock at start, carried on by monotonic time: it never jumps. */
const steady = () => performance.timeOrigin + performance.now()

export function openClock(): Clock {
  let correction = 0
  return {
    now: () => steady() + correction,
    offset: () => steady() + correction - Date.now(),
    async sample(db) {
      let best = Number.POSITIVE_INFINITY
      let measured = correction
      for (let i = 0; i < SAMPLES; i += 1) {
        const before = steady()
        const { rows } = await sql<{
          ms: number
        }>`select extract(epoch from clock_timestamp())::float8 * 1000 as ms`.execute(db)
        const after = steady()
        // The quickest answer is the most exact: its error is half its round trip at most.
        if (after - before >= best) continue
        best = after - before
        measured = rows[0]!.ms - (before + after) / 2
      }
      correction = measured
    },
  }
}
