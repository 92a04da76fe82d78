import type { AgencyTx } from '@comptoir/db'
import { changed, enqueue } from '../shared/index.ts'

export type Mail = { kind: string; recipient: string; subject: string; text: string; html: string }

/** Writes a mail down and queues its sending. Without an SMTP server it stays readable in the app. */
export async function queueMail(tx: AgencyTx, mail: Mail): Promise<string> {
  const { id } = await tx
    .insertInto('mails')
    .values({
      agency_id: tx.agencyId,
      kind: mail.kind,
      recipient: mail.recipient,
      subject: mail.subject,
      text_body: mail.text,
      html_body: mail.html,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await enqueue(tx, 'send-mail', { mailId: id }, { key: `send-mail:${id}`, maxAttempts: 8 })
  await changed(tx, 'mails', id)
  return id
}
