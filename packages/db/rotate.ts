import { sql } from 'kysely'
import { inAgency, inDispatch } from './in-agency.ts'
import type { KeyRing } from './keys.ts'
import type { Database } from './pools.ts'
import { rewrap, sealedWith } from './seal.ts'

type SealedColumn = { table: string; column: string }
type SealedRow = { id: string; sealed: Buffer }

/** Columns that hold sealed values, by their name: the catalog knows them all, a list by hand would forget one. */
async function sealedColumns(db: Database): Promise<SealedColumn[]> {
  const { rows } = await sql<SealedColumn>`
    select c.relname as table, a.attname as column from pg_attribute a
      join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition and a.attname ~ '^sealed'
      and a.atttypid = 'bytea'::regtype order by 1, 2`.execute(db)
  return rows
}

async function eachSealed(
  db: Database,
  visit: (row: SealedRow, place: SealedColumn & { agencyId: string }) => Buffer,
): Promise<void> {
  const columns = await sealedColumns(db)
  const agencies = await inDispatch(db, (tx) => tx.selectFrom('agencies').select('agency_id').execute())
  for (const { agency_id: agencyId } of agencies) {
    await inAgency(db, agencyId, async (tx) => {
      for (const { table, column } of columns) {
        const { rows } = await sql<SealedRow>`
          select id, ${sql.ref(column)} as sealed from ${sql.table(table)} where ${sql.ref(column)} is not null for update
        `.execute(tx)
        for (const row of rows) {
          const next = visit(row, { table, column, agencyId })
          if (next === row.sealed) continue
          await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${next} where id = ${row.id}`.execute(tx)
        }
      }
    })
  }
}

/** How many sealed values need each master key. */
export async function countByKey(db: Database): Promise<Map<string, number>> {
  const counts = new Map<string, number>()
  await eachSealed(db, ({ sealed }) => {
    const id = sealedWith(sealed)
    counts.set(id, (counts.get(id) ?? 0) + 1)
    return sealed
  })
  return counts
}

/** Wraps every sealed value under the active key: afterwards the older keys may be forgotten. Returns how many changed. */
export async function rewrapAll(db: Database, keys: KeyRing): Promise<number> {
  let changed = 0
  await eachSealed(db, ({ id, sealed }, { table, column, agencyId }) => {
    const next = rewrap(keys, { agencyId, table, column, rowId: id }, sealed)
    if (next !== sealed) changed += 1
    return next
  })
  return changed
}
