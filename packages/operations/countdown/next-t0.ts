import type { AgencyTx } from '@comptoir/db'
import { sql } from 'kysely'
import { ATTEMPT_COLUMNS, attemptFrom } from './event-row.ts'
import { clockOf } from './lock-event.ts'
import { type AttemptOnWire, attemptOnWire } from './on-wire.ts'

export type NextT0 = { eventId: string; name: string; zone: string; attempt: AttemptOnWire; now: string }

/** How long a launch, or a scrub, stays in the top bar. */
const STAYS = '6 hours'

/**
 * The event whose clock every page shows: the nearest one in time. A hold keeps the T-0 that it stopped; a launch and a scrub stay for some hours;
 * a T-0 that is only a day counts from that day on; an unknown one has no clock.
 */
export async function nextT0(tx: AgencyTx): Promise<NextT0 | null> {
  const row = await tx
    .selectFrom('events as e')
    .innerJoin('attempts as a', (on) =>
      on.onRef('a.agency_id', '=', 'e.agency_id').onRef('a.id', '=', 'e.current_attempt_id'),
    )
    .select(['e.id as event_id', 'e.name', 'e.time_zone'])
    .select(ATTEMPT_COLUMNS.map((column) => `a.${column}` as const))
    .where(
      sql<boolean>`case a.state
        when 'hold' then a.held_clock_seconds is not null
        when 'launched' then a.liftoff_at > clock_timestamp() - ${sql.lit(STAYS)}::interval
        when 'scrubbed' then a.scrubbed_at > clock_timestamp() - ${sql.lit(STAYS)}::interval
        when 'closed' then false
        else a.t0_kind = 'instant' and a.t0 > clock_timestamp() - interval '1 day'
          or a.t0_kind = 'day' and a.t0_day >= (clock_timestamp() at time zone e.time_zone)::date end`,
    )
    .orderBy(
      sql`abs(extract(epoch from clock_timestamp() - coalesce(a.liftoff_at, a.scrubbed_at, a.t0,
        a.held_at - make_interval(secs => a.held_clock_seconds), a.t0_day::timestamp at time zone e.time_zone)))`,
    )
    .orderBy('e.id')
    .limit(1)
    .executeTakeFirst()
  if (!row) return null
  return {
    eventId: row.event_id,
    name: row.name,
    zone: row.time_zone,
    attempt: attemptOnWire(attemptFrom(row)),
    now: (await clockOf(tx)).toString(),
  }
}
