import { type AgencyTx, type Database, inAgency } from '@comptoir/db'
import type { Hold, Scrub, Shown } from '@comptoir/domain/countdown'
import type { Actor } from '@comptoir/domain/shared'
import type { z } from 'zod'
import { stopAnswer, type StopAnswer } from '../publishing/index.ts'
import type { ChangeOutcome, Changed } from './change-event.ts'
import { holdEvent } from './hold-event.ts'
import { scrubEvent } from './scrub-event.ts'

export type { StopAnswer }
export type StopOutcome = (Changed & { lists: StopAnswer }) | Exclude<ChangeOutcome, Changed>

/** Holds the event, then waits for what was on its way (5 s at most) and says where everything stands. */
export function holdNow(
  db: Database,
  agencyId: string,
  actor: Actor,
  input: z.output<typeof Hold> & Shown,
): Promise<StopOutcome> {
  return stopNow(db, agencyId, input.eventId, undefined, (tx) => holdEvent(tx, actor, input))
}

/** Scrubs the attempt, then waits as a hold does. What was written for a scrub is released, and so in no list. */
export function scrubNow(
  db: Database,
  agencyId: string,
  actor: Actor,
  input: z.output<typeof Scrub> & Shown,
): Promise<StopOutcome> {
  return stopNow(db, agencyId, input.eventId, 'scrubbed', (tx) => scrubEvent(tx, actor, input))
}

async function stopNow(
  db: Database,
  agencyId: string,
  eventId: string,
  except: 'scrubbed' | undefined,
  stop: (tx: AgencyTx) => Promise<ChangeOutcome>,
): Promise<StopOutcome> {
  const outcome = await inAgency(db, agencyId, stop)
  if (outcome.kind !== 'changed') return outcome
  return { ...outcome, lists: await stopAnswer(db, agencyId, { eventId, except }) }
}
