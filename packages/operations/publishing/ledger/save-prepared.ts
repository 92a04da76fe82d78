import type { AgencyTx } from '@comptoir/db'
import type { Exchange, Failure, Prepared } from '@comptoir/connectors/sdk'
import { type Delivery, type HeldBecause, hold } from '@comptoir/domain/publishing'
import type { Actor } from '@comptoir/domain/shared'
import { sql } from 'kysely'
import { type Change, saveMoves } from '../save-moves.ts'
import { tellOfDeliveries } from '../tell-of-deliveries.ts'

export type Readied = { deliveryId: string; fence: number; contentHash: string; prepared: Prepared }

/** Keeps what was made ahead, for exactly this content: the gate wants the same hash, and reading back wants the same bytes. */
export async function savePrepared(tx: AgencyTx, readied: readonly Readied[]): Promise<void> {
  if (readied.length === 0) return
  const rows = readied.map(({ deliveryId, fence, contentHash, prepared }) => ({
    id: deliveryId,
    fence,
    hash: contentHash,
    until: prepared.expiresAt,
    prepared,
  }))
  await sql`
    update deliveries d set prepared = w.prepared, prepared_hash = w.hash, prepared_until = w.until
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as w(id uuid, fence int, hash text, until timestamptz, prepared jsonb)
    where d.agency_id = ${tx.agencyId}::uuid and d.id = any(${rows.map(({ id }) => id)}::uuid[]) and d.id = w.id and d.fence = w.fence and d.state = 'claimed'`.execute(
    tx,
  )
}

/** Writes down a preparation that went over the network: it may be looked up when a picture did not arrive. */
export async function notePreparation(
  tx: AgencyTx,
  worker: string,
  work: {
    deliveryId: string
    fence: number
    startedAt: Temporal.Instant
    outcome: string
    exchanges: readonly Exchange[]
    failure: Failure | null
  },
): Promise<void> {
  await tx
    .insertInto('delivery_attempts')
    .values({
      agency_id: tx.agencyId,
      delivery_id: work.deliveryId,
      kind: 'prepare',
      fence: work.fence,
      worker,
      started_at: work.startedAt.toString(),
      ended_at: sql<Date>`clock_timestamp()`,
      outcome: work.outcome,
      detail: JSON.stringify({ exchanges: work.exchanges, failure: work.failure }),
    })
    .execute()
}

/** Holds what cannot be prepared, before its instant: whoever is told still has time to mend it. */
export async function holdUnprepared(
  tx: AgencyTx,
  actor: Actor,
  delivery: Delivery,
  because: HeldBecause,
  failure: object | null,
): Promise<void> {
  const outcome = hold(delivery, because, 'gate-refused')
  if (outcome.kind === 'refused') return
  const change: Change = { moved: outcome, fence: delivery.fence, failure }
  const moved = await saveMoves(tx, actor, [change])
  if (moved.size > 0)
    await tellOfDeliveries(tx, [
      { deliveryId: delivery.id, kind: 'delivery-held', why: because, key: outcome.delivery.fence },
    ])
}
