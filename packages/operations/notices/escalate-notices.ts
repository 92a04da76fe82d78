import type { AgencyTx } from '@comptoir/db'
import { ESCALATES_AFTER_SECONDS } from '@comptoir/domain/notices'
import { sql } from 'kysely'
import { changed, enqueue } from '../shared/index.ts'
import { directors } from './who-to-tell.ts'

/**
 * Tells the directors what whoever is on duty left unread for five minutes. Running twice is harmless: `escalated_at` is set once, and each
 * director is told once. Without an id, everything that is overdue.
 */
export async function escalateNotices(tx: AgencyTx, noticeId: string | null = null): Promise<number> {
  const unread = await tx
    .updateTable('notices')
    .set({ escalated_at: sql<Date>`clock_timestamp()` })
    .where('escalates', '=', true)
    .where('escalated_at', 'is', null)
    .where('read_at', 'is', null)
    .where('held_at', 'is', null)
    .$if(noticeId !== null, (query) => query.where('id', '=', noticeId!))
    // The second is the clocks' own: a job that runs a breath early must not find nothing and never come back.
    .where(sql<boolean>`at <= clock_timestamp() - make_interval(secs => ${ESCALATES_AFTER_SECONDS - 1})`)
    .returning(['id', 'member_id', 'dedupe_key'])
    .execute()
  let told = 0
  for (const notice of unread) {
    const others = (await directors(tx)).filter((id) => id !== notice.member_id)
    if (others.length === 0) continue
    const copies = await tx
      .insertInto('notices')
      .columns(['agency_id', 'member_id', 'kind', 'severity', 'subject_kind', 'subject_id', 'detail', 'dedupe_key'])
      .expression((from) =>
        from
          .selectFrom('notices as n')
          .innerJoin('members as d', 'd.agency_id', 'n.agency_id')
          .select(['n.agency_id', 'd.id', 'n.kind', 'n.severity', 'n.subject_kind', 'n.subject_id', 'n.detail'])
          .select(sql<string>`coalesce(n.dedupe_key, n.id::text)`.as('dedupe_key'))
          .where('n.id', '=', notice.id)
          .where('d.id', 'in', others),
      )
      // A director who was told in the first place knows already.
      .onConflict((again) => again.columns(['agency_id', 'member_id', 'dedupe_key']).doNothing())
      .returning('id')
      .execute()
    for (const { id } of copies)
      await enqueue(tx, 'mail-notice', { noticeId: id }, { key: `mail-notice:${id}`, maxAttempts: 8 })
    told += copies.length
  }
  if (told > 0) await changed(tx, 'notices')
  return told
}
