import type { AgencyTx } from '@comptoir/db'
import { type Actor, refused, type Refused } from '@comptoir/domain/shared'
import { changed, enqueue, found, record } from '../shared/index.ts'

const DOORS = ['magic-link', 'reset-password', 'invitation', 'poll']

/** The queue tries this often (`queueMail`). */
const MOST_TRIES = 8

/** queued: waits for its first try, or its next one · kept: no mail server, or held since a restore: it is read here · failed: no more tries. */
export type MailState = 'sent' | 'queued' | 'failed' | 'kept'

export type MailLine = {
  id: string
  kind: string
  recipient: string
  subject: string
  state: MailState
  createdAt: string
  sentAt: string | null
  tries: number
  lastError: string | null
}

const COLUMNS = [
  'id',
  'kind',
  'recipient',
  'subject',
  'created_at',
  'sent_at',
  'held_at',
  'tries',
  'last_error',
] as const

type Row = {
  id: string
  kind: string
  recipient: string
  subject: string
  created_at: Date
  sent_at: Date | null
  held_at: Date | null
  tries: number
  last_error: string | null
}

/** The mails of the agency, newest first, and whether there is a server to send them by. */
export async function listMails(
  tx: AgencyTx,
  options: { sendable: boolean; before?: string | undefined; limit: number },
): Promise<{ sendable: boolean; lines: MailLine[]; more: boolean }> {
  let query = tx
    .selectFrom('mails')
    .select(COLUMNS)
    .orderBy('id', 'desc')
    .limit(options.limit + 1)
  if (options.before) query = query.where('id', '<', options.before)
  const rows = await query.execute()
  return {
    sendable: options.sendable,
    lines: rows.slice(0, options.limit).map((row) => lineOf(row, options.sendable)),
    more: rows.length > options.limit,
  }
}

/**
 * One mail with its words. One that opens a door for its reader shows them only where there is no server to send it by: it is then the
 * only way in.
 */
export async function getMail(
  tx: AgencyTx,
  mailId: string,
  sendable: boolean,
): Promise<MailLine & { words: { text: string; html: string } | null }> {
  const row = found(
    await tx
      .selectFrom('mails')
      .select([...COLUMNS, 'text_body', 'html_body'])
      .where('id', '=', mailId)
      .executeTakeFirst(),
    'mail',
  )
  const secret = sendable && DOORS.includes(row.kind)
  return { ...lineOf(row, sendable), words: secret ? null : { text: row.text_body, html: row.html_body } }
}

/** Puts a mail that did not leave into the queue again. */
export async function sendMailAgain(
  tx: AgencyTx,
  actor: Actor,
  mailId: string,
  sendable: boolean,
): Promise<{ kind: 'queued' } | Refused<'already-sent' | 'no-mail-server'>> {
  const mail = found(
    await tx
      .selectFrom('mails')
      .select(['sent_at', 'recipient'])
      .where('id', '=', mailId)
      .forUpdate()
      .executeTakeFirst(),
    'mail',
  )
  if (mail.sent_at) return refused('already-sent')
  if (!sendable) return refused('no-mail-server')
  await tx.updateTable('mails').set({ tries: 0, last_error: null, held_at: null }).where('id', '=', mailId).execute()
  await enqueue(tx, 'send-mail', { mailId }, { key: `send-mail:${mailId}`, maxAttempts: MOST_TRIES })
  await record(tx, actor, 'agency.mail-queued-again', { kind: 'mail', id: mailId }, { after: { to: mail.recipient } })
  await changed(tx, 'mails', mailId)
  return { kind: 'queued' }
}

function lineOf(row: Row, sendable: boolean): MailLine {
  return {
    id: row.id,
    kind: row.kind,
    recipient: row.recipient,
    subject: row.subject,
    state: stateOf(row, sendable),
    createdAt: row.created_at.toISOString(),
    sentAt: row.sent_at?.toISOString() ?? null,
    tries: row.tries,
    lastError: row.sent_at ? null : row.last_error,
  }
}

function stateOf(row: Row, sendable: boolean): MailState {
  if (row.sent_at) return 'sent'
  if (!sendable || row.held_at) return 'kept'
  return row.tries >= MOST_TRIES ? 'failed' : 'queued'
}
