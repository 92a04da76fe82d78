import { type AgencyTx, type Database, inDispatch, jsonb } from '@comptoir/db'
import { type Scorecard, Script } from '@comptoir/domain/rehearsal'
import { sql } from 'kysely'
import { changed } from '../shared/index.ts'

/** A rehearsal that was taken up. `stageId` is its throw-away agency, which is not there yet. */
export type Begun = { id: string; eventId: string; stageId: string; t0: Temporal.Instant; script: Script }

/** How far a running rehearsal has come. */
export type Progress = { at: string; clockSeconds: number | null; steps: number }

/** Takes a rehearsal up; null when somebody has, or it is over. */
export async function beginRehearsal(tx: AgencyTx, id: string): Promise<Begun | null> {
  const row = await tx
    .updateTable('rehearsals')
    .set({ state: 'running', started_at: sql<Date>`clock_timestamp()`, seen_at: sql<Date>`clock_timestamp()` })
    .where('id', '=', id)
    .where('state', '=', 'queued')
    .returning(['event_id', 'stage_id', 't0', 'script'])
    .executeTakeFirst()
  if (!row) return null
  await changed(tx, 'events', row.event_id)
  return {
    id,
    eventId: row.event_id,
    stageId: row.stage_id,
    t0: row.t0.toTemporalInstant(),
    script: Script.parse(row.script),
  }
}

/** A sign of life, and how far it has come. */
export async function noteProgress(tx: AgencyTx, id: string, progress: Progress | null): Promise<void> {
  await tx
    .updateTable('rehearsals')
    .set({ seen_at: sql<Date>`clock_timestamp()`, ...(progress ? { progress: jsonb(progress) } : {}) })
    .where('id', '=', id)
    .where('state', '=', 'running')
    .execute()
}

/** Why a rehearsal did not come to its end. */
export type BrokenOff = 'simulator-failed' | 'our-fault' | 'took-too-long' | 'worker-stopped' | 'worker-lost'

/** Ends a rehearsal, with its scorecard or with the reason that there is none. What is over stays as it is. */
export async function endRehearsal(
  tx: AgencyTx,
  id: string,
  end: { scorecard: Scorecard } | { because: BrokenOff },
): Promise<void> {
  const interrupted = 'because' in end && (end.because === 'worker-stopped' || end.because === 'worker-lost')
  const row = await tx
    .updateTable('rehearsals')
    .set({
      ended_at: sql<Date>`clock_timestamp()`,
      ...('scorecard' in end
        ? { state: 'finished', scorecard: jsonb(end.scorecard) }
        : { state: interrupted ? 'interrupted' : 'failed', because: end.because }),
    })
    .where('id', '=', id)
    .where('state', '=', 'running')
    .returning('event_id')
    .executeTakeFirst()
  if (row) await changed(tx, 'events', row.event_id)
}

/** A running rehearsal says so every few seconds; one that was silent for this long has lost its worker. */
const LOST_AFTER_SECONDS = 45

/** Rehearsals whose worker vanished in the middle, across agencies. */
export async function lostRehearsals(db: Database): Promise<{ agencyId: string; id: string }[]> {
  return inDispatch(db, async (tx) => {
    const { rows } = await sql<{ agency_id: string; id: string }>`
      select agency_id, id from rehearsals
      where state = 'running' and seen_at < clock_timestamp() - make_interval(secs => ${LOST_AFTER_SECONDS})`.execute(
      tx,
    )
    return rows.map((row) => ({ agencyId: row.agency_id, id: row.id }))
  })
}

/** The throw-away agency of a rehearsal. */
export async function stageOf(tx: AgencyTx, id: string): Promise<string | null> {
  const row = await tx.selectFrom('rehearsals').select('stage_id').where('id', '=', id).executeTakeFirst()
  return row?.stage_id ?? null
}
