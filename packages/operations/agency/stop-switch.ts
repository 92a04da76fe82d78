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
import { changed, record } from '../shared/index.ts'

/** The agency's stop switch: from this commit on nothing enters `sending`. The gate share-locks the agency's row. */
export async function stopAgency(tx: AgencyTx, actor: Actor): Promise<{ kind: 'stopped'; deliveries: DeliveryRef[] }> {
  await setStop(tx, actor, true)
  return { kind: 'stopped', deliveries: await holdForStopSwitch(tx, actor, { clientId: null }) }
}

/** Stops the agency, then waits for what was on its way (5 s at most) and says where everything stands. */
export async function stopAgencyNow(
  db: Database,
  agencyId: string,
  actor: Actor,
): Promise<{ kind: 'stopped'; lists: StopAnswer }> {
  await inAgency(db, agencyId, (tx) => stopAgency(tx, actor))
  return { kind: 'stopped', lists: await stopAnswer(db, agencyId, {}) }
}

export async function resumeAgency(
  tx: AgencyTx,
  actor: Actor,
): Promise<{ kind: 'resumed'; deliveries: DeliveryRef[] }> {
  await setStop(tx, actor, false)
  return { kind: 'resumed', deliveries: await releaseFromStopSwitch(tx, actor, { clientId: null }) }
}

async function setStop(tx: AgencyTx, actor: Actor, stopped: boolean): Promise<void> {
  await tx
    .updateTable('agencies')
    .set({
      stopped_at: stopped ? sql<Date>`clock_timestamp()` : null,
      stopped_by: stopped ? (actor.kind === 'member' ? actor.memberId : actor.kind) : null,
    })
    .where('agency_id', '=', tx.agencyId)
    .execute()
  await record(tx, actor, stopped ? 'agency.stopped' : 'agency.resumed', { kind: 'agency', id: tx.agencyId })
  await changed(tx, 'agency', tx.agencyId)
}
