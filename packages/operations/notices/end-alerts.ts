import type { AgencyTx } from '@comptoir/db'
import type { NoticeKind } from '@comptoir/domain/notices'
import { sql } from 'kysely'
import { changed } from '../shared/index.ts'

/** Alerts that end by themselves once what they tell of is over. */
export type Alert = Extract<
  NoticeKind,
  'worker-lost' | 'delivery-overdue' | 'delivery-uncertain' | 'channel-reconnect' | 'channel-expires'
>

/** Marks alerts of a kind that are over as read, about some subjects or about all: the bell keeps them, nobody is called for them any more. */
export async function endAlerts(tx: AgencyTx, kind: Alert, subjectIds: readonly string[] | null = null): Promise<void> {
  const ended = await tx
    .updateTable('notices')
    .set({ read_at: sql<Date>`clock_timestamp()` })
    .where('kind', '=', kind)
    .where('read_at', 'is', null)
    .$if(subjectIds !== null, (query) => query.where('subject_id', 'in', [...subjectIds!]))
    .returning('id')
    .execute()
  if (ended.length > 0) await changed(tx, 'notices')
}
