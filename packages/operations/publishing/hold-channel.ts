import type { AgencyTx } from '@comptoir/db'
import { type HeldBecause, hold } from '@comptoir/domain/publishing'
import type { Actor } from '@comptoir/domain/shared'
import { DELIVERY_COLUMNS, toDelivery } from './delivery-rows.ts'
import { type Change, type DeliveryRef, refOf, saveMoves } from './save-moves.ts'

/** Keeps back all that was to leave on a channel that can no longer be spoken for. */
export async function holdForChannel(
  tx: AgencyTx,
  actor: Actor,
  channelId: string,
  because: Extract<HeldBecause, 'credentials-lost' | 'channel-disconnected'>,
): Promise<DeliveryRef[]> {
  const rows = await tx
    .selectFrom('deliveries')
    .select(DELIVERY_COLUMNS)
    .where('channel_id', '=', channelId)
    .where('state', 'in', ['scheduled', 'claimed'])
    .orderBy('id')
    .forUpdate()
    .execute()
  const changes: Change[] = []
  const held: DeliveryRef[] = []
  for (const row of rows) {
    const delivery = toDelivery(row)
    const outcome = hold(delivery, because, 'gate-refused')
    if (outcome.kind === 'refused') continue
    changes.push({ moved: outcome, fence: delivery.fence })
    held.push(refOf(delivery))
  }
  await saveMoves(tx, actor, changes)
  tx.wake('comptoir_dispatch')
  return held
}
