import type { AgencyTx } from '@comptoir/db'
import { refused, type Refused } from '@comptoir/domain/shared'
import { found } from '../shared/index.ts'

export type EventClient = { id: string; name: string }

/** The other clients whose posts may hang from an event, by name. */
export async function readEventClients(tx: AgencyTx, eventId: string): Promise<EventClient[]> {
  return tx
    .selectFrom('event_clients as x')
    .innerJoin('clients as c', (on) => on.onRef('c.agency_id', '=', 'x.agency_id').onRef('c.id', '=', 'x.client_id'))
    .select(['c.id', 'c.name'])
    .where('x.event_id', '=', eventId)
    .orderBy('c.name')
    .execute()
}

/**
 * Says who else has posts on an event. The main client is never among them; one whose posts hang from it stays, or they would hang from nothing. The
 * caller holds the event.
 */
export async function writeEventClients(
  tx: AgencyTx,
  event: { id: string; clientId: string },
  wanted: readonly string[],
): Promise<{ kind: 'written' } | Refused<'client-has-posts'>> {
  const ids = [...new Set(wanted)].filter((id) => id !== event.clientId)
  const before = await readEventClients(tx, event.id)
  const gone = before.filter(({ id }) => !ids.includes(id)).map(({ id }) => id)
  if (gone.length > 0) {
    const hanging = await tx
      .selectFrom('posts')
      .select('id')
      .where('event_id', '=', event.id)
      .where('client_id', 'in', gone)
      .where('cancelled_at', 'is', null)
      .limit(1)
      .executeTakeFirst()
    if (hanging) return refused('client-has-posts')
    await tx.deleteFrom('event_clients').where('event_id', '=', event.id).where('client_id', 'in', gone).execute()
  }
  for (const clientId of ids.filter((id) => !before.some((one) => one.id === id))) {
    found(
      await tx
        .selectFrom('clients')
        .select('id')
        .where('id', '=', clientId)
        .where('archived_at', 'is', null)
        .executeTakeFirst(),
      'client',
    )
    await tx
      .insertInto('event_clients')
      .values({ agency_id: tx.agencyId, event_id: event.id, client_id: clientId })
      .execute()
  }
  return { kind: 'written' }
}
