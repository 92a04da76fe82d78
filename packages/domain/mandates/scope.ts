import { dayIn, type Instant, type Month, type NetworkId, type Zone } from '../shared/index.ts'
import type { Mandate, ScopeLine } from './mandate.ts'

/** A post that went out: where and when. */
export type DeliveredPost = { network: NetworkId; publishedAt: Instant }

/** What was promised on a network and what was delivered; `left` is negative when more was delivered than promised. */
export type ScopeResult = { network: NetworkId; promised: number; delivered: number; left: number }

/**
 * The months that a mandate covers, in order, from its first to its last day or to `until`. A month begun counts as a
 * month.
 */
export function monthsOf(mandate: Pick<Mandate, 'startsOn' | 'endsOn'>, until?: Month): Month[] {
  const last = [mandate.endsOn.slice(0, 7), until ?? mandate.endsOn.slice(0, 7)].toSorted()[0] ?? ''
  const months: Month[] = []
  let month = Temporal.PlainYearMonth.from(mandate.startsOn.slice(0, 7))
  while (month.toString() <= last) {
    months.push(month.toString())
    month = month.add({ months: 1 })
  }
  return months
}

/**
 * Delivered against promised, network by network in the scope's order, over some calendar months of a zone. A network
 * outside the scope comes last, with nothing promised.
 */
export function deliveredAgainstScope(
  scope: readonly ScopeLine[],
  delivered: readonly DeliveredPost[],
  months: readonly Month[],
  zone: Zone,
): ScopeResult[] {
  const counted = new Set(months)
  const perNetwork = new Map<NetworkId, number>()
  for (const { network, publishedAt } of delivered) {
    if (!counted.has(dayIn(zone, publishedAt).slice(0, 7))) continue
    perNetwork.set(network, (perNetwork.get(network) ?? 0) + 1)
  }
  const promised = new Map(scope.map((line) => [line.network, line.postsPerMonth * counted.size]))
  const extra = [...perNetwork.keys()].filter((network) => !promised.has(network)).toSorted()
  return [...promised.keys(), ...extra].map((network) => {
    const due = promised.get(network) ?? 0
    const done = perNetwork.get(network) ?? 0
    return { network, promised: due, delivered: done, left: due - done }
  })
}
