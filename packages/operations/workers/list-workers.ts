import type { AgencyTx } from '@comptoir/db'
import { CLOCK_BOUND_MS, readWorkers, type WorkerSeen } from './read-workers.ts'

export type WorkerOnWire = {
  id: string
  host: string
  seenAt: string
  /** How far its machine's clock is ahead of the database's, in ms; behind when negative. */
  aheadMs: number
  state: 'at-work' | 'clock-off' | 'lost'
}

/** Who publishes, for the page of the house: those at work, and those that vanished. */
export async function listWorkers(tx: AgencyTx): Promise<WorkerOnWire[]> {
  const { alive, lost } = await readWorkers(tx)
  return [
    ...lost.map((one) => onWire(one, 'lost')),
    ...alive.map((one) => onWire(one, Math.abs(one.offsetMs) > CLOCK_BOUND_MS ? 'clock-off' : 'at-work')),
  ]
}

function onWire({ id, host, seenAt, offsetMs }: WorkerSeen, state: WorkerOnWire['state']): WorkerOnWire {
  return { id, host, seenAt: seenAt.toString(), aheadMs: Math.round(-offsetMs) || 0, state }
}
