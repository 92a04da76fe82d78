import type { AgencyTx } from '@comptoir/db'
import type { EventFacts } from '@comptoir/domain/countdown'
import { sql } from 'kysely'
import type { EventClient } from './event-clients.ts'
import { ATTEMPT_COLUMNS, attemptFrom } from './event-row.ts'
import { type AttemptOnWire, attemptOnWire } from './on-wire.ts'

export type EventLine = {
  id: string
  name: string
  subject: string | null
  site: string | null
  zone: string
  windowMinutes: number | null
  /** What placeholders are filled from, beside name, subject and site. */
  facts: EventFacts
  clientId: string
  client: string
  /** The other clients whose posts may hang from it. */
  otherClients: EventClient[]
  attempt: AttemptOnWire
  attempts: number
  posts: number
  /** Posts that hang from it and have been approved, or are out. */
  ready: number
}

/** The agency's events: what is ahead by T-0 (unknown last), then what is over, newest first. */
export async function listEvents(tx: AgencyTx, only: { clientId: string | null }): Promise<EventLine[]> {
  const rows = await tx
    .selectFrom('events as e')
    .innerJoin('clients as c', (on) => on.onRef('c.agency_id', '=', 'e.agency_id').onRef('c.id', '=', 'e.client_id'))
    .innerJoin('attempts as a', (on) =>
      on.onRef('a.agency_id', '=', 'e.agency_id').onRef('a.id', '=', 'e.current_attempt_id'),
    )
    .select([
      'e.id as event_id',
      'e.facts',
      'e.name',
      'e.subject',
      'e.site',
      'e.time_zone',
      'e.window_minutes',
      'e.client_id',
    ])
    .select('c.name as client')
    .select(
      sql<
        EventClient[]
      >`(select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name) order by o.name), '[]')
        from event_clients x join clients o on o.agency_id = x.agency_id and o.id = x.client_id
        where x.agency_id = e.agency_id and x.event_id = e.id)`.as('other_clients'),
    )
    .select(ATTEMPT_COLUMNS.map((column) => `a.${column}` as const))
    .select(
      sql<number>`(select count(*) from posts p where p.agency_id = e.agency_id and p.event_id = e.id
        and p.cancelled_at is null and p.timing_kind in ('anchored', 'calendar'))`.as('posts'),
    )
    .select(
      sql<number>`(select count(*) from posts p where p.agency_id = e.agency_id and p.event_id = e.id
        and p.cancelled_at is null and p.timing_kind in ('anchored', 'calendar') and p.review_state = 'approved')`.as(
        'ready',
      ),
    )
    .$if(only.clientId !== null, (query) =>
      query.where((eb) =>
        eb.or([
          eb('e.client_id', '=', only.clientId),
          eb.exists(
            eb
              .selectFrom('event_clients as x')
              .select('x.event_id')
              .whereRef('x.agency_id', '=', 'e.agency_id')
              .whereRef('x.event_id', '=', 'e.id')
              .where('x.client_id', '=', only.clientId),
          ),
        ]),
      ),
    )
    .execute()
  return rows
    .map((row) => ({
      id: row.event_id,
      name: row.name,
      subject: row.subject,
      site: row.site,
      zone: row.time_zone,
      windowMinutes: row.window_minutes,
      facts: row.facts as EventFacts,
      clientId: row.client_id,
      client: row.client,
      otherClients: row.other_clients,
      attempt: attemptOnWire(attemptFrom(row)),
      attempts: row.number,
      posts: row.posts,
      ready: row.ready,
    }))
    .toSorted(aheadFirst)
}

const isOver = ({ attempt }: EventLine) => attempt.state === 'closed' || attempt.state === 'launched'

function aheadFirst(a: EventLine, b: EventLine): number {
  if (isOver(a) !== isOver(b)) return isOver(a) ? 1 : -1
  const order = when(a).localeCompare(when(b))
  return (isOver(a) ? -order : order) || a.name.localeCompare(b.name)
}

function when({ attempt }: EventLine): string {
  if (attempt.liftoffAt) return attempt.liftoffAt
  if (attempt.state === 'hold') return attempt.heldAt ?? ''
  return attempt.t0.kind === 'instant' ? attempt.t0.at : attempt.t0.kind === 'day' ? attempt.t0.day : '9999'
}
