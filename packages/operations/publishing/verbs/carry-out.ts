import type { AgencyTx } from '@comptoir/db'
import type { AuditVerb } from '@comptoir/domain/agency'
import type { Delivery, Moved } from '@comptoir/domain/publishing'
import { type Actor, refused, type Refused } from '@comptoir/domain/shared'
import { found, record } from '../../shared/index.ts'
import { DELIVERY_COLUMNS, toDelivery } from '../delivery-rows.ts'
import { saveMoves } from '../save-moves.ts'

export type Ordered<Why extends string> =
  | { kind: 'done'; state: Delivery['state'] }
  | Refused<Why | 'changed-meanwhile'>

/** A delivery, locked until the transaction ends. */
export async function lockDelivery(tx: AgencyTx, deliveryId: string): Promise<Delivery> {
  const row = await tx
    .selectFrom('deliveries')
    .select(DELIVERY_COLUMNS)
    .where('id', '=', deliveryId)
    .forUpdate()
    .executeTakeFirst()
  return toDelivery(found(row, 'delivery'))
}

export async function carryOut<Why extends string>(
  tx: AgencyTx,
  actor: Actor,
  verb: AuditVerb,
  before: Delivery,
  outcome: Moved | Refused<Why>,
  more: Record<string, string | number> = {},
): Promise<Ordered<Why>> {
  if (outcome.kind === 'refused') return outcome
  const moved = await saveMoves(tx, actor, [{ moved: outcome, fence: before.fence }])
  if (!moved.has(before.id)) return refused('changed-meanwhile')
  await record(
    tx,
    actor,
    verb,
    { kind: 'delivery', id: before.id },
    {
      before: { state: before.state, dueAt: before.dueAt?.toString() ?? null },
      after: { state: outcome.delivery.state, ...more },
    },
  )
  tx.wake('comptoir_dispatch')
  return { kind: 'done', state: outcome.delivery.state }
}
