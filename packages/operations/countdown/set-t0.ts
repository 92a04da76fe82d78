import type { AgencyTx } from '@comptoir/db'
import type { SetT0, Shown } from '@comptoir/domain/countdown'
import type { Actor } from '@comptoir/domain/shared'
import type { z } from 'zod'
import { type ChangeOutcome, changeEvent } from './change-event.ts'

/** Says what is known of T-0: nothing, a day, an instant. What hangs from it waits or moves accordingly. */
export function setT0(tx: AgencyTx, actor: Actor, input: z.output<typeof SetT0> & Shown): Promise<ChangeOutcome> {
  return changeEvent(tx, actor, { ...input, verb: 't0-set' })
}
