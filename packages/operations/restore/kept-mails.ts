import type { AgencyTx } from '@comptoir/db'
import { type Actor, refused, type Refused } from '@comptoir/domain/shared'
import { sql } from 'kysely'
import { changed, enqueue, record } from '../shared/index.ts'

/**
 * A person says what becomes of the mails and news that have waited since the restore: sent now, or never, since they were sent before. News keep standing in the app
 * either way.
 */
export async function decideKeptMails(
  tx: AgencyTx,
  actor: Actor & { kind: 'member' },
  input: { send: boolean },
): Promise<{ kind: 'done'; mails: number } | Refused<'decided-already'>> {
  const restore = await tx
    .selectFrom('agency_restores')
    .select('incarnation')
    .where('mails_decided_at', 'is', null)
    .orderBy('found_at')
    .forUpdate()
    .execute()
  if (restore.length === 0) return refused('decided-already')
  const mails = input.send ? await sendKept(tx) : 0
  await tx
    .updateTable('agency_restores')
    .set({ mails_decided_at: sql<Date>`clock_timestamp()`, mails_sent: input.send, decided_by: actor.memberId })
    .where('mails_decided_at', 'is', null)
    .execute()
  await record(
    tx,
    actor,
    'agency.kept-mails-decided',
    { kind: 'agency', id: tx.agencyId },
    { after: { send: input.send, mails } },
  )
  await changed(tx, 'deliveries')
  return { kind: 'done', mails }
}

async function sendKept(tx: AgencyTx): Promise<number> {
  const mails = await tx
    .updateTable('mails')
    .set({ held_at: null })
    .where('held_at', 'is not', null)
    .where('sent_at', 'is', null)
    .returning('id')
    .execute()
  for (const { id } of mails) await enqueue(tx, 'send-mail', { mailId: id }, { key: `send-mail:${id}`, maxAttempts: 8 })
  const notices = await tx
    .updateTable('notices')
    .set({ held_at: null })
    .where('held_at', 'is not', null)
    .where('mailed_at', 'is', null)
    .where('severity', '<=', 2)
    .returning('id')
    .execute()
  for (const { id } of notices)
    await enqueue(tx, 'mail-notice', { noticeId: id }, { key: `mail-notice:${id}`, maxAttempts: 8 })
  return mails.length + notices.length
}
