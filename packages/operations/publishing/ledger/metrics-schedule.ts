import type { AgencyTx } from '@comptoir/db'
import { sql } from 'kysely'

/** A post's figures are read often while it is young: [age in hours, hours until the next reading]. Past the last they rest. */
const SCHEDULE: readonly (readonly [age: number, every: number])[] = [
  [1, 0.25],
  [6, 1],
  [24, 3],
  [24 * 7, 12],
  [24 * 30, 24],
  [24 * 90, 24 * 7],
]

/** When figures of a post of this age are read next; null: no more. */
export function nextReading(publishedAt: Temporal.Instant, now: Temporal.Instant): Temporal.Instant | null {
  const age = (now.epochMilliseconds - publishedAt.epochMilliseconds) / 3_600_000
  const every = SCHEDULE.find(([limit]) => age < limit)?.[1]
  return every === undefined ? null : now.add({ seconds: Math.round(every * 3600) })
}

/** A first reading soon after what has just left. */
export async function firstMetricsAt(tx: AgencyTx, deliveryIds: readonly string[]): Promise<void> {
  if (deliveryIds.length === 0) return
  await tx
    .updateTable('deliveries')
    .set({ next_metrics_at: sql<Date>`clock_timestamp() + interval '2 minutes'` })
    .where('id', 'in', [...deliveryIds])
    .where('by_hand', '=', false)
    .execute()
}
