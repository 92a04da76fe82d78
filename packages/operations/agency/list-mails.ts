import type { AgencyTx } from '@comptoir/db'

const DOORS = ['magic-link', 'reset-password', 'invitation']

/**
 * The mails of the agency, newest first. One that opens a door for its reader shows its words only where there is no server to send
 * it by: it is then the only way in.
 */
export async function listMails(
  tx: AgencyTx,
  options: { sendable: boolean; before?: string | undefined; limit: number },
) {
  let query = tx
    .selectFrom('mails')
    .select(['id', 'kind', 'recipient', 'subject', 'text_body', 'created_at', 'sent_at', 'tries', 'last_error'])
    .orderBy('id', 'desc')
    .limit(options.limit)
  if (options.before) query = query.where('id', '<', options.before)
  const rows = await query.execute()
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    recipient: row.recipient,
    subject: row.subject,
    text: options.sendable && DOORS.includes(row.kind) ? null : row.text_body,
    createdAt: row.created_at.toISOString(),
    sentAt: row.sent_at?.toISOString() ?? null,
    tries: row.tries,
    lastError: row.last_error,
  }))
}
