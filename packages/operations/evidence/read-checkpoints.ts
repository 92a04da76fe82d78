import type { AgencyTx } from '@comptoir/db'
import { type Checkpoint, leafHash, pathOf, type Stamp } from '@comptoir/domain/evidence'
import { sql } from 'kysely'
import { stamp } from './read-records.ts'

type Row = { day: string; posts: number; root: string; previous: string | null; hash: string; taken_at: Stamp }

/**
 * The checkpoints from a post's first day to the latest, with the way of its own head on the days that it was touched. `firstDay` is where
 * its records begin today; where an earlier checkpoint knows it, that one begins.
 */
export async function readCheckpoints(tx: AgencyTx, postId: string, firstDay: string | null): Promise<Checkpoint[]> {
  const { rows: days } = await sql<{ day: string }>`
    select day::text from evidence_heads where agency_id = ${tx.agencyId}::uuid and post_id = ${postId}::uuid`.execute(
    tx,
  )
  const touched = new Set(days.map(({ day }) => day))
  const since = [...touched, ...(firstDay ? [firstDay] : [])].toSorted()[0]
  if (since === undefined) return []
  const { rows } = await sql<Row>`
    select day::text, posts, root, previous, hash, ${stamp(sql`taken_at`)} as taken_at from evidence_checkpoints
    where agency_id = ${tx.agencyId}::uuid and day >= ${since}::date order by evidence_checkpoints.day`.execute(tx)
  const checkpoints: Checkpoint[] = []
  for (const { taken_at: takenAt, ...row } of rows)
    checkpoints.push({ ...row, takenAt, path: touched.has(row.day) ? await pathTo(tx, postId, row.day) : null })
  return checkpoints
}

async function pathTo(tx: AgencyTx, postId: string, day: string) {
  const heads = await tx
    .selectFrom('evidence_heads')
    .select(['post_id', 'head'])
    .where('day', '=', day)
    .orderBy('post_id')
    .execute()
  const leaves = await Promise.all(heads.map((one) => leafHash(one.post_id, one.head)))
  return pathOf(
    leaves,
    heads.findIndex((one) => one.post_id === postId),
  )
}
