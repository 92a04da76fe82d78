import { type AgencyTx, type Database, inDispatch } from '@comptoir/db'
import type { Prepared } from '@comptoir/connectors/sdk'
import { claim, CLAIM_AHEAD_SECONDS, type Delivery } from '@comptoir/domain/publishing'
import { sql } from 'kysely'
import { DELIVERY_COLUMNS, toDelivery } from '../delivery-rows.ts'
import { type Change, saveMoves } from '../save-moves.ts'
import { atTheLedger } from './at-the-ledger.ts'

/** A delivery that this worker may send, if the gate lets it: nobody else may while the fence stands. */
export type Claimed = {
  agencyId: string
  delivery: Delivery
  clientId: string
  network: string
  /** What was prepared earlier for exactly this content, and is still good. */
  prepared: Prepared | null
}

type Address = { agency_id: string; id: string }

/**
 * Leases what is due within half a minute. Two workers may ask at once: rows that the other holds are skipped, and a lease is written with
 * a higher fence. Ask again while it answers as many as `limit`.
 */
export async function claimDue(db: Database, worker: string, limit = 250): Promise<Claimed[]> {
  const candidates = await inDispatch(db, async (tx) => {
    // The clock is read once for the statement, so that it bounds the index: read per row, it would have the scan walk all that is planned.
    const { rows } = await sql<Address>`
      select agency_id, id from deliveries
      where state = 'scheduled' and not by_hand
        and due_at <= (select clock_timestamp() + make_interval(secs => ${CLAIM_AHEAD_SECONDS}))
        and (retry_at is null or retry_at <= (select clock_timestamp() + make_interval(secs => ${CLAIM_AHEAD_SECONDS})))
      order by due_at limit ${limit}`.execute(tx)
    return rows
  })
  const claimed: Claimed[] = []
  let failure: unknown
  for (const [agencyId, ids] of byAgency(candidates)) {
    try {
      claimed.push(...(await atTheLedger(db, agencyId, (tx) => claimIn(tx, worker, ids))))
    } catch (error) {
      failure = error
    }
  }
  // What was claimed for other agencies must not be forgotten; a failure that stays is thrown by a later scan, when nothing else is due.
  if (failure !== undefined && claimed.length === 0) throw failure
  return claimed
}

async function claimIn(tx: AgencyTx, worker: string, ids: readonly string[]): Promise<Claimed[]> {
  const rows = await tx
    .selectFrom('deliveries')
    .innerJoin('posts', (join) =>
      join.onRef('posts.agency_id', '=', 'deliveries.agency_id').onRef('posts.id', '=', 'deliveries.post_id'),
    )
    .innerJoin('channels', (join) =>
      join.onRef('channels.agency_id', '=', 'deliveries.agency_id').onRef('channels.id', '=', 'deliveries.channel_id'),
    )
    .select(DELIVERY_COLUMNS)
    .select(['deliveries.prepared', 'deliveries.prepared_hash', 'deliveries.prepared_until'])
    .select(['posts.client_id', 'channels.network'])
    .where('deliveries.id', 'in', [...ids])
    .where('deliveries.state', '=', 'scheduled')
    .forUpdate('deliveries')
    .skipLocked()
    .execute()
  const now = await tx.now()
  const changes: Change[] = []
  const claimed: Claimed[] = []
  for (const row of rows) {
    const delivery = toDelivery(row)
    const outcome = claim(delivery, worker, now)
    if (outcome.kind === 'refused') continue
    changes.push({ moved: outcome, fence: delivery.fence })
    const good =
      row.prepared_hash === delivery.contentHash &&
      (row.prepared_until === null || row.prepared_until.getTime() > now.epochMilliseconds + 60_000)
    claimed.push({
      agencyId: tx.agencyId,
      delivery: outcome.delivery,
      clientId: row.client_id,
      network: row.network,
      prepared: good ? (row.prepared as Prepared | null) : null,
    })
  }
  const moved = await saveMoves(tx, { kind: 'system', name: worker }, changes, { quiet: true })
  return claimed.filter(({ delivery }) => moved.has(delivery.id))
}

/** Ids by agency: cross-agency reads tell no more, every write goes through the agency's own door. */
export function byAgency(rows: readonly Address[]): Map<string, string[]> {
  const grouped = new Map<string, string[]>()
  for (const { agency_id, id } of rows) {
    const ids = grouped.get(agency_id)
    if (ids) ids.push(id)
    else grouped.set(agency_id, [id])
  }
  return grouped
}
