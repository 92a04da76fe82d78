import type { Connector } from '../sdk/index.ts'
import { bluesky } from './bluesky/index.ts'
import { facebook } from './facebook/index.ts'
import { mastodon } from './mastodon/index.ts'
import { x } from './x/index.ts'

/** The networks that come with the house, by id. An open set: look one up, never switch over it. */
export const connectors: ReadonlyMap<string, Connector> = new Map(
  [bluesky, mastodon, facebook, x].map((one) => [one.manifest.id, one]),
)

/** Null for a network that nobody connected: people post there by hand. */
export const connectorOf = (network: string): Connector | null => connectors.get(network) ?? null
