import type { AgencyTx } from '@comptoir/db'
import type { EventFacts, Filling } from '@comptoir/domain/countdown'
import { found } from '../shared/index.ts'

type Row = { mission: string; launcher: string | null; site: string | null; facts: unknown; t0: Date | null }

/** What placeholders are filled from, as the event's row and its current attempt's say it. */
export function toFilling({ mission, launcher, site, facts, t0 }: Row): Filling {
  // Written by countdown's use cases in this very shape.
  return { mission, launcher, site, facts: facts as EventFacts, t0: t0?.toTemporalInstant() ?? null }
}

/** What the placeholders of an event's posts are filled from as it stands. */
export async function fillingOf(tx: AgencyTx, eventId: string): Promise<Filling> {
  const row = await tx
    .selectFrom('events as e')
    .leftJoin('attempts as a', (on) =>
      on.onRef('a.agency_id', '=', 'e.agency_id').onRef('a.id', '=', 'e.current_attempt_id'),
    )
    .select(['e.name as mission', 'e.subject as launcher', 'e.site', 'e.facts', 'a.t0'])
    .where('e.id', '=', eventId)
    .executeTakeFirst()
  return toFilling(found(row, 'event'))
}
