import type { History, Intent, LedgerLine, Outage } from './history.ts'

/** What an obstacle in the ledger may cost, in ms. The first two are leases that must lapse before anybody may take over. */
const COST: Record<string, number> = {
  // 15 s past its instant, swept every 2 s, claimed at the next scan.
  'lease-lapsed': 20_000,
  // Proven not sent: the network's own wait (a minute when it names none), or backoff.
  'proven-not-sent': 75_000,
  'read-back-absent': 5_000,
}

/**
 * An unknown outcome: 20 s until a worker counts as lost or a call as timed out, then reading back until its absence is proven, a reading that dies with its
 * worker being taken up after 45 s. Exact networks prove absence at once, good ones with two readings two minutes apart.
 */
const UNKNOWN = new Set(['worker-lost', 'answer-lost'])
const unknownCost = (network: string) => (network === 'bluesky' ? 120_000 : 330_000)
/** After an outage: connections are opened again, with backoff. */
const AFTER_OUTAGE_MS = 6_000

/**
 * How late a delivery may be, given the obstacles that its own ledger names, and the time in which nobody could work. One that met none may be as late as the
 * grace, no more.
 */
export function lateAllowance(intent: Intent, line: LedgerLine, within: Outage, history: History): number {
  let allowed = history.graceMs
  for (const { cause, at } of line.transitions) {
    if (at > within.until) continue
    allowed += UNKNOWN.has(cause) ? unknownCost(intent.network) : (COST[cause] ?? 0)
  }
  for (const outage of history.outages) {
    const overlap = Math.min(outage.until, within.until) - Math.max(outage.from, within.from)
    if (overlap > 0) allowed += overlap + AFTER_OUTAGE_MS
  }
  return allowed
}
