import type { AgencyTx } from '@comptoir/db'
import { dayIn, type Day, type Language, type Zone } from '@comptoir/domain/shared'
import { INPUT_WORDS } from './words.ts'

export type GapReason = { from: Day; to: Day; reason: string }

const LOST = new Set(['channels.lost', 'channels.disconnected'])

/** Why a channel could not be read on some days: its access had ended, or it was disconnected. */
export async function gapReasons(
  tx: AgencyTx,
  channelIds: readonly string[],
  zone: Zone,
  asOf: Temporal.Instant,
  language: Language,
): Promise<Map<string, GapReason[]>> {
  const reasons = new Map<string, GapReason[]>()
  if (channelIds.length === 0) return reasons
  const rows = await tx
    .selectFrom('audit_log')
    .select(['subject_id', 'verb', 'at', 'after'])
    .where('subject_kind', '=', 'channel')
    .where('subject_id', 'in', [...channelIds])
    .where('verb', 'in', [...LOST, 'channels.reconnected', 'channels.connected'])
    .orderBy('id')
    .execute()
  for (const [channelId, story] of Map.groupBy(rows, (row) => row.subject_id)) {
    let lost: (typeof story)[number] | null = null
    const close = (at: Temporal.Instant): void => {
      if (!lost) return
      const words = INPUT_WORDS[language].gap
      const reason = lost.verb === 'channels.disconnected' ? words.disconnected : words.lost
      const gap = { from: dayIn(zone, lost.at.toTemporalInstant()), to: dayIn(zone, at), reason }
      reasons.set(channelId, [...(reasons.get(channelId) ?? []), gap])
      lost = null
    }
    for (const row of story) {
      if (LOST.has(row.verb)) lost ??= row
      else close(row.at.toTemporalInstant())
    }
    close(asOf)
  }
  return reasons
}
