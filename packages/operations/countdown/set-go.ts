import type { AgencyTx } from '@comptoir/db'
import type { SetGo, Shown } from '@comptoir/domain/countdown'
import type { Actor } from '@comptoir/domain/shared'
import type { z } from 'zod'
import { type ChangeOutcome, changeEvent } from './change-event.ts'

/** Says go: what waits for it may leave from now on. */
export function setGo(tx: AgencyTx, actor: Actor, input: z.output<typeof SetGo> & Shown): Promise<ChangeOutcome> {
  return changeEvent(tx, actor, { ...input, verb: 'go' })
}
