import type { AgencyTx } from '@comptoir/db'
import {
  type ChannelMetric,
  holesOf,
  type Hole,
  mayBeSubtracted,
  type ReadingSource,
  redefinitionsOf,
} from '@comptoir/domain/audience'
import { sql } from 'kysely'

/** The reading that speaks for a day: the last one taken of it. */
export type DayReading = {
  day: string
  at: Temporal.Instant
  value: number
  source: ReadingSource
  definition: string
}

/** The last reading of each day of each channel, days being those of its client's zone; ascending. */
export async function dayReadings(
  tx: AgencyTx,
  channelIds: readonly string[],
  metric: ChannelMetric,
  from: Temporal.Instant,
  until: Temporal.Instant,
): Promise<Map<string, DayReading[]>> {
  const byChannel = new Map<string, DayReading[]>(channelIds.map((id) => [id, []]))
  if (channelIds.length === 0) return byChannel
  const { rows } = await sql<{
    channel_id: string
    day: string
    at: Date
    value: number
    source: string
    definition: string
  }>`
    select distinct on (r.channel_id, day) r.channel_id, (r.at at time zone c.time_zone)::date::text as day,
      r.at, r.value, r.source, r.definition
    from readings r
    join channels ch on ch.agency_id = r.agency_id and ch.id = r.channel_id
    join clients c on c.agency_id = ch.agency_id and c.id = ch.client_id
    where r.channel_id = any(${[...channelIds]}::uuid[]) and r.delivery_id is null and r.metric = ${metric}
      and r.at >= ${from.toString()}::timestamptz and r.at < ${until.toString()}::timestamptz
    order by r.channel_id, day, r.at desc, r.read_at desc, r.id desc`.execute(tx)
  for (const row of rows) {
    byChannel.get(row.channel_id)?.push({
      day: row.day,
      at: row.at.toTemporalInstant(),
      value: row.value,
      source: row.source as ReadingSource,
      definition: row.definition,
    })
  }
  return byChannel
}

/** The days that belong to one meaning of the figure, the newest. */
export function sinceRedefined(days: readonly DayReading[]): DayReading[] {
  const last = redefinitionsOf(days).at(-1)
  return last ? days.slice(days.indexOf(last)) : [...days]
}

/** The stretches that were not read, up to a day. */
export function holesUntil(days: readonly DayReading[], until: string): Hole[] {
  return holesOf(days, until)
}

/** A difference with what it stands on; or why it cannot be told. */
export type Change =
  | { delta: number; ratio: number | null; base: { value: number; at: string }; because: null }
  | {
      delta: null
      ratio: null
      base: { value: number; at: string } | null
      because: 'no-reading' | 'definition-changed'
    }

/** The difference between two readings that count the same. */
export function changeBetween(base: DayReading | null, end: DayReading | null): Change {
  const from = base && { value: base.value, at: base.at.toString() }
  if (!base || !end || !from) return { delta: null, ratio: null, base: null, because: 'no-reading' }
  if (!mayBeSubtracted(base, end)) return { delta: null, ratio: null, base: from, because: 'definition-changed' }
  const delta = end.value - base.value
  return { delta, ratio: base.value > 0 ? delta / base.value : null, base: from, because: null }
}
