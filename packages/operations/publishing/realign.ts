import type { AgencyTx } from '@comptoir/db'
import type { Actor } from '@comptoir/domain/shared'
import { align } from './align.ts'
import { currentAttempt, DELIVERY_COLUMNS, placeOf, TIMING_COLUMNS, toDelivery } from './delivery-rows.ts'
import { saveMoves } from './save-moves.ts'

/** Brings one anchored delivery where its event stands now: while it was unknown whether it was out, no slip moved it. */
export async function realign(tx: AgencyTx, actor: Actor, deliveryId: string): Promise<void> {
  const row = await tx
    .selectFrom('deliveries')
    .innerJoin('posts', (join) =>
      join.onRef('posts.agency_id', '=', 'deliveries.agency_id').onRef('posts.id', '=', 'deliveries.post_id'),
    )
    .select(DELIVERY_COLUMNS)
    .select(TIMING_COLUMNS)
    .where('deliveries.id', '=', deliveryId)
    .where('deliveries.event_id', 'is not', null)
    .executeTakeFirst()
  if (!row) return
  const delivery = toDelivery(row)
  const outcome = align(
    delivery,
    {
      ...placeOf(row),
      attempt: await currentAttempt(tx, row.event_id!),
      now: await tx.now(),
    },
    'countdown-changed',
  )
  if (outcome) await saveMoves(tx, actor, [{ moved: outcome, fence: delivery.fence }])
}
