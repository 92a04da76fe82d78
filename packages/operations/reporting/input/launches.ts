import type { AgencyTx } from '@comptoir/db'
import type { LaunchInput } from '@comptoir/reporting'

/** The client's launches that left the ground, each with the attempts at it that were called off before. */
export async function launchesOf(tx: AgencyTx, clientId: string, since: Temporal.Instant): Promise<LaunchInput[]> {
  const rows = await tx
    .selectFrom('attempts as a')
    .innerJoin('events as e', (on) => on.onRef('e.agency_id', '=', 'a.agency_id').onRef('e.id', '=', 'a.event_id'))
    .select(['e.id', 'e.name', 'a.number', 'a.state', 'a.liftoff_at', 'a.scrubbed_at', 'a.held_clock_seconds'])
    .where('e.client_id', '=', clientId)
    .orderBy('e.id')
    .orderBy('a.number')
    .execute()
  const launches = [...Map.groupBy(rows, (row) => row.id).values()].flatMap((attempts) => {
    const scrubs = attempts.flatMap((attempt) =>
      attempt.scrubbed_at
        ? [{ at: attempt.scrubbed_at.toTemporalInstant(), secondsBefore: secondsLeft(attempt.held_clock_seconds) }]
        : [],
    )
    return attempts.flatMap((attempt): LaunchInput[] => {
      if (!attempt.liftoff_at) return []
      const liftoff = attempt.liftoff_at.toTemporalInstant()
      return [
        {
          name: attempt.name,
          liftoff,
          scrubs: scrubs.filter((scrub) => Temporal.Instant.compare(scrub.at, liftoff) < 0),
        },
      ]
    })
  })
  return launches.filter((launch) => Temporal.Instant.compare(launch.liftoff, since) >= 0)
}

/** The clock is kept as it stood, negative before T-0. Past a day nobody counts in seconds. */
function secondsLeft(clock: number | null): number | null {
  return clock !== null && clock <= 0 && clock > -86_400 ? -clock : null
}

/** The instants at which launches are laid over each other: each day from a week before lift-off to a week after. */
export function momentsOf(launches: readonly Pick<LaunchInput, 'liftoff'>[]): Temporal.Instant[] {
  return launches.flatMap(({ liftoff }) =>
    Array.from({ length: 15 }, (_, index) => liftoff.add({ hours: (index - 7) * 24 })),
  )
}
