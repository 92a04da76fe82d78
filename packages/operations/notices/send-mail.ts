import type { AgencyTx } from '@comptoir/db'
import { sql } from 'kysely'
import { changed } from '../shared/index.ts'

export type MailToSend = { id: string; recipient: string; subject: string; text: string; html: string; kind: string }

/** A mail that has not left; null when it has, is gone, or is kept since a restore. */
export async function mailToSend(tx: AgencyTx, mailId: string): Promise<MailToSend | null> {
  const row = await tx
    .selectFrom('mails')
    .select(['id', 'kind', 'recipient', 'subject', 'text_body', 'html_body'])
    .where('id', '=', mailId)
    .where('sent_at', 'is', null)
    .where('held_at', 'is', null)
    .executeTakeFirst()
  if (!row) return null
  const { text_body: text, html_body: html, ...mail } = row
  return { ...mail, text, html }
}

/** Writes down that a mail left, or why it did not. */
export async function mailTried(tx: AgencyTx, mailId: string, error: string | null): Promise<void> {
  await tx
    .updateTable('mails')
    .set({
      tries: sql<number>`tries + 1`,
      last_error: error,
      ...(error === null ? { sent_at: sql<Date>`clock_timestamp()` } : {}),
    })
    .where('id', '=', mailId)
    .execute()
  await changed(tx, 'mails', mailId)
}
