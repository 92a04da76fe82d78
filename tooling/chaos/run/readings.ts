import type { TestDatabase } from '@comptoir/db/testing'
import { sql } from 'kysely'

/** How far a house has come with the restore that it found: nobody knows of it yet, so many deliveries are being read back, or none any more. */
export async function readingsOf({ root }: TestDatabase): Promise<'none-begun' | number> {
  const { rows } = await sql<{ begun: boolean; open: number }>`
    select exists (select from agency_restores) as begun,
      (select count(*)::int from restored_deliveries where read_at is not null) as open`.execute(root)
  const { begun, open } = rows[0]!
  return begun ? open : 'none-begun'
}

/** Two readings that prove an absence lie two minutes apart: they pass, once no reading is due. What a worker holds at this moment is left alone. */
export async function letReadingsAge({ root }: TestDatabase): Promise<void> {
  await sql`
    with waiting as (
      select agency_id, incarnation, delivery_id from restored_deliveries
      where read_at is not null and not exists (select from restored_deliveries where read_at <= clock_timestamp())
      for update skip locked
    )
    update restored_deliveries r set read_at = r.read_at - interval '2 minutes',
      empty_reads = array(select one - interval '2 minutes' from unnest(r.empty_reads) as one)
    from waiting w where (r.agency_id, r.incarnation, r.delivery_id) = (w.agency_id, w.incarnation, w.delivery_id)`.execute(
    root,
  )
}
