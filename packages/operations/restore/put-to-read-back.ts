import type { AgencyTx } from '@comptoir/db'
import { type Before, readBackFirst } from '@comptoir/domain/publishing'
import type { Actor } from '@comptoir/domain/shared'
import { sql } from 'kysely'
import { type Change, DELIVERY_COLUMNS, saveMoves, toDelivery } from '../publishing/index.ts'
import { changed, record } from '../shared/index.ts'
import type { Restore } from './spread.ts'

const ACTOR: Actor = { kind: 'system', name: 'restore' }

/** What failed or broke off so long before the backup is over and done with. */
const FINAL_AFTER_DAYS = 7

/** Puts everything of an agency that is not out to be read back, keeps its mails waiting, and closes invitations. Once for each restore. */
export async function putToReadBack(tx: AgencyTx, restore: Restore): Promise<void> {
  const { incarnation } = restore
  // The gate shares this lock: what was through before is being sent, what comes after finds other fences.
  await tx.selectFrom('agencies').select('agency_id').where('agency_id', '=', tx.agencyId).forUpdate().execute()
  const { rowCount } = await tx
    .selectFrom('agency_restores')
    .select(sql<number>`1`.as('rowCount'))
    .where('incarnation', '=', incarnation)
    .executeTakeFirst()
    .then((found) => found ?? { rowCount: 0 })
  if (rowCount > 0) return
  const now = await tx.now()
  const rows = await unfinished(tx, restore)
  const changes: Change[] = []
  const read: { delivery_id: string; channel_id: string; was: Before | { state: 'sending' }; byHand: boolean }[] = []
  for (const delivery of rows.map(toDelivery)) {
    const outcome = readBackFirst(delivery, now)
    if (outcome.kind === 'refused') continue
    changes.push({ moved: outcome.moved, fence: delivery.fence })
    read.push({
      delivery_id: delivery.id,
      channel_id: delivery.channelId,
      was: outcome.before,
      byHand: delivery.byHand,
    })
  }
  await saveMoves(tx, ACTOR, changes)
  const mails = await keepMailsWaiting(tx)
  const { backup_at, known_until, quiet_since, found_at } = restore
  await tx
    .insertInto('agency_restores')
    .values({
      agency_id: tx.agencyId,
      incarnation,
      backup_at,
      known_until,
      quiet_since,
      found_at,
      deliveries: read.length,
      mails,
    })
    .execute()
  await writeRead(tx, incarnation, read)
  await sql`
    update invitations set revoked_at = clock_timestamp()
    where agency_id = ${tx.agencyId}::uuid and accepted_at is null and revoked_at is null`.execute(tx)
  await record(
    tx,
    ACTOR,
    'agency.restored',
    { kind: 'agency', id: tx.agencyId },
    { after: { deliveries: read.length, mails, knownUntil: known_until.toISOString() } },
  )
  await changed(tx, 'deliveries')
  tx.wake('comptoir_dispatch')
}

/**
 * What may have left since: all that waits, whatever its due time, what was being sent, and what failed or broke off lately and may have been tried again. What people post by hand is
 * theirs to know until its time has passed.
 */
async function unfinished(tx: AgencyTx, restore: Restore) {
  return tx
    .selectFrom('deliveries')
    .select(DELIVERY_COLUMNS)
    .where((row) =>
      row.or([
        row.and([
          row('state', 'in', ['scheduled', 'claimed', 'held']),
          row.or([row('by_hand', '=', false), row('due_at', '<=', sql<Date>`clock_timestamp()`)]),
        ]),
        row('state', '=', 'sending'),
        row.and([
          row('state', 'in', ['failed', 'partial']),
          row(
            sql<Date>`coalesce(due_at, updated_at)`,
            '>',
            sql<Date>`${restore.known_until}::timestamptz - make_interval(days => ${FINAL_AFTER_DAYS})`,
          ),
          // A later delivery of the same variant took its place.
          sql<boolean>`not exists (select from deliveries n where n.agency_id = deliveries.agency_id
            and n.variant_id = deliveries.variant_id and n.id > deliveries.id)`,
        ]),
      ]),
    )
    .orderBy('id')
    .forUpdate()
    .execute()
}

async function writeRead(
  tx: AgencyTx,
  incarnation: string,
  read: readonly { delivery_id: string; channel_id: string; was: Before | { state: 'sending' }; byHand: boolean }[],
): Promise<void> {
  if (read.length === 0) return
  const rows = read.map(({ delivery_id, channel_id, was, byHand }) => ({
    delivery_id,
    channel_id,
    was_state: was.state,
    was_held_because: was.state === 'held' ? was.because : null,
    by_hand: byHand,
  }))
  await sql`
    insert into restored_deliveries (agency_id, incarnation, delivery_id, channel_id, was_state, was_held_because, verdict, read_at)
    select ${tx.agencyId}::uuid, ${incarnation}::uuid, w.delivery_id, w.channel_id, w.was_state, w.was_held_because,
      -- Nobody can read back what a person posts: a person says. What was being sent has its own identity and is read back by it.
      case when w.by_hand then 'person' end, case when not w.by_hand and w.was_state <> 'sending' then clock_timestamp() end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as w(delivery_id uuid, channel_id uuid, was_state text, was_held_because text, by_hand boolean)`.execute(tx)
  const sending = rows.filter(({ was_state }) => was_state === 'sending').map(({ delivery_id }) => delivery_id)
  if (sending.length === 0) return
  await tx
    .updateTable('delivery_steps')
    .set({ state: 'uncertain' })
    .where('delivery_id', 'in', sending)
    .where('state', '=', 'sending')
    .execute()
}

/** Mails and news that were still to be sent may have been sent after the backup. */
async function keepMailsWaiting(tx: AgencyTx): Promise<number> {
  const { rows } = await sql<{ waiting: number }>`
    with kept as (
      update mails set held_at = clock_timestamp() where agency_id = ${tx.agencyId}::uuid and sent_at is null and held_at is null returning 1
    ), told as (
      update notices set held_at = clock_timestamp()
      where agency_id = ${tx.agencyId}::uuid and mailed_at is null and read_at is null and held_at is null and at > clock_timestamp() - interval '30 days' returning severity
    )
    select ((select count(*) from kept) + (select count(*) from told where severity <= 2))::int as waiting`.execute(tx)
  return rows[0]?.waiting ?? 0
}
