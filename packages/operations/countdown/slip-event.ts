import type { AgencyTx } from '@comptoir/db'
import type { Slip, Shown } from '@comptoir/domain/countdown'
import type { Actor } from '@comptoir/domain/shared'
import type { z } from 'zod'
import { type ChangeOutcome, changeEvent } from './change-event.ts'

/** Moves T-0 within the attempt, and with it everything unpublished that hangs from it. */
export function slipEvent(tx: AgencyTx, actor: Actor, input: z.output<typeof Slip> & Shown): Promise<ChangeOutcome> {
  return changeEvent(tx, actor, { ...input, verb: 'slipped' })
}
