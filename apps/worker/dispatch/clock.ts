import type { Database } from '@comptoir/db'
import { sql } from 'kysely'

/** The database's clock as this process knows it: monotonic time plus a sampled offset. Only the database decides; this aims. */
export type Clock = {
  /** Milliseconds since the epoch on the database's clock. */
  now(): number
  /** Milliseconds to add to this machine's own clock to get the database's. */
  offset(): number
  sample(db: Database): Promise<void>
  /** True when the machine's two clocks have come apart since the last sample: it slept, or its clock was set. What `now` says is not to be trusted before another sample. */
  jumped(): boolean
}

/** The machine's clocks, in milliseconds since the epoch: one that never jumps but may stand still while the machine sleeps, and the one on its wall. */
export type MachineClocks = { steady(): number; wall(): number }

const SAMPLES = 3
/** The two clocks of a machine that is well drift apart far more slowly than this. */
const JUMP_MS = 100

/** This machine's wall clock at start, carried on by monotonic time. */
const MACHINE: MachineClocks = {
  steady: () => performance.timeOrigin + performance.now(),
  wall: () => Date.now(),
}

export function openClock({ steady, wall }: MachineClocks = MACHINE): Clock {
  let correction = 0
  let sampled = false
  let apart = wall() - steady()
  return {
    now: () => steady() + correction,
    offset: () => steady() + correction - wall(),
    jumped: () => Math.abs(wall() - steady() - apart) > JUMP_MS,
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
      apart = wall() - steady()
      // A difference that the slowness of the answers explains is no better than what is known.
      if (sampled && Math.abs(measured - correction) <= best / 2) return
      correction = measured
      sampled = true
    },
  }
}
