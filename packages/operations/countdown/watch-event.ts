import type { AgencyTx } from '@comptoir/db'
import type { Actor } from '@comptoir/domain/shared'
import { sql } from 'kysely'
import { changed, found } from '../shared/index.ts'

type Person = Actor & { kind: 'member' }

/** Another person who has the launch room open. */
export type EventWatcher = { memberId: string; name: string }

/** Who was not heard of for so long has left: a page says that it is there three times in this. */
const GONE_SECONDS = 45
const isHere = sql<boolean>`w.seen_at > clock_timestamp() - make_interval(secs => ${GONE_SECONDS})`

/** Says that a person watches the event. Told to the others when it is news; a beat that only goes on is not, and neither is worth a line in the audit. */
export async function watchEvent(tx: AgencyTx, actor: Person, eventId: string): Promise<EventWatcher[]> {
  await mustExist(tx, eventId)
  const before = await tx
    .selectFrom('event_watchers as w')
    .select(isHere.as('here'))
    .where('w.event_id', '=', eventId)
    .where('w.member_id', '=', actor.memberId)
    .executeTakeFirst()
  await tx
    .insertInto('event_watchers')
    .values({ agency_id: tx.agencyId, event_id: eventId, member_id: actor.memberId })
    .onConflict((clash) =>
      clash.columns(['agency_id', 'event_id', 'member_id']).doUpdateSet({ seen_at: sql<Date>`clock_timestamp()` }),
    )
    .execute()
  if (!before?.here) await changed(tx, 'presence', eventId)
  return eventWatchers(tx, actor, eventId)
}

/** Says that a person has left the launch room. */
export async function leaveEvent(tx: AgencyTx, actor: Person, eventId: string): Promise<{ kind: 'left' }> {
  await mustExist(tx, eventId)
  const gone = await tx
    .deleteFrom('event_watchers')
    .where('event_id', '=', eventId)
    .where('member_id', '=', actor.memberId)
    .returning('member_id')
    .executeTakeFirst()
  if (gone) await changed(tx, 'presence', eventId)
  return { kind: 'left' }
}

/** The others who watch the event, by name. */
export async function eventWatchers(tx: AgencyTx, actor: Person, eventId: string): Promise<EventWatcher[]> {
  await mustExist(tx, eventId)
  return tx
    .selectFrom('event_watchers as w')
    .innerJoin('members as m', (join) =>
      join.onRef('m.agency_id', '=', 'w.agency_id').onRef('m.id', '=', 'w.member_id'),
    )
    .select(['w.member_id as memberId', 'm.name'])
    .where('w.event_id', '=', eventId)
    .where('w.member_id', '<>', actor.memberId)
    .where('m.left_at', 'is', null)
    .where(isHere)
    .orderBy('m.name')
    .execute()
}

async function mustExist(tx: AgencyTx, eventId: string): Promise<void> {
  found(await tx.selectFrom('events').select('id').where('id', '=', eventId).executeTakeFirst(), 'event')
}
