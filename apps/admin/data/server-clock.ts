// Clocks on the screen count by the server's time: a computer that is two minutes wrong must not show a wrong T-0.

/** A reading of the server's clock: what it said, and when the question left and the answer came by our own. Milliseconds. */
export type Sample = { server: number; sentAt: number; receivedAt: number }

type Known = { offset: number; trip: number; at: number }

/** A good sample is kept so long; then any newer one is better, for clocks drift and are set. */
const FRESH_MS = 5 * 60_000
/** Beyond this, the answer says too little of when it was given. */
const LONGEST_TRIP_MS = 3_000

let known: Known | null = null

/** The better of two: the one with the shorter way, unless it has grown old. Half the way is taken for the answer's. */
export function better(before: Known | null, { server, sentAt, receivedAt }: Sample): Known | null {
  const trip = receivedAt - sentAt
  if (trip < 0 || trip > LONGEST_TRIP_MS || !Number.isFinite(server)) return before
  if (before && receivedAt - before.at < FRESH_MS && receivedAt >= before.at && before.trip <= trip) return before
  return { offset: server - (sentAt + receivedAt) / 2, trip, at: receivedAt }
}

export function heardServer(sample: Sample): void {
  known = better(known, sample)
}

/** Now by the server's clock, in epoch milliseconds; by ours until the server was heard. */
export function serverNow(): number {
  return Date.now() + (known?.offset ?? 0)
}
