import type { Connector, Prepared } from '@comptoir/connectors/sdk'
import type { OpenChannel } from '@comptoir/operations/channels'
import type { Claimed } from '@comptoir/operations/publishing'
import { readyAt } from '@comptoir/domain/publishing'

/** A claim on its way to its instant. */
export type Item = {
  claimed: Claimed
  connector: Connector | null
  /** Null until it has been prepared. */
  prepared: Prepared | null
  open: OpenChannel | null
  /** The server that it goes to; one that is slow makes no other wait. */
  origin: string
  /** On the database's clock, ms since the epoch. */
  at: number
  /** Its call's share of the network's budget is taken. */
  reserved: boolean
  /** Preparations that failed so far. */
  tries: number
}

export const itemOf = (claimed: Claimed, connector: Connector | null): Item => ({
  claimed,
  connector,
  prepared: claimed.prepared,
  open: null,
  origin: claimed.network,
  at: readyAt(claimed.delivery)?.epochMilliseconds ?? 0,
  reserved: false,
  tries: 0,
})

export const idOf = (item: Item) => item.claimed.delivery.id

export function byAgency(items: readonly Item[]): Map<string, Item[]> {
  const grouped = new Map<string, Item[]>()
  for (const item of items) {
    const own = grouped.get(item.claimed.agencyId)
    if (own) own.push(item)
    else grouped.set(item.claimed.agencyId, [item])
  }
  return grouped
}
