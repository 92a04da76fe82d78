import type { AgencyTx, DB } from '@comptoir/db'
import type { InsertObject } from 'kysely'

/** PostgreSQL takes 65,535 values in one statement. */
const MOST_VALUES = 30_000

type Table = keyof DB & string

/** History by the armful: rows that no use case can make, because their day is past. */
export async function insertRows<T extends Table>(
  tx: AgencyTx,
  table: T,
  rows: readonly InsertObject<DB, T>[],
): Promise<void> {
  const [first] = rows
  if (!first) return
  const size = Math.max(1, Math.floor(MOST_VALUES / Object.keys(first).length))
  for (let from = 0; from < rows.length; from += size) {
    await tx
      .insertInto(table)
      .values(rows.slice(from, from + size))
      .execute()
  }
}
