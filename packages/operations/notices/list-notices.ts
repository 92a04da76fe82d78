import type { AgencyTx } from '@comptoir/db'
import { NoticeDetail, NoticeKind, type NoticeSubject } from '@comptoir/domain/notices'
import type { Actor } from '@comptoir/domain/shared'
import { pathOf } from './notice-path.ts'

export type NoticeLine = {
  id: string
  kind: NoticeKind
  severity: number
  subjectKind: NoticeSubject['kind']
  subjectId: string
  detail: NoticeDetail
  at: string
  readAt: string | null
  /** Where it leads in the app. */
  path: string
}

/** A member's own news, newest first; `before` is the id of the last one seen. */
export async function listNotices(
  tx: AgencyTx,
  actor: Actor & { kind: 'member' },
  input: { unreadOnly: boolean; before: string | null; limit: number },
): Promise<{ notices: NoticeLine[]; unread: number; more: boolean }> {
  const rows = await tx
    .selectFrom('notices')
    .select(['id', 'kind', 'severity', 'subject_kind', 'subject_id', 'detail', 'at', 'read_at'])
    .where('member_id', '=', actor.memberId)
    .$if(input.unreadOnly, (query) => query.where('read_at', 'is', null))
    .$if(input.before !== null, (query) => query.where('id', '<', input.before))
    .orderBy('id', 'desc')
    .limit(input.limit + 1)
    .execute()
  return {
    notices: rows.slice(0, input.limit).map((row) => ({
      id: row.id,
      kind: NoticeKind.parse(row.kind),
      severity: row.severity,
      subjectKind: row.subject_kind as NoticeSubject['kind'],
      subjectId: row.subject_id,
      detail: NoticeDetail.parse(row.detail),
      at: row.at.toISOString(),
      readAt: row.read_at?.toISOString() ?? null,
      path: pathOf(row.subject_kind, row.subject_id),
    })),
    unread: await countUnread(tx, actor),
    more: rows.length > input.limit,
  }
}

export async function countUnread(tx: AgencyTx, actor: Actor & { kind: 'member' }): Promise<number> {
  const { unread } = await tx
    .selectFrom('notices')
    .select((count) => count.fn.countAll<number>().as('unread'))
    .where('member_id', '=', actor.memberId)
    .where('read_at', 'is', null)
    .executeTakeFirstOrThrow()
  return unread
}
