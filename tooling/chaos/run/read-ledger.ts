import type { TestDatabase } from '@comptoir/db/testing'
import type { DeliveryState } from '@comptoir/domain/publishing'
import { sql } from 'kysely'
import type { LedgerLine } from '../judge/history.ts'

type Row = {
  id: string
  state: DeliveryState
  held_because: string | null
  settle_at: Date | null
  told: boolean
  transitions: { to: string; cause: string; at: number }[]
}

/** How every delivery stands, and on which way it came there. */
export async function readLedger({ root }: TestDatabase): Promise<LedgerLine[]> {
  const { rows } = await sql<Row>`
    select d.id, d.state, d.held_because, d.settle_at,
      exists (select 1 from notices n where n.agency_id = d.agency_id and n.subject_id = d.id::text) as told,
      (select jsonb_agg(jsonb_build_object('to', t.to_state, 'cause', t.cause, 'at', extract(epoch from t.at) * 1000) order by t.id)
        from delivery_transitions t where t.agency_id = d.agency_id and t.delivery_id = d.id) as transitions
    from deliveries d where not d.by_hand`.execute(root)
  return rows.map((row) => ({
    deliveryId: row.id,
    state: row.state,
    heldBecause: row.held_because,
    isReadAgain: row.settle_at !== null,
    told: row.told,
    transitions: row.transitions ?? [],
  }))
}

/** Deliveries that somebody or something is still at work on. */
export async function openEnded({ root }: TestDatabase): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from deliveries where not by_hand
      and (state in ('scheduled', 'claimed', 'sending') or (state = 'uncertain' and settle_at is not null))`.execute(
    root,
  )
  return rows[0]!.count
}
