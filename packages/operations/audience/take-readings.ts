import { type AgencyTx, type Database, inDispatch, jsonb } from '@comptoir/db'
import type { Reading } from '@comptoir/connectors/sdk'
import { sql } from 'kysely'
import { byAgency, nextReading } from '../publishing/index.ts'
import { changed } from '../shared/index.ts'

/** The connected channels of every agency: their accounts are read in one round. */
export async function channelsToRead(db: Database): Promise<Map<string, string[]>> {
  const rows = await inDispatch(db, (tx) =>
    tx.selectFrom('channels').select(['agency_id', 'id']).where('state', '=', 'connected').execute(),
  )
  return byAgency(rows)
}

/** Deliveries whose figures are due to be read, by agency. */
export async function deliveriesToRead(db: Database, limit = 500): Promise<Map<string, string[]>> {
  const rows = await inDispatch(db, (tx) =>
    tx
      .selectFrom('deliveries')
      .select(['agency_id', 'id'])
      .where('next_metrics_at', '<=', sql<Date>`clock_timestamp()`)
      .where('state', 'in', ['published', 'partial'])
      .orderBy('next_metrics_at')
      .limit(limit)
      .execute(),
  )
  return byAgency(rows)
}

export type PostToRead = { deliveryId: string; channelId: string; remoteId: string }

/** The posts behind due deliveries, each put off to its next reading first: a read that fails costs a gap, never a storm. */
export async function takePostReadings(tx: AgencyTx, deliveryIds: readonly string[]): Promise<PostToRead[]> {
  const rows = await tx
    .selectFrom('deliveries')
    .select(['id', 'channel_id', 'remote_id', 'published_at'])
    .where('id', 'in', [...deliveryIds])
    .where('next_metrics_at', '<=', sql<Date>`clock_timestamp()`)
    .forUpdate()
    .skipLocked()
    .execute()
  const now = await tx.now()
  for (const row of rows) {
    const next = row.published_at && row.remote_id ? nextReading(row.published_at.toTemporalInstant(), now) : null
    await tx
      .updateTable('deliveries')
      .set({ next_metrics_at: next?.toString() ?? null })
      .where('id', '=', row.id)
      .execute()
  }
  return rows.flatMap((row) =>
    row.remote_id ? [{ deliveryId: row.id, channelId: row.channel_id, remoteId: row.remote_id }] : [],
  )
}

/** What was read of one account or one post. */
export type Read = { channelId: string; deliveryId: string | null; readings: readonly Reading[] }

/** Keeps readings as they were read. What the network did not tell is a gap: no row. The same reading twice is one row. */
export async function keepReadings(tx: AgencyTx, reads: readonly Read[]): Promise<number> {
  const rows = reads.flatMap(({ channelId, deliveryId, readings }) =>
    readings.flatMap((reading) =>
      reading.value === null
        ? []
        : [
            {
              agency_id: tx.agencyId,
              channel_id: channelId,
              delivery_id: deliveryId,
              metric: reading.metric,
              at: reading.at.toString(),
              value: reading.value,
              source: 'api',
              definition: `${reading.official}@${reading.apiVersion}`,
              raw: jsonb({ official: reading.official, apiVersion: reading.apiVersion }),
            },
          ],
    ),
  )
  if (rows.length === 0) return 0
  const kept = await tx
    .insertInto('readings')
    .values(rows)
    .onConflict((clash) => clash.doNothing())
    .executeTakeFirst()
  await changed(tx, 'readings')
  return Number(kept.numInsertedOrUpdatedRows ?? 0)
}

/** Posts that the network no longer knows are not asked about again. */
export async function stopReading(tx: AgencyTx, deliveryIds: readonly string[]): Promise<void> {
  if (deliveryIds.length === 0) return
  await tx
    .updateTable('deliveries')
    .set({ next_metrics_at: null })
    .where('id', 'in', [...deliveryIds])
    .execute()
}

/** Says that a channel answered just now. */
export async function heardFrom(tx: AgencyTx, channelId: string): Promise<void> {
  await tx
    .updateTable('channels')
    .set({ checked_at: sql<Date>`clock_timestamp()` })
    .where('id', '=', channelId)
    .execute()
}
