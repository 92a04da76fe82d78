import type { AgencyTx } from '@comptoir/db'
import { connectorOf } from '@comptoir/connectors'
import { measureOf, type ReadingSource } from '@comptoir/domain/audience'
import { startOfDay } from '@comptoir/domain/shared'
import { sql } from 'kysely'
import { audienceChannels, type AudienceChannel } from './audience-channels.ts'
import { found } from '../shared/index.ts'

export type ReadingLine = {
  id: string
  at: string
  value: number
  source: ReadingSource
  definition: string
  /** When it came into the house. */
  readAt: string
  import: { id: string; fileName: string; at: string; by: string } | null
  /** Who typed it, and what they noted. */
  enteredBy: string | null
  note: string | null
}

/** Where a figure comes from: the readings behind it, newest first, and what the network says that it counts. */
export type Provenance = {
  channel: AudienceChannel
  readings: ReadingLine[]
  /** All of the period, also those that are not listed. */
  counts: { source: ReadingSource; count: number }[]
  definition: { official: string; unit: string; source: string; since: string } | null
}

/** The readings of a channel's followers in days of its client's zone. */
export async function listReadings(
  tx: AgencyTx,
  input: { channelId: string; from: string; until: string; limit: number },
): Promise<Provenance> {
  const channel = found((await audienceChannels(tx, { channelIds: [input.channelId] }))[0], 'channel')
  const begins = startOfDay(input.from, channel.zone)
  const ends = startOfDay(Temporal.PlainDate.from(input.until).add({ days: 1 }).toString(), channel.zone)
  const own = tx
    .selectFrom('readings as r')
    .where('r.channel_id', '=', channel.id)
    .where('r.delivery_id', 'is', null)
    .where('r.metric', '=', 'followers')
    .where('r.at', '>=', sql<Date>`${begins.toString()}::timestamptz`)
    .where('r.at', '<', sql<Date>`${ends.toString()}::timestamptz`)
  const counts = await own
    .select((eb) => ['r.source', eb.fn.countAll<number>().as('count')])
    .groupBy('r.source')
    .orderBy('r.source')
    .execute()
  const rows = await own
    .leftJoin('imports as i', (join) => join.onRef('i.agency_id', '=', 'r.agency_id').onRef('i.id', '=', 'r.import_id'))
    .leftJoin('members as im', (join) =>
      join.onRef('im.agency_id', '=', 'i.agency_id').onRef('im.id', '=', 'i.member_id'),
    )
    .leftJoin('members as bm', (join) =>
      join
        .onRef('bm.agency_id', '=', 'r.agency_id')
        .on((eb) => eb(sql`bm.id::text`, '=', sql<string>`r.raw ->> 'memberId'`)),
    )
    .select(['r.id', 'r.at', 'r.value', 'r.source', 'r.definition', 'r.read_at', 'r.import_id'])
    .select(['i.file_name', 'i.at as imported_at', 'im.name as imported_by', 'bm.name as entered_by'])
    .select(sql<string | null>`r.raw ->> 'note'`.as('note'))
    .orderBy('r.at', 'desc')
    .orderBy('r.read_at', 'desc')
    .limit(input.limit)
    .execute()
  return {
    channel,
    readings: rows.map((row) => ({
      id: row.id,
      at: row.at.toISOString(),
      value: row.value,
      source: row.source as ReadingSource,
      definition: row.definition,
      readAt: row.read_at.toISOString(),
      import:
        row.import_id && row.file_name !== null && row.imported_at
          ? {
              id: row.import_id,
              fileName: row.file_name,
              at: row.imported_at.toISOString(),
              by: row.imported_by ?? '',
            }
          : null,
      enteredBy: row.entered_by,
      note: row.note,
    })),
    counts: counts.map((one) => ({ source: one.source as ReadingSource, count: one.count })),
    definition: definitionOf(channel.network, rows[0]?.definition ?? null),
  }
}

/** The network's own words for what is counted, where the connector knows them. */
function definitionOf(network: string, definition: string | null): Provenance['definition'] {
  const own = connectorOf(network)?.manifest.metrics.find(
    (metric) => metric.metric === 'followers' && (definition === null || metric.official === measureOf(definition)),
  )
  return own ? { official: own.official, unit: own.unit, source: own.source, since: own.since } : null
}
