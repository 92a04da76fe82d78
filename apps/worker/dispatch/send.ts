import type { Failure, Published, PublishedRef } from '@comptoir/connectors/sdk'
import { refreshCredentials } from '@comptoir/operations/channels'
import { atTheLedger, advance, type Closing, type Passage } from '@comptoir/operations/publishing'
import type { Desk } from './desk.ts'
import { idOf, type Item } from './item.ts'
import { reach } from './points.ts'

/** From the commit of `sending` to the first byte; past it the call is given up before anything is written. */
const SEND_DEADLINE_MS = 2_000

/**
 * Makes the calls of one passage: one, or the parts of a thread one after the other, each written down before it is made. Nothing here is tried again: what comes of the last
 * call decides.
 */
export async function send(desk: Desk, item: Item, passage: Passage, gateAt: number): Promise<Closing | null> {
  const { agencyId, delivery } = item.claimed
  const prepared = item.prepared!
  const before: PublishedRef[] = [...passage.before]
  let { attemptId } = passage
  let since = gateAt
  for (let step = passage.step; ; step += 1) {
    const ports = desk.outside.portsFor(agencyId, delivery.channelId)
    reach('before-call')
    const call = item.connector!.publish(ports, item.open!.channel, {
      prepared,
      step,
      identity: passage.identities[step]!,
      before: [...before],
      deadline: since + SEND_DEADLINE_MS,
    })
    reach('calling')
    const answer: Published | Failure = await call
    reach('answered')
    // A token that ended early, or was taken back: the next try finds a new one, or a channel that asks to be connected again.
    if (answer.kind === 'unavailable' && answer.why === 'token-expired') {
      await refreshCredentials(desk.services, desk.outside, agencyId, delivery.channelId, item.open!.version)
    }
    const closing: Closing = {
      deliveryId: idOf(item),
      fence: passage.fence,
      channelId: delivery.channelId,
      attemptId,
      stepId: passage.stepIds[step]!,
      kind: kindOf(prepared.steps[step]!.kind, step),
      answer,
      before: [...before],
      exchanges: ports.exchanges,
      endedAt: ports.clock.now(),
    }
    const next = passage.stepIds[step + 1]
    if (answer.kind !== 'published' || next === undefined) return closing
    const mark = desk.world.mark()
    const advanced = await atTheLedger(desk.services.db, agencyId, async (tx) => {
      const opened = await advance(tx, desk.worker, closing, next, mark)
      // As at the gate: counted from before the commit.
      since = performance.now()
      reach('advance-before-commit')
      return opened
    })
    reach('advanced')
    // The right to send was taken away between two parts: what is out is written, the rest is read back by others.
    if (!advanced) return null
    await desk.world.keep(mark)
    attemptId = advanced.attemptId
    before.push(answer.ref)
  }
}

export const kindOf = (kind: 'part' | 'first-comment', step: number): Closing['kind'] =>
  kind === 'first-comment' ? 'first-comment' : step === 0 ? 'post' : 'reply'
