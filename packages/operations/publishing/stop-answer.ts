import type { Database } from '@comptoir/db'
import { outOfHand, type StopScope } from './out-of-hand.ts'

export type StoppedOnWire = { deliveryId: string; postId: string; title: string; network: string; handle: string }
export type OutOnWire = StoppedOnWire & { permalink: string | null; publishedAt: string | null; canWithdraw: boolean }

/** What a strict stop answers: what will not leave, what had already left, what nobody can tell yet. */
export type StopAnswer = { stopped: StoppedOnWire[]; alreadyOut: OutOnWire[]; unknown: StoppedOnWire[] }

/** The three lists as they travel, for whoever stopped an event, a client or the agency. Ask after the stop's commit. */
export async function stopAnswer(db: Database, agencyId: string, scope: StopScope): Promise<StopAnswer> {
  const lists = await outOfHand(db, agencyId, scope)
  return {
    stopped: lists.stopped.map(lineOf),
    alreadyOut: lists.alreadyOut.map((one) => ({
      ...lineOf(one),
      permalink: one.permalink,
      publishedAt: one.publishedAt?.toString() ?? null,
      canWithdraw: one.canWithdraw,
    })),
    unknown: lists.unknown.map(lineOf),
  }
}

function lineOf({ deliveryId, postId, title, network, handle }: StoppedOnWire): StoppedOnWire {
  return { deliveryId, postId, title, network, handle }
}
