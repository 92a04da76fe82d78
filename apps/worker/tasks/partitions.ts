import { inDispatch } from '@comptoir/db'
import { sql } from 'kysely'
import type { Task } from 'graphile-worker'
import type { Desk } from '../dispatch/desk.ts'

/** Keeps two years of months ahead for readings, and raises an alarm for rows that fell outside every month. */
export function partitionsTask(desk: Desk): Task {
  const { db, log } = desk.services
  return async () => {
    await inDispatch(db, (tx) =>
      sql`select ensure_reading_partitions(current_date, (current_date + interval '24 months')::date)`.execute(tx),
    )
    const { rows } = await inDispatch(db, (tx) => sql<{ stray: number }>`select stray_readings() as stray`.execute(tx))
    const stray = rows[0]?.stray ?? 0
    if (stray > 0) log.error({ pages: stray }, 'readings lie outside every month: see docs on operating')
  }
}
