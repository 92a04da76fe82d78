import type { AgencyTx } from '@comptoir/db'
import { sql } from 'kysely'

/**
 * What a passage into `sending` is bound to: the incarnation of the database, and a mark of its own that is kept outside the database before anything leaves. `last` is
 * one that this process kept before: a database that does not know it came back from a backup while the process ran.
 */
export type GateMark = { id: string; incarnation: string; last: string | null }

/** Writes the mark; false, and nothing may pass, when this is not the database that the process knows. */
export async function markPassage(tx: AgencyTx, { id, incarnation, last }: GateMark): Promise<boolean> {
  const { rows } = await sql`
    insert into publishing_marks (id)
    select ${id}::uuid from instance i where i.incarnation = ${incarnation}::uuid
      and (${last}::uuid is null or exists (select from publishing_marks where id = ${last}::uuid))
      and not exists (select from restores r where r.incarnation = i.incarnation and r.spread_at is null)
    returning id`.execute(tx)
  return rows.length === 1
}
