import type { AgencyTx } from '@comptoir/db'
import type { Scrub, Shown } from '@comptoir/domain/countdown'
import type { Actor } from '@comptoir/domain/shared'
import type { z } from 'zod'
import { type ChangeOutcome, changeEvent } from './change-event.ts'

/** Ends the attempt. All that hangs from the event stops, but for what was written for a scrub, which is released. */
export function scrubEvent(tx: AgencyTx, actor: Actor, input: z.output<typeof Scrub> & Shown): Promise<ChangeOutcome> {
  return changeEvent(tx, actor, { ...input, verb: 'scrubbed' })
}
