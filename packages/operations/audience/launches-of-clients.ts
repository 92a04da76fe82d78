import type { AgencyTx } from '@comptoir/db'

/** An event as curves mark it: its lift-off, and the attempts that were called off. */
export type AudienceEvent = {
  id: string
  clientId: string
  name: string
  liftoffAt: string | null
  outcome: 'success' | 'partial' | 'failure' | null
  /** `secondsBefore` is how many seconds were left on the clock; null when it was not counted in seconds. */
  scrubs: { at: string; secondsBefore: number | null }[]
}

/** What flew, or was called off, between two instants: ascending. */
export async function eventsOfClients(
  tx: AgencyTx,
  clientIds: readonly string[],
  from: Temporal.Instant,
  until: Temporal.Instant,
): Promise<AudienceEvent[]> {
  if (clientIds.length === 0) return []
  const rows = await tx
    .selectFrom('attempts as a')
    .innerJoin('events as e', (join) => join.onRef('e.agency_id', '=', 'a.agency_id').onRef('e.id', '=', 'a.event_id'))
    .select(['e.id', 'e.client_id', 'e.name', 'a.liftoff_at', 'a.scrubbed_at', 'a.held_clock_seconds', 'a.outcome'])
    .where('e.client_id', 'in', [...clientIds])
    .where((eb) => eb.or([eb('a.liftoff_at', 'is not', null), eb('a.scrubbed_at', 'is not', null)]))
    .orderBy('a.number')
    .execute()
  const inside = (at: Date | null) =>
    at !== null && at.getTime() >= from.epochMilliseconds && at.getTime() < until.epochMilliseconds
  return [...Map.groupBy(rows, (row) => row.id).values()]
    .filter((attempts) => attempts.some((one) => inside(one.liftoff_at) || inside(one.scrubbed_at)))
    .flatMap((attempts): AudienceEvent[] => {
      const [first] = attempts
      if (!first) return []
      const flown = attempts.findLast((one) => one.liftoff_at !== null)
      return [
        {
          id: first.id,
          clientId: first.client_id,
          name: first.name,
          liftoffAt: flown?.liftoff_at?.toISOString() ?? null,
          outcome: (flown?.outcome ?? null) as AudienceEvent['outcome'],
          scrubs: attempts.flatMap((one) =>
            one.scrubbed_at
              ? [{ at: one.scrubbed_at.toISOString(), secondsBefore: secondsLeft(one.held_clock_seconds) }]
              : [],
          ),
        },
      ]
    })
    .toSorted((a, b) => (momentOf(a) < momentOf(b) ? -1 : 1))
}

const momentOf = (event: AudienceEvent) => event.liftoffAt ?? event.scrubs.at(-1)?.at ?? ''

/** The clock of a scrub stands below zero before T-0. */
function secondsLeft(clock: number | null): number | null {
  return clock !== null && clock < 0 ? -clock : null
}
