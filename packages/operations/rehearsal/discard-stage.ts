import { type Database, inAgency } from '@comptoir/db'
import { sql } from 'kysely'

/** Deletes a throw-away agency with everything in it. Harmless when it is gone, or never was; the database refuses any other agency. */
export async function discardStage(db: Database, stageId: string): Promise<void> {
  await inAgency(db, stageId, async (tx) => {
    const there = await tx
      .selectFrom('agencies')
      .select('agency_id')
      .where('agency_id', '=', stageId)
      .executeTakeFirst()
    if (there) await sql`select discard_rehearsal()`.execute(tx)
  })
}
