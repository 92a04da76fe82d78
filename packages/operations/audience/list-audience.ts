import type { AgencyTx } from '@comptoir/db'
import type { ReadingSource } from '@comptoir/domain/audience'
import { dayIn } from '@comptoir/domain/shared'
import { sql } from 'kysely'
import { audienceChannels, type AudienceChannel } from './audience-channels.ts'
import { type Change, changeBetween, type DayReading, dayReadings, holesUntil } from './day-readings.ts'
import { type ChannelGoal, goalsOfChannels, LOOK_BACK_DAYS } from './goals-of-channels.ts'

/** A channel's newest figure and what led to it. */
export type AudienceLine = AudienceChannel & {
  latest: {
    value: number
    at: string
    readAt: string
    source: ReadingSource
    definition: string
    importName: string | null
  } | null
  /** Backward from the newest reading: over 7 and over 28 days. */
  week: Change
  fourWeeks: Change
  /** The last 90 days, one reading a day. */
  spark: { at: string; value: number }[]
  holes: { from: string; to: string; open: boolean }[]
  goals: ChannelGoal[]
}

/** The channels of a client, or of the agency, with their followers. Those that left are listed while they have figures. */
export async function listAudience(tx: AgencyTx, only: { clientId?: string | undefined }): Promise<AudienceLine[]> {
  const channels = await audienceChannels(tx, { clientId: only.clientId })
  if (channels.length === 0) return []
  const ids = channels.map(({ id }) => id)
  const now = await tx.now()
  const latest = await latestReadings(tx, ids)
  const days = await dayReadings(tx, ids, 'followers', now.subtract({ hours: LOOK_BACK_DAYS * 24 }), now)
  const goals = await goalsOfChannels(tx, channels, days)
  return channels
    .filter((channel) => channel.state !== 'disconnected' || latest.has(channel.id))
    .map((channel) => {
      const own = days.get(channel.id) ?? []
      const last = own.at(-1) ?? null
      return {
        ...channel,
        latest: latest.get(channel.id) ?? null,
        week: changeBetween(readBefore(own, last, 7), last),
        fourWeeks: changeBetween(readBefore(own, last, 28), last),
        spark: own.map(({ at, value }) => ({ at: at.toString(), value })),
        holes: holesUntil(own, dayIn(channel.zone, now)).map(({ from, to, open }) => ({ from, to, open })),
        goals: goals.get(channel.id) ?? [],
      }
    })
}

/** The reading that speaks for so many days before another: of that day, or of the day before it. */
function readBefore(days: readonly DayReading[], last: DayReading | null, back: number): DayReading | null {
  if (!last) return null
  const day = Temporal.PlainDate.from(last.day).subtract({ days: back })
  const oldest = day.subtract({ days: 1 }).toString()
  return days.findLast((read) => read.day <= day.toString() && read.day >= oldest) ?? null
}

async function latestReadings(tx: AgencyTx, channelIds: string[]) {
  const { rows } = await sql<{
    id: string
    value: number
    at: Date
    read_at: Date
    source: string
    definition: string
    file_name: string | null
  }>`
    select ch.id, r.value, r.at, r.read_at, r.source, r.definition, i.file_name
    from channels ch
    join lateral (select * from readings r
      where r.agency_id = ch.agency_id and r.channel_id = ch.id and r.metric = 'followers' and r.delivery_id is null
        and r.at <= clock_timestamp()
      order by r.at desc, r.read_at desc limit 1) r on true
    left join imports i on i.agency_id = r.agency_id and i.id = r.import_id
    where ch.id = any(${channelIds}::uuid[])`.execute(tx)
  return new Map(
    rows.map((row) => [
      row.id,
      {
        value: row.value,
        at: row.at.toISOString(),
        readAt: row.read_at.toISOString(),
        source: row.source as ReadingSource,
        definition: row.definition,
        importName: row.file_name,
      },
    ]),
  )
}
