import type { AgencyTx } from '@comptoir/db'
import { type ChannelMetric, type ReadingSource, redefinitionsOf } from '@comptoir/domain/audience'
import { dayIn, isBefore, startOfDay } from '@comptoir/domain/shared'
import { audienceChannels, type AudienceChannel } from './audience-channels.ts'
import { type Change, changeBetween, dayReadings, holesUntil } from './day-readings.ts'
import { type ChannelGoal, goalsOfChannels, LOOK_BACK_DAYS } from './goals-of-channels.ts'
import { type AudienceEvent, eventsOfClients } from './launches-of-clients.ts'

export type SeriesInput = {
  clientId?: string | undefined
  channelIds?: readonly string[] | undefined
  /** First and last day, both included, in each client's zone. */
  from: string
  until: string
  metric: ChannelMetric
}

export type ChannelSeries = AudienceChannel & {
  /** One reading a day: a day that was not read has none. */
  days: { day: string; at: string; value: number; source: ReadingSource; definition: string }[]
  /** Days without reading, both ends included; never drawn through. */
  gaps: { from: string; to: string; days: number; open: boolean }[]
  /** From here on the network counts something else. */
  redefined: { at: string; day: string; definition: string; before: string }[]
  /** Over the period: from the end of the day before it, or its first reading, to its last. */
  change: Change & { firstInPeriod: boolean }
  goals: ChannelGoal[]
}

/** Each channel's figures day by day, with what explains them. */
export async function readSeries(
  tx: AgencyTx,
  input: SeriesInput,
): Promise<{ channels: ChannelSeries[]; events: AudienceEvent[] }> {
  const channels = await audienceChannels(tx, input)
  if (channels.length === 0) return { channels: [], events: [] }
  const now = await tx.now()
  const zones = channels.map(({ zone }) => zone)
  const begins = zones.map((zone) => startOfDay(input.from, zone)).reduce((a, b) => (isBefore(a, b) ? a : b))
  const ends = zones.map((zone) => startOfDay(dayAfter(input.until), zone)).reduce((a, b) => (isBefore(a, b) ? b : a))
  const ids = channels.map(({ id }) => id)
  // Two days more: the day before the period is what its growth is measured from.
  const read = await dayReadings(tx, ids, input.metric, begins.subtract({ hours: 48 }), ends)
  const recent = await dayReadings(tx, ids, input.metric, now.subtract({ hours: LOOK_BACK_DAYS * 24 }), now)
  const goals = await goalsOfChannels(tx, channels, recent)
  const clientIds = [...new Set(channels.map(({ clientId }) => clientId))]
  return {
    channels: channels.map((channel) => {
      const all = (read.get(channel.id) ?? []).filter(({ day }) => day <= input.until)
      const own = all.filter(({ day }) => day >= input.from)
      const today = dayIn(channel.zone, now)
      const before = all.findLast(({ day }) => day < input.from) ?? null
      return {
        ...channel,
        days: own.map(({ at, ...day }) => ({ ...day, at: at.toString() })),
        gaps: holesUntil(own, input.until < today ? input.until : today),
        redefined: redefinitionsOf(own).map(({ at, day, definition }) => ({
          at: at.toString(),
          day,
          definition,
          before: own.findLast((one) => one.day < day)?.definition ?? '',
        })),
        change: { ...changeBetween(before ?? own[0] ?? null, own.at(-1) ?? null), firstInPeriod: before === null },
        goals: goals.get(channel.id) ?? [],
      }
    }),
    events: await eventsOfClients(tx, clientIds, begins, ends),
  }
}

function dayAfter(day: string): string {
  return Temporal.PlainDate.from(day).add({ days: 1 }).toString()
}
