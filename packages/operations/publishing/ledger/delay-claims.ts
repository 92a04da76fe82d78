import type { AgencyTx } from '@comptoir/db'
import { delayClaim } from '@comptoir/domain/publishing'
import type { Actor } from '@comptoir/domain/shared'
import { DELIVERY_COLUMNS, toDelivery } from '../delivery-rows.ts'
import { type Change, saveMoves } from '../save-moves.ts'
import { type DeliveryNews, tellOfDeliveries } from '../tell-of-deliveries.ts'

/** A claim whose network asked to wait. */
export type Delayed = { deliveryId: string; fence: number; until: Temporal.Instant }

/** Gives claims back until their networks let them through; those that would then be too late are held, and someone is told. */
export async function delayClaims(tx: AgencyTx, worker: string, delayed: readonly Delayed[]): Promise<void> {
  if (delayed.length === 0) return
  const actor: Actor = { kind: 'system', name: worker }
  const wanted = new Map(delayed.map((one) => [one.deliveryId, one]))
  const rows = await tx
    .selectFrom('deliveries')
    .select(DELIVERY_COLUMNS)
    .where('id', 'in', [...wanted.keys()])
    .where('state', '=', 'claimed')
    .orderBy('id')
    .forUpdate()
    .execute()
  const changes: Change[] = []
  const news: DeliveryNews[] = []
  for (const delivery of rows.map(toDelivery)) {
    const order = wanted.get(delivery.id)!
    if (order.fence !== delivery.fence) continue
    const outcome = delayClaim(delivery, order.until, { waiting: delayed.length, random: Math.random() })
    if (outcome.kind === 'refused') continue
    changes.push({ moved: outcome, fence: delivery.fence })
    if (outcome.delivery.state === 'held') {
      news.push({ deliveryId: delivery.id, kind: 'delivery-held', why: 'too-late', key: outcome.delivery.fence })
    }
  }
  const moved = await saveMoves(tx, actor, changes)
  await tellOfDeliveries(
    tx,
    news.filter(({ deliveryId }) => moved.has(deliveryId)),
  )
}
