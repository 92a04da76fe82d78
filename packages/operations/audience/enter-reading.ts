import { type AgencyTx, jsonb } from '@comptoir/db'
import { type Actor, dayIn, instantOf, isBefore, refused, type Refused, startOfDay } from '@comptoir/domain/shared'
import { sql } from 'kysely'
import { changed, found, record } from '../shared/index.ts'
import { audienceChannels } from './audience-channels.ts'
import { definitionOfChannel } from './definition-of-channel.ts'
import { makeReadingMonths } from './reading-months.ts'

export type EnterReading = { channelId: string; day: string; value: number; note: string | null }

export type Entered =
  | { kind: 'entered'; id: string; before: number | null }
  | { kind: 'unchanged' }
  | Refused<'in-the-future' | 'read-by-network'>

/** Writes down a figure that somebody read on the network. Typing the day again corrects it: both readings are kept, the later one stands. */
export async function enterReading(tx: AgencyTx, actor: Actor, input: EnterReading): Promise<Entered> {
  await makeReadingMonths(tx, input.day, input.day)
  const { channelId, day, value, note } = input
  const channel = found((await audienceChannels(tx, { channelIds: [channelId] }))[0], 'channel')
  await tx.selectFrom('channels').select('id').where('id', '=', channelId).forNoKeyUpdate().execute()
  const now = await tx.now()
  if (day > dayIn(channel.zone, now)) return refused('in-the-future')
  const standing = await tx
    .selectFrom('readings')
    .select(['id', 'at', 'value', 'source'])
    .where('channel_id', '=', channelId)
    .where('delivery_id', 'is', null)
    .where('metric', '=', 'followers')
    .where('at', '>=', sql<Date>`${startOfDay(day, channel.zone).toString()}::timestamptz`)
    .where('at', '<', sql<Date>`${startOfDay(dayAfter(day), channel.zone).toString()}::timestamptz`)
    .orderBy('at', 'desc')
    .orderBy('read_at', 'desc')
    .execute()
  if (standing.some((reading) => reading.source === 'api')) return refused('read-by-network')
  const [last] = standing
  if (last?.value === value) return { kind: 'unchanged' }
  const noon = instantOf(day, '12:00', channel.zone)
  const wished = isBefore(now, noon) ? now : noon
  // The last reading of a day stands for it: a correction comes a second after what it corrects.
  const after = last?.at.toTemporalInstant().add({ seconds: 1 })
  const at = after && isBefore(wished, after) ? after : wished
  const { id } = await tx
    .insertInto('readings')
    .values({
      agency_id: tx.agencyId,
      channel_id: channelId,
      metric: 'followers',
      at: at.toString(),
      value,
      source: 'by-hand',
      definition: await definitionOfChannel(tx, channel),
      raw: jsonb({ memberId: actor.kind === 'member' ? actor.memberId : null, note }),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const before = last?.value ?? null
  await record(
    tx,
    actor,
    'audience.entered',
    { kind: 'channel', id: channelId },
    { before, after: { day, value, note } },
  )
  await changed(tx, 'readings', channelId)
  return { kind: 'entered', id, before }
}

function dayAfter(day: string): string {
  return Temporal.PlainDate.from(day).add({ days: 1 }).toString()
}
