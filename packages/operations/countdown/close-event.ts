import type { AgencyTx } from '@comptoir/db'
import type { Close, Shown } from '@comptoir/domain/countdown'
import type { Actor } from '@comptoir/domain/shared'
import type { z } from 'zod'
import { type ChangeOutcome, changeEvent } from './change-event.ts'

/** Says how the launched attempt ended. What was written for that outcome is released. */
export function closeEvent(tx: AgencyTx, actor: Actor, input: z.output<typeof Close> & Shown): Promise<ChangeOutcome> {
  return changeEvent(tx, actor, { ...input, verb: 'closed' })
}
