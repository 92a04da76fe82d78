import { type AgencyTx, type Database, inAgency } from '@comptoir/db'
import type { Hold, Scrub, Shown } from '@comptoir/domain/countdown'
import type { Actor } from '@comptoir/domain/shared'
import type { z } from 'zod'
import { outOfHand } from '../publishing/index.ts'
import type { ChangeOutcome, Changed } from './change-event.ts'
import { holdEvent } from './hold-event.ts'
import { scrubEvent } from './scrub-event.ts'

export type StoppedOnWire = { deliveryId: string; postId: string; title: string; network: string; handle: string }
export type OutOnWire = StoppedOnWire & { permalink: string | null; publishedAt: string | null; canWithdraw: boolean }

/** What a strict stop answers: what will not leave, what had already left, what nobody can tell yet. */
export type StopAnswer = { stopped: StoppedOnWire[]; alreadyOut: OutOnWire[]; unknown: StoppedOnWire[] }
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
  const lists = await outOfHand(db, agencyId, { eventId, except })
  return {
    ...outcome,
    lists: {
      stopped: lists.stopped.map(lineOf),
      alreadyOut: lists.alreadyOut.map((one) => ({
        ...lineOf(one),
        permalink: one.permalink,
        publishedAt: one.publishedAt?.toString() ?? null,
        canWithdraw: one.canWithdraw,
      })),
      unknown: lists.unknown.map(lineOf),
    },
  }
}

function lineOf({ deliveryId, postId, title, network, handle }: StoppedOnWire): StoppedOnWire {
  return { deliveryId, postId, title, network, handle }
}
