import type { AgencyTx } from '@comptoir/db'
import type { Zone } from '@comptoir/domain/shared'
import type { ReadingInput } from '@comptoir/reporting'
import { sql } from 'kysely'

type Row = { channel_id: string; at: Date; value: number; source: string; definition: string }

/** A metric in a network's own words, unique among all networks: two of them may call theirs by one name. */
export const definitionId = (network: string, definition: string): string => `${network}.${definition}`

/**
 * The follower readings that a report can rest on: the last of each day in its zone, and the last before each instant that launches are
 * compared at. Which ones these are never changes once they were read, so that a report built again later rests on the same.
 */
export async function followerReadings(
  tx: AgencyTx,
  channels: readonly { id: string; network: string }[],
  zone: Zone,
  asOf: Temporal.Instant,
  instants: readonly Temporal.Instant[],
): Promise<Map<string, ReadingInput[]>> {
  const ids = channels.map(({ id }) => id)
  const readings = new Map<string, ReadingInput[]>(ids.map((id) => [id, []]))
  if (ids.length === 0) return readings
  const moments = instants.filter((at) => Temporal.Instant.compare(at, asOf) <= 0).map((at) => at.toString())
  const { rows } = await sql<Row>`
    select channel_id, at, value, source, definition from (
      (select distinct on (r.channel_id, r.day) r.channel_id, r.at, r.value, r.source, r.definition, r.read_at
      from (
        select id, channel_id, at, value, source, definition, read_at, (at at time zone ${zone})::date as day from readings
        where channel_id = any(${ids}::uuid[]) and metric = 'followers' and delivery_id is null
          and at <= ${asOf.toString()}::timestamptz) r
      order by r.channel_id, r.day, r.at desc, r.read_at desc, r.id desc)
      union
      select c.id, near.* from unnest(${ids}::uuid[]) c (id), unnest(${moments}::timestamptz[]) moment (at),
        lateral (
          select r.at, r.value, r.source, r.definition, r.read_at from readings r
          where r.channel_id = c.id and r.metric = 'followers' and r.delivery_id is null and r.at <= moment.at
            and r.at > moment.at - interval '36 hours'
          order by r.at desc, r.read_at desc, r.id desc limit 1) near
    ) kept order by channel_id, at, read_at`.execute(tx)
  const networks = new Map(channels.map(({ id, network }) => [id, network]))
  for (const row of rows) {
    readings.get(row.channel_id)?.push({
      at: row.at.toTemporalInstant(),
      value: row.value,
      source: row.source as ReadingInput['source'],
      definition: definitionId(networks.get(row.channel_id) ?? '', row.definition),
    })
  }
  return readings
}
