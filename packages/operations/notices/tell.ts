import { type AgencyTx, jsonb } from '@comptoir/db'
import {
  ESCALATES_AFTER_SECONDS,
  isMailed,
  type NoticeDetail,
  type NoticeKind,
  type NoticeSubject,
  SEVERITY,
  type Severity,
} from '@comptoir/domain/notices'
import { sql } from 'kysely'
import { changed, enqueue } from '../shared/index.ts'
import { whoToTell } from './who-to-tell.ts'

export type News = {
  kind: NoticeKind
  /** How harmful it is to miss; the kind's own unless it is said. */
  severity?: Severity
  subjectKind: NoticeSubject['kind']
  subjectId: string
  detail?: NoticeDetail
  /** The same news is told once: `delivery-uncertain:<id>`. */
  dedupeKey: string
  /** Told to whoever is on duty for the mandate (else for the client's mandates of today), else to the directors. */
  mandateId?: string | null | undefined
  clientId?: string | null | undefined
  /** Concerns the whole agency: told to whoever is on duty for any mandate of today. */
  wholeAgency?: boolean
  /** Told to these members instead: the reviewers who were asked, the author of a post. */
  to?: readonly string[]
  /** And to these members as well: a mandate's team. */
  also?: readonly string[]
  /** Who did it knows already. */
  except?: string | null
}

/** Tells people: in the app at once, by mail unless they want none. Returns how many were told for the first time. */
export async function tell(tx: AgencyTx, news: News): Promise<number> {
  const severity = news.severity ?? SEVERITY[news.kind]
  const duty = news.to ? { members: [...news.to], onDuty: false } : await whoToTell(tx, news)
  const memberIds = new Set([...duty.members, ...(news.also ?? [])])
  if (news.except) memberIds.delete(news.except)
  if (memberIds.size === 0) return 0
  const told = await tx
    .insertInto('notices')
    .columns([
      'agency_id',
      'member_id',
      'kind',
      'severity',
      'subject_kind',
      'subject_id',
      'detail',
      'dedupe_key',
      'escalates',
    ])
    .expression((from) =>
      from
        .selectFrom('members')
        .select([
          'agency_id',
          'id',
          sql.lit(news.kind).as('kind'),
          sql<number>`${severity}::smallint`.as('severity'),
          sql<string>`${news.subjectKind}::text`.as('subject_kind'),
          sql<string>`${news.subjectId}::text`.as('subject_id'),
          jsonb(news.detail ?? {}).as('detail'),
          sql<string>`${news.dedupeKey}::text`.as('dedupe_key'),
          sql<boolean>`${duty.onDuty && isMailed(severity)}::boolean and id = any(${duty.members}::uuid[])`.as(
            'escalates',
          ),
        ])
        .where('agency_id', '=', tx.agencyId)
        .where('id', 'in', [...memberIds])
        .where('left_at', 'is', null),
    )
    .onConflict((again) => again.columns(['agency_id', 'member_id', 'dedupe_key']).doNothing())
    .returning(['id', 'escalates'])
    .execute()
  for (const { id, escalates } of told) {
    if (isMailed(severity))
      await enqueue(tx, 'mail-notice', { noticeId: id }, { key: `mail-notice:${id}`, maxAttempts: 8 })
    if (escalates) {
      const runAt = (await tx.now()).add({ seconds: ESCALATES_AFTER_SECONDS })
      await enqueue(tx, 'escalate-notices', { noticeId: id }, { key: `escalate-notices:${id}`, runAt, maxAttempts: 8 })
    }
  }
  if (told.length > 0) await changed(tx, 'notices')
  return told.length
}
