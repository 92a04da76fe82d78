import { type AgencyTx, type Database, inAgency } from '@comptoir/db'
import type { Actor } from '@comptoir/domain/shared'
import { sql } from 'kysely'
import {
  type DeliveryRef,
  holdForStopSwitch,
  releaseFromStopSwitch,
  type StopAnswer,
  stopAnswer,
} from '../publishing/index.ts'
import { changed, found, record } from '../shared/index.ts'

/**
 * The client's stop switch: from this commit on nothing of theirs enters `sending`. The gate share-locks the client's row, so
 * whoever holds it here has waited for every gate already under way.
 */
export async function stopPublishing(
  tx: AgencyTx,
  actor: Actor,
  clientId: string,
): Promise<{ kind: 'stopped'; deliveries: DeliveryRef[] }> {
  await setStop(tx, actor, clientId, true)
  return { kind: 'stopped', deliveries: await holdForStopSwitch(tx, actor, { clientId }) }
}

/** Stops the client, then waits for what was on its way (5 s at most) and says where everything stands. */
export async function stopClientNow(
  db: Database,
  agencyId: string,
  actor: Actor,
  clientId: string,
): Promise<{ kind: 'stopped'; lists: StopAnswer }> {
  await inAgency(db, agencyId, (tx) => stopPublishing(tx, actor, clientId))
  return { kind: 'stopped', lists: await stopAnswer(db, agencyId, { clientId }) }
}

/** Lets go again: each delivery at its instant; what is too late by then is held and told. */
export async function resumePublishing(
  tx: AgencyTx,
  actor: Actor,
  clientId: string,
): Promise<{ kind: 'resumed'; deliveries: DeliveryRef[] }> {
  // The agency's row first, as whoever lifts its own switch does: the two never wait for each other.
  await tx.selectFrom('agencies').select('agency_id').forShare().execute()
  await setStop(tx, actor, clientId, false)
  return { kind: 'resumed', deliveries: await releaseFromStopSwitch(tx, actor, { clientId }) }
}

async function setStop(tx: AgencyTx, actor: Actor, clientId: string, stopped: boolean): Promise<void> {
  found(await tx.selectFrom('clients').select('id').where('id', '=', clientId).forUpdate().executeTakeFirst(), 'client')
  await tx
    .updateTable('clients')
    .set({
      stopped_at: stopped ? sql<Date>`clock_timestamp()` : null,
      stopped_by: stopped ? (actor.kind === 'member' ? actor.memberId : actor.kind) : null,
    })
    .where('id', '=', clientId)
    .execute()
  await record(tx, actor, stopped ? 'clients.stopped' : 'clients.resumed', { kind: 'client', id: clientId })
  await changed(tx, 'clients', clientId)
}
