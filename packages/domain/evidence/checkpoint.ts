import type { Id } from '../shared/index.ts'
import { hashOf } from './chain.ts'
import type { Sha256, Stamp } from './record.ts'

/** A day (UTC) that is over, closed: the root over the heads of all chains of that day, and the checkpoint before. */
export type ClosedDay = { day: string; posts: number; root: Sha256; previous: Sha256 | null; takenAt: Stamp }

/** The hash of a checkpoint: it covers the day, its tree, when it was taken, and through the one before all earlier days. */
export function checkpointHash(agencyId: Id, { day, posts, root, previous, takenAt }: ClosedDay): Promise<Sha256> {
  return hashOf({ checkpoint: { agencyId, day, posts, root, previous, takenAt } })
}
