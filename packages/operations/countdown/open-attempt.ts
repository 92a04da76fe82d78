import type { AgencyTx } from '@comptoir/db'
import type { OpenAttempt, Shown } from '@comptoir/domain/countdown'
import type { Actor } from '@comptoir/domain/shared'
import type { z } from 'zod'
import { type ChangeOutcome, changeEvent } from './change-event.ts'

/** Opens the attempt after a scrub. It takes over what was not published; approvals hold within the mandate's slip limit. */
export function openAttempt(
  tx: AgencyTx,
  actor: Actor,
  input: z.output<typeof OpenAttempt> & Shown,
): Promise<ChangeOutcome> {
  return changeEvent(tx, actor, { ...input, verb: 'attempt-opened' })
}
