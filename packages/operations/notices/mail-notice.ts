import type { AgencyTx } from '@comptoir/db'
import { NoticeDetail, NoticeKind } from '@comptoir/domain/notices'
import type { Language } from '@comptoir/domain/shared'
import { sql } from 'kysely'
import { layOutMail } from './mail-layout.ts'
import { noticeWords } from './notice-words.ts'
import { pathOf } from './notice-path.ts'
import { queueMail } from './queue-mail.ts'

export type MailedNotice = { kind: 'queued'; mailId: string } | { kind: 'not-wanted' }

/** Lays out a notice as a mail and queues it. Running twice is harmless: `mailed_at` is set in the same transaction, once. */
export async function mailNotice(tx: AgencyTx, publicUrl: string, noticeId: string): Promise<MailedNotice> {
  const notice = await tx
    .selectFrom('notices as n')
    .innerJoin('members as m', (on) => on.onRef('m.agency_id', '=', 'n.agency_id').onRef('m.id', '=', 'n.member_id'))
    .select(['n.kind', 'n.subject_kind', 'n.subject_id', 'n.detail', 'm.name', 'm.email', 'm.language', 'm.time_zone'])
    .where('n.id', '=', noticeId)
    .where('n.mailed_at', 'is', null)
    .where('n.held_at', 'is', null)
    .where('m.mail_notices', '=', true)
    .where('m.left_at', 'is', null)
    .forUpdate('n')
    .executeTakeFirst()
  if (!notice) return { kind: 'not-wanted' }
  const language = notice.language as Language
  const words = noticeWords(
    NoticeKind.parse(notice.kind),
    NoticeDetail.parse(notice.detail),
    language,
    notice.time_zone,
  )
  const url = new URL(pathOf(notice.subject_kind, notice.subject_id), publicUrl).toString()
  const mail = layOutMail(
    {
      subject: words.subject,
      greeting: language === 'fr' ? `Bonjour ${notice.name},` : `Hello ${notice.name},`,
      paragraphs: words.paragraphs,
      button: { label: words.action, url },
      footer:
        language === 'fr'
          ? 'Ce message vous est écrit parce que ce mandat est le vôtre. Les courriels se coupent dans votre profil ; la cloche, elle, garde tout.'
          : 'You get this because the mandate is yours. Mails can be turned off in your profile; the bell keeps everything.',
    },
    language,
  )
  const mailId = await queueMail(tx, { ...mail, kind: notice.kind, recipient: notice.email })
  await tx
    .updateTable('notices')
    .set({ mailed_at: sql<Date>`clock_timestamp()` })
    .where('id', '=', noticeId)
    .execute()
  return { kind: 'queued', mailId }
}

/** What is grave, of the last hour, and not mailed yet. */
export async function urgentNotices(tx: AgencyTx): Promise<string[]> {
  const rows = await tx
    .selectFrom('notices')
    .select('id')
    .where('severity', '=', 1)
    .where('mailed_at', 'is', null)
    .where('read_at', 'is', null)
    .where('held_at', 'is', null)
    .where('at', '>', sql<Date>`clock_timestamp() - interval '1 hour'`)
    .orderBy('id')
    .limit(50)
    .execute()
  return rows.map((row) => row.id)
}
