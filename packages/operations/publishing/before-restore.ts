import type { AgencyTx } from '@comptoir/db'
import type { Before, Delivery } from '@comptoir/domain/publishing'

/** What a delivery was before a restore put it in doubt; null when that is not why it is in doubt, or when a call of its own is known. */
export async function beforeRestore(tx: AgencyTx, delivery: Delivery): Promise<Before | null> {
  if (delivery.state !== 'uncertain' || delivery.cause !== 'restored-from-backup') return null
  const row = await tx
    .selectFrom('restored_deliveries')
    .select(['was_state', 'was_held_because'])
    .where('delivery_id', '=', delivery.id)
    .where('was_state', '<>', 'sending')
    .orderBy('incarnation', 'desc')
    .executeTakeFirst()
  if (!row) return null
  if (row.was_state === 'held') return { state: 'held', because: row.was_held_because as 'hold' }
  return { state: row.was_state as Exclude<Before, { state: 'held' }>['state'] }
}
