import { connectorOf } from '@comptoir/connectors'
import type { Channel, Credentials, Rules } from '@comptoir/connectors/sdk'

export type ChannelRow = {
  network: string
  remote_id: string | null
  handle: string
  base_url: string | null
  rules: unknown
}

/** A channel as its connector wants it. */
export function channelOf(row: ChannelRow, credentials: Credentials): Channel {
  return {
    remoteId: row.remote_id ?? '',
    handle: row.handle,
    baseUrl: baseUrlOf(row),
    credentials,
    rules: (row.rules as Rules | null) ?? null,
  }
}

/** The server that the channel lives on: its own, else the network's. */
export function baseUrlOf(row: Pick<ChannelRow, 'network' | 'base_url'>): string {
  if (row.base_url) return row.base_url
  const fields = connectorOf(row.network)?.manifest.connect.flatMap((method) => [...method.fields]) ?? []
  return fields.find((field) => field.baseUrl && field.default)?.default ?? ''
}

/** The network's rules for this account: its server's own where they are known, else the manifest's. */
export function rulesOf(row: Pick<ChannelRow, 'network' | 'rules'>): Rules | null {
  return (row.rules as Rules | null) ?? connectorOf(row.network)?.manifest.rules ?? null
}
