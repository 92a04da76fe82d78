import type { AgencyTx } from '@comptoir/db'
import { sql } from 'kysely'

/**
 * Makes the months that figures of these days fall into. It locks all readings while it makes one: first in its
 * transaction, before any of them is read, or two of them could wait for each other.
 */
export async function makeReadingMonths(tx: AgencyTx, from: string, to: string): Promise<void> {
  // A day beyond each end: days of a zone and months of UTC do not end at one instant.
  await sql`select ensure_reading_partitions(${from}::date - 1, ${to}::date + 1)`.execute(tx)
}
