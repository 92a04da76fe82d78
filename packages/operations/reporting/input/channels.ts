import type { AgencyTx } from '@comptoir/db'
import { connectorOf } from '@comptoir/connectors'
import type { Language, Zone } from '@comptoir/domain/shared'
import type { ChannelInput, LaunchInput } from '@comptoir/reporting'
import { gapReasons } from './gaps.ts'
import { importNotes } from './imports.ts'
import { momentsOf } from './launches.ts'
import { followerReadings } from './readings.ts'

export type ReportedChannel = Pick<ChannelInput, 'id' | 'network' | 'networkName' | 'name' | 'handle' | 'opened'>

/** A network as its own manifest spells it. */
function networkName(network: string): string {
  return connectorOf(network)?.manifest.name ?? network.charAt(0).toUpperCase() + network.slice(1)
}

/** The channels that a definition names, or all of its client's; the oldest first. */
export async function channelsOf(
  tx: AgencyTx,
  clientId: string,
  channelIds: readonly string[],
): Promise<ReportedChannel[]> {
  const rows = await tx
    .selectFrom('channels')
    .select(['id', 'network', 'name', 'handle', 'opened_on'])
    .where('client_id', '=', clientId)
    .$if(channelIds.length > 0, (query) => query.where('id', 'in', [...channelIds]))
    .$if(channelIds.length === 0, (query) => query.where('state', '<>', 'disconnected'))
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(({ opened_on, ...row }) => ({ ...row, networkName: networkName(row.network), opened: opened_on }))
}

/** What was read of some channels up to an instant, with what is known of its holes and of its imports. */
export async function measuredChannels(
  tx: AgencyTx,
  channels: readonly ReportedChannel[],
  launches: readonly Pick<LaunchInput, 'liftoff'>[],
  { zone, asOf, language }: { zone: Zone; asOf: Temporal.Instant; language: Language },
): Promise<ChannelInput[]> {
  const ids = channels.map(({ id }) => id)
  const readings = await followerReadings(tx, channels, zone, asOf, momentsOf(launches))
  const gaps = await gapReasons(tx, ids, zone, asOf, language)
  const notes = await importNotes(tx, ids, zone, asOf, language)
  return channels.map((channel) => {
    const note = notes.get(channel.id)
    return {
      ...channel,
      followers: readings.get(channel.id) ?? [],
      gapReasons: gaps.get(channel.id) ?? [],
      ...(note === undefined ? {} : { note }),
    }
  })
}
