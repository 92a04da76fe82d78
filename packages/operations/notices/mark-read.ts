import type { AgencyTx } from '@comptoir/db'
import type { Actor } from '@comptoir/domain/shared'
import { sql } from 'kysely'
import { changed, found } from '../shared/index.ts'

/** Marks one piece of a member's own news as read. A second click changes nothing. */
export async function markRead(tx: AgencyTx, actor: Actor & { kind: 'member' }, noticeId: string): Promise<void> {
  found(
    await tx
      .updateTable('notices')
      .set({ read_at: sql<Date>`coalesce(read_at, clock_timestamp())` })
      .where('id', '=', noticeId)
      .where('member_id', '=', actor.memberId)
      .returning('id')
      .executeTakeFirst(),
    'notice',
  )
  await changed(tx, 'notices', noticeId)
}

/** Marks all of a member's news up to the newest that they saw: what came in meanwhile stays unread. */
export async function markAllRead(tx: AgencyTx, actor: Actor & { kind: 'member' }, newestId: string): Promise<number> {
  const read = await tx
    .updateTable('notices')
    .set({ read_at: sql<Date>`clock_timestamp()` })
    .where('member_id', '=', actor.memberId)
    .where('read_at', 'is', null)
    .where('id', '<=', newestId)
    .returning('id')
    .execute()
  if (read.length > 0) await changed(tx, 'notices')
  return read.length
}
