import type { AgencyTx } from '@comptoir/db'
import type { MarkLaunched, Shown } from '@comptoir/domain/countdown'
import type { Actor } from '@comptoir/domain/shared'
import type { z } from 'zod'
import { type ChangeOutcome, changeEvent } from './change-event.ts'

/** Records the lift-off. What hangs from it gets its instant. */
export function markLaunched(
  tx: AgencyTx,
  actor: Actor,
  input: z.output<typeof MarkLaunched> & Shown,
): Promise<ChangeOutcome> {
  return changeEvent(tx, actor, { ...input, verb: 'launched' })
}
