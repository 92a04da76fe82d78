import { connectorOf } from '@comptoir/connectors'
import type { Language } from '@comptoir/domain/shared'
import type { ChannelInput, DefinitionInput, PostInput } from '@comptoir/reporting'
import { INPUT_WORDS } from './words.ts'

/** The network's own name in a definition: `page_follows` of `page_follows@v24.0`. */
const officialOf = (definition: string): string => definition.split('@')[0] ?? definition

type Used = { network: string; metric: string; id: string; official: string; ours: boolean }

/**
 * Describes every metric that the readings name, by its network's official name and by what it counts. Readings of one metric under
 * another version of an interface may be subtracted from each other, and so may figures that a person brought: they were taken from
 * the same counter. A metric of another name may not.
 */
export function describeDefinitions(
  channels: readonly ChannelInput[],
  posts: readonly PostInput[],
  language: Language,
): Record<string, DefinitionInput> {
  const used = new Map<string, Used>()
  const note = (network: string, metric: string, id: string, source: string): void => {
    const known = used.get(id)
    if (known && (known.ours || source === 'api')) return
    used.set(id, { network, metric, id, official: officialOf(id.slice(network.length + 1)), ours: source !== 'api' })
  }
  for (const channel of channels) {
    for (const reading of channel.followers) note(channel.network, 'followers', reading.definition, reading.source)
  }
  const networks = new Map(channels.map((channel) => [channel.id, channel.network]))
  for (const post of posts) {
    const network = networks.get(post.channelId)
    if (!network) continue
    for (const reading of post.metrics) note(network, reading.metric, reading.definition, reading.source)
  }
  const all = [...used.values()]
  return Object.fromEntries(
    all.map((one) => [
      one.id,
      {
        officialName: nameOf(one, language),
        text: INPUT_WORDS[language].counts(one.network, one.metric),
        comparableWith: all
          .filter((other) => other.id !== one.id && other.network === one.network && other.metric === one.metric)
          .filter((other) => one.ours || other.ours || other.official === one.official)
          .map((other) => other.id),
      },
    ]),
  )
}

/** A figure that a person brought is of the network's own metric, as its manifest names it today. */
function nameOf(one: Used, language: Language): string {
  if (!one.ours) return one.official
  const metric = connectorOf(one.network)?.manifest.metrics.find((known) => known.metric === one.metric)
  return metric?.official ?? INPUT_WORDS[language].byHand
}
