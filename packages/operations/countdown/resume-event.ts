import type { AgencyTx } from '@comptoir/db'
import type { Resume, Shown } from '@comptoir/domain/countdown'
import type { Actor } from '@comptoir/domain/shared'
import type { z } from 'zod'
import { type ChangeOutcome, changeEvent } from './change-event.ts'

/** Starts a held clock again with a new T-0, and lets go what the hold kept back. */
export function resumeEvent(
  tx: AgencyTx,
  actor: Actor,
  input: z.output<typeof Resume> & Shown,
): Promise<ChangeOutcome> {
  return changeEvent(tx, actor, { ...input, verb: 'resumed' })
}
