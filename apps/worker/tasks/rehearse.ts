import { inAgency } from '@comptoir/db'
import {
  beginRehearsal,
  type BrokenOff,
  discardStage,
  endRehearsal,
  lostRehearsals,
  noteProgress,
  type Progress,
  stageOf,
} from '@comptoir/operations/rehearsal'
import type { Task } from 'graphile-worker'
import type { Desk } from '../dispatch/desk.ts'
import { runRehearsal, Stopped, TookTooLong } from '../rehearsal/run-rehearsal.ts'
import { type Simulator, SimulatorFailed, startSimulator } from '../rehearsal/simulator.ts'
import { RehearsalPayload } from './payload.ts'

/** A sign of life this often, and how far it has come. */
const BEAT_MS = 500

/** Runs an ordered rehearsal to its end. Whatever comes of it, its simulated networks are stopped and its throw-away agency is deleted. */
export async function rehearse(
  desk: Desk,
  { agencyId, rehearsalId }: { agencyId: string; rehearsalId: string },
  stopping: AbortSignal,
): Promise<void> {
  const { db, log, settings } = desk.services
  const begun = await inAgency(db, agencyId, (tx) => beginRehearsal(tx, rehearsalId))
  if (!begun) return
  let latest: Progress | null = null
  const beat = setInterval(() => {
    const progress = latest
    latest = null
    inAgency(db, agencyId, (tx) => noteProgress(tx, rehearsalId, progress)).catch((error: unknown) => {
      log.warn({ err: error, rehearsalId }, 'the progress of a rehearsal could not be written')
    })
  }, BEAT_MS)
  let simulator: Simulator | null = null
  let end: Parameters<typeof endRehearsal>[2]
  try {
    if (!settings.simulator) throw new SimulatorFailed('COMPTOIR_SIMULATOR is not set for this worker')
    simulator = await startSimulator(settings.simulator)
    const watching = { stopping, progress: (progress: Progress) => void (latest = progress) }
    end = { scorecard: await runRehearsal(desk, agencyId, begun, simulator, watching) }
  } catch (error) {
    end = { because: whyBroken(error) }
    if (end.because !== 'worker-stopped') log.error({ err: error, rehearsalId }, 'a rehearsal broke off')
  } finally {
    clearInterval(beat)
    await simulator?.stop()
  }
  await discardStage(db, begun.stageId)
  await inAgency(db, agencyId, (tx) => endRehearsal(tx, rehearsalId, end))
}

export function rehearseTask(desk: Desk, stopping: AbortSignal): Task {
  return (payload) => rehearse(desk, RehearsalPayload.parse(payload), stopping)
}

function whyBroken(error: unknown): BrokenOff {
  if (error instanceof Stopped) return 'worker-stopped'
  if (error instanceof TookTooLong) return 'took-too-long'
  return error instanceof SimulatorFailed ? 'simulator-failed' : 'our-fault'
}

/** Cleans up after rehearsals whose worker vanished in the middle, and says so. Their simulated networks ended with the worker. */
export async function sweepRehearsals(desk: Desk): Promise<void> {
  const { db, log } = desk.services
  for (const { agencyId, id } of await lostRehearsals(db)) {
    const stageId = await inAgency(db, agencyId, (tx) => stageOf(tx, id))
    if (stageId) await discardStage(db, stageId)
    await inAgency(db, agencyId, (tx) => endRehearsal(tx, id, { because: 'worker-lost' }))
    log.warn({ agencyId, rehearsal: id }, 'a rehearsal had lost its worker: its throw-away agency is deleted')
  }
}

export function sweepRehearsalsTask(desk: Desk): Task {
  return () => sweepRehearsals(desk)
}
