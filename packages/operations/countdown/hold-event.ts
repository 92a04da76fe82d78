import type { AgencyTx } from '@comptoir/db'
import type { Hold, Shown } from '@comptoir/domain/countdown'
import type { Actor } from '@comptoir/domain/shared'
import type { z } from 'zod'
import { type ChangeOutcome, changeEvent } from './change-event.ts'

/** Stops the clock. Strict: from the commit on, nothing that hangs from the event enters `sending`. */
export function holdEvent(tx: AgencyTx, actor: Actor, input: z.output<typeof Hold> & Shown): Promise<ChangeOutcome> {
  return changeEvent(tx, actor, { ...input, verb: 'hold' })
}
