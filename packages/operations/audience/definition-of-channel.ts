import type { AgencyTx } from '@comptoir/db'
import { connectorOf } from '@comptoir/connectors'

/** For accounts of networks that nobody reads: people count what the network shows as followers. */
const SHOWN = 'followers@shown'

/**
 * What a figure that people bring counts: the same as what is read of the channel, else as the network would be read.
 * An export of the network's own statistics and its interface count the same people.
 */
export async function definitionOfChannel(tx: AgencyTx, channel: { id: string; network: string }): Promise<string> {
  const newest = await tx
    .selectFrom('readings')
    .select('definition')
    .where('channel_id', '=', channel.id)
    .where('delivery_id', 'is', null)
    .where('metric', '=', 'followers')
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (newest) return newest.definition
  const manifest = connectorOf(channel.network)?.manifest
  const official = manifest?.metrics.find((metric) => metric.metric === 'followers')?.official
  return manifest && official ? `${official}@${manifest.apiVersion}` : SHOWN
}
