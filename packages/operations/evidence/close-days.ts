import type { AgencyTx } from '@comptoir/db'
import { chainOf, checkpointHash, dayOf, headAt, leafHash, rootOf, type Stamp } from '@comptoir/domain/evidence'
import { sql } from 'kysely'
import { readRecords, stamp } from './read-records.ts'

/** A day is closed this long after its end: whatever was being written down at midnight is there by then. */
const AFTER_MINUTES = 15
/** Chains read at once. */
const AT_ONCE = 50

export type ClosedDayLine = { day: string; posts: number; hash: string }
type Head = { postId: string; head: string; records: number }

/**
 * Closes every day (UTC) that is over and not closed yet, oldest first: one hash over where the chain of each post of that day stood, and
 * over the day before. Days on which nothing happened have none. Running twice, or in two processes, closes nothing twice.
 */
export async function closeDays(tx: AgencyTx): Promise<ClosedDayLine[]> {
  await sql`select pg_advisory_xact_lock(hashtext('evidence'), hashtext(${tx.agencyId}))`.execute(tx)
  const { rows } = await sql<{ until: string; last: string | null; previous: string | null }>`
    select ((clock_timestamp() - make_interval(mins => ${AFTER_MINUTES})) at time zone 'UTC')::date::text as until, last.day::text as last, last.hash as previous
    from (select 1) one left join lateral (
      select day, hash from evidence_checkpoints where agency_id = ${tx.agencyId}::uuid order by day desc limit 1) last on true`.execute(
    tx,
  )
  const { until, last, previous } = rows[0]!
  const days = await headsByDay(tx, last, until)
  const closed: ClosedDayLine[] = []
  let before = previous
  for (const day of [...days.keys()].toSorted()) {
    const heads = days.get(day)!.toSorted((a, b) => (a.postId < b.postId ? -1 : 1))
    before = await closeDay(tx, day, heads, before)
    closed.push({ day, posts: heads.length, hash: before })
  }
  return closed
}

async function closeDay(tx: AgencyTx, day: string, heads: readonly Head[], previous: string | null): Promise<string> {
  const { rows } = await sql<{ at: Stamp }>`select ${stamp(sql`clock_timestamp()`)} as at`.execute(tx)
  const takenAt = rows[0]!.at
  const root = await rootOf(await Promise.all(heads.map((one) => leafHash(one.postId, one.head))))
  const hash = await checkpointHash(tx.agencyId, { day, posts: heads.length, root, previous, takenAt })
  await tx
    .insertInto('evidence_checkpoints')
    .values({ agency_id: tx.agencyId, day, posts: heads.length, root, previous, hash, taken_at: takenAt })
    .execute()
  await tx
    .insertInto('evidence_heads')
    .values(
      heads.map((one) => ({ agency_id: tx.agencyId, day, post_id: one.postId, head: one.head, records: one.records })),
    )
    .execute()
  return hash
}

/** Where the chains stood at the end of each day after `last` and before `until`, for the posts that have a record of that day. */
async function headsByDay(tx: AgencyTx, last: string | null, until: string): Promise<Map<string, Head[]>> {
  const touched = await touchedPosts(tx, last, until)
  const days = new Map<string, Head[]>()
  for (let first = 0; first < touched.length; first += AT_ONCE) {
    for (const [postId, records] of await readRecords(tx, touched.slice(first, first + AT_ONCE))) {
      const links = await chainOf(tx.agencyId, postId, records)
      const own = new Set(records.map(({ at }) => dayOf(at)).filter((day) => day < until && (!last || day > last)))
      for (const day of own) {
        const head = headAt(links, day)!
        days.set(day, [...(days.get(day) ?? []), { postId, head: head.hash, records: head.seq }])
      }
    }
  }
  return days
}

/** Posts that something may have been written down of; more than that does no harm, fewer would. */
async function touchedPosts(tx: AgencyTx, last: string | null, until: string): Promise<string[]> {
  const agency = sql`${tx.agencyId}::uuid`
  const within = (
    column: string,
  ) => sql`${sql.ref(column)} >= coalesce((${last}::date + 1)::timestamp at time zone 'UTC', '-infinity')
    and ${sql.ref(column)} < ${until}::date::timestamp at time zone 'UTC'`
  const { rows } = await sql<{ post_id: string }>`
    select post_id from revisions where agency_id = ${agency} and ${within('at')}
    union select post_id from reviews where agency_id = ${agency} and ${within('at')}
    union select post_id from approvals where agency_id = ${agency} and (${within('at')} or ${within('lapsed_at')})
    union select r.post_id from event_changes c join revisions r on r.agency_id = c.agency_id and r.content ->> 'eventId' = c.event_id::text
      where c.agency_id = ${agency} and ${within('c.at')}
    union select p.id from audit_log l join posts p on p.agency_id = l.agency_id and p.id::text = l.subject_id
      where l.agency_id = ${agency} and l.subject_kind = 'post' and ${within('l.at')}
    union select d.post_id from audit_log l join deliveries d on d.agency_id = l.agency_id and d.id::text = l.subject_id
      where l.agency_id = ${agency} and l.subject_kind = 'delivery' and ${within('l.at')}
    union select d.post_id from delivery_transitions t join deliveries d on d.agency_id = t.agency_id and d.id = t.delivery_id
      where t.agency_id = ${agency} and ${within('t.at')}
    union select d.post_id from delivery_attempts a join deliveries d on d.agency_id = a.agency_id and d.id = a.delivery_id
      where a.agency_id = ${agency} and (${within('a.started_at')} or ${within('a.ended_at')})
    order by post_id`.execute(tx)
  return rows.map((row) => row.post_id)
}
