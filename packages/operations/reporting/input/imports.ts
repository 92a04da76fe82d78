import type { AgencyTx } from '@comptoir/db'
import { dayIn, type Language, type Zone } from '@comptoir/domain/shared'
import { INPUT_WORDS } from './words.ts'

/** Who imported a channel's past figures, and when: a sentence for its sources. */
export async function importNotes(
  tx: AgencyTx,
  channelIds: readonly string[],
  zone: Zone,
  asOf: Temporal.Instant,
  language: Language,
): Promise<Map<string, string>> {
  if (channelIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('imports as i')
    .innerJoin('members as m', (on) => on.onRef('m.agency_id', '=', 'i.agency_id').onRef('m.id', '=', 'i.member_id'))
    .select(['i.channel_id', 'i.at', 'm.name'])
    .where('i.channel_id', 'in', [...channelIds])
    .where('i.at', '<=', new Date(asOf.epochMilliseconds))
    .where('i.withdrawn_at', 'is', null)
    .orderBy('i.at')
    .execute()
  const say = INPUT_WORDS[language].imported
  return new Map(
    [...Map.groupBy(rows, (row) => row.channel_id)].map(([channelId, imports]) => [
      channelId,
      imports.map((one) => say(one.name, dayIn(zone, one.at.toTemporalInstant()))).join(' '),
    ]),
  )
}
