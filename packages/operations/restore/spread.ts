import { announced, inAgency, inDispatch, type Pools } from '@comptoir/db'
import { sql } from 'kysely'
import { putToReadBack } from './put-to-read-back.ts'

export type Restore = {
  incarnation: string
  backup_at: Date | null
  known_until: Date
  quiet_since: Date
  found_at: Date
}

/** Carries a restore to every agency. Killed in its middle, it goes on where it stood; until it is done nothing is sent. */
export async function spread(pools: Pick<Pools, 'db' | 'auth'>): Promise<void> {
  const { db } = pools
  const restore = await inDispatch(db, (tx) =>
    tx
      .selectFrom('restores')
      .innerJoin('instance', 'instance.incarnation', 'restores.incarnation')
      .select(['restores.incarnation', 'backup_at', 'known_until', 'quiet_since', 'found_at'])
      .where('spread_at', 'is', null)
      .executeTakeFirst(),
  )
  if (!restore) return
  await endSignIns(pools.auth)
  const agencies = await inDispatch(db, (tx) => tx.selectFrom('agencies').select('agency_id').execute())
  for (const { agency_id } of agencies) await inAgency(db, agency_id, (tx) => putToReadBack(tx, restore))
  await inDispatch(db, (tx) =>
    tx
      .updateTable('restores')
      .set({ spread_at: sql<Date>`clock_timestamp()` })
      .where('incarnation', '=', restore.incarnation)
      .where('spread_at', 'is', null)
      .execute(),
  )
  // Whoever asked may close its pools at once.
  await announced(db)
}

/** Sign-ins and links that were ended after the backup would be open again: all are closed, and people sign in anew. */
async function endSignIns(auth: Pools['auth']): Promise<void> {
  await auth.query('delete from auth.session')
  await auth.query('delete from auth.verification')
}
