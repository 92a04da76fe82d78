import { publishBudget, refusedChannels } from '@comptoir/operations/connectors-ports'
import { atTheLedger, type Closing, delayClaims, enterSending, type GateAnswer } from '@comptoir/operations/publishing'
import type { Answers } from './answers.ts'
import type { Desk } from './desk.ts'
import { byAgency, idOf, type Item } from './item.ts'
import { reach } from './points.ts'
import { kindOf, send } from './send.ts'

/** Deliveries through the gate and not yet answered, per server. */
const IN_FLIGHT = 256
/** Deliveries per gate: small enough that the first calls leave while the next batch is judged, large enough that a burst waits for few commits. */
const PER_GATE = 100
/** Gates at once: while the database judges one batch, another is on its way to it. */
const GATES = 2
/** More calls under way than this, and whatever is not a call waits its turn. */
const BUSY = 16

export type LaneHooks = {
  answers: Answers
  /** The gate saw other content than was prepared, or none was prepared yet: make it and come back. */
  unprepared(items: Item[]): void
  /** The gate could not be asked: nothing of it is sent, and a later gate passes none of it twice. */
  unasked(items: Item[]): void
  /** A moment too early by the database's clock. */
  early(items: Item[]): void
  /** The gate found itself in another database than this process knows. */
  otherDatabase(): void
  /** Known to be on their way, for the leases. */
  flying: Map<string, string>
}

/** What is due for one server: through the gate in batches, then out. A server that does not answer fills its own lane and no other. */
export class Lane {
  readonly #desk: Desk
  readonly #hooks: LaneHooks
  #waiting: Item[] = []
  #inFlight = 0
  #gates = 0
  readonly #calls = new Set<Promise<void>>()

  constructor(desk: Desk, hooks: LaneHooks) {
    this.#desk = desk
    this.#hooks = hooks
  }

  /** True while a burst is leaving: something due waits for the gate, or many calls have just passed it. */
  get isBursting(): boolean {
    return this.#gates > 0 || this.#waiting.length > 0 || this.#inFlight > BUSY
  }

  push(items: readonly Item[]): void {
    this.#waiting.push(...items)
    this.#pump()
  }

  /** Takes out what has not passed the gate. */
  clear(): Item[] {
    return this.#waiting.splice(0)
  }

  async settled(): Promise<void> {
    while (this.#gates > 0 || this.#calls.size > 0) {
      // Of no calls all are done at once: only the timer lets a gate come to its end.
      const calls = this.#calls.size > 0 ? [Promise.all(this.#calls)] : []
      await Promise.race([...calls, new Promise((resolve) => setTimeout(resolve, 20))])
    }
  }

  #pump(): void {
    while (this.#gates < GATES && this.#waiting.length > 0 && this.#inFlight < IN_FLIGHT) {
      const batch = this.#waiting.splice(0, Math.min(PER_GATE, IN_FLIGHT - this.#inFlight))
      this.#gates += 1
      void this.#gateAll(batch)
    }
  }

  async #gateAll(batch: readonly Item[]): Promise<void> {
    try {
      for (const [agencyId, items] of byAgency(batch)) await this.#gate(agencyId, items)
    } catch (error) {
      this.#desk.services.log.error({ err: error }, 'a gate failed in our own code')
    } finally {
      this.#gates -= 1
      this.#pump()
    }
  }

  async #gate(agencyId: string, items: readonly Item[]): Promise<void> {
    const ready = items.filter((item) => item.connector)
    const known = new Map(ready.map((item) => [idOf(item), item]))
    const orders = ready.map((item) => ({
      deliveryId: idOf(item),
      fence: item.claimed.delivery.fence,
      clientId: item.claimed.clientId,
      eventId: item.claimed.delivery.eventId,
      steps: item.prepared?.steps.map(({ kind }, step) => kindOf(kind, step)) ?? ['post' as const],
      mintIdentity: item.connector!.mintIdentity,
      isReady: item.prepared !== null && item.open !== null,
    }))
    let answer: GateAnswer
    // Counted from before the commit: a process that freezes while the commit is answered must find its deadline past when it wakes.
    let gateAt = 0
    const { world } = this.#desk
    const mark = world.mark()
    reach('before-gate')
    try {
      answer = await atTheLedger(this.#desk.services.db, agencyId, async (tx) => {
        const refused = await refusedChannels(tx, ready.flatMap(budgetOf))
        const waits = ready.flatMap((item) => {
          const until = refused.get(item.claimed.delivery.channelId)
          return until ? { deliveryId: idOf(item), fence: item.claimed.delivery.fence, until } : []
        })
        await delayClaims(tx, this.#desk.worker, waits)
        const waiting = new Set(waits.map(({ deliveryId }) => deliveryId))
        const open = orders.filter(({ deliveryId }) => !waiting.has(deliveryId))
        const judged = await enterSending(tx, this.#desk.worker, open, mark)
        gateAt = performance.now()
        reach('gate-before-commit')
        return judged
      })
      // Nothing of it leaves before its mark is on the disk outside.
      if (answer.sending.length > 0) await world.keep(mark)
    } catch (error) {
      // Nothing is sent on a gate that may not have closed. What did get through is no longer claimed: asked again, it stays where it is, and is read back when its lease lapses.
      this.#desk.services.log.error({ err: error }, 'the gate could not be passed')
      this.#hooks.unasked(ready)
      return
    }
    if (answer.isOther) this.#hooks.otherDatabase()
    if (answer.sending.length > 0) reach('gate-passed')
    for (const passage of answer.sending) {
      const item = known.get(passage.deliveryId)!
      this.#inFlight += 1
      this.#hooks.flying.set(idOf(item), agencyId)
      const call = send(this.#desk, item, passage, gateAt)
        .then((closing) => closing && this.#answered(agencyId, item, closing))
        .catch((error: unknown) => {
          // A fault of ours after the gate: nobody knows whether it left. Its lease lapses and it is read back.
          this.#desk.services.log.error({ err: error, delivery: idOf(item) }, 'a call failed in our own code')
        })
        .then(() => {
          this.#inFlight -= 1
          this.#hooks.flying.delete(idOf(item))
          this.#calls.delete(call)
          this.#pump()
        })
      this.#calls.add(call)
    }
    const pick = (ids: readonly string[]) => ids.flatMap((id) => known.get(id) ?? [])
    if (answer.early.length > 0) this.#hooks.early(pick(answer.early))
    if (answer.unprepared.length > 0) this.#hooks.unprepared(pick(answer.unprepared))
  }

  #answered(agencyId: string, item: Item, closing: Closing): void {
    const { answer } = closing
    const budget = publishBudget(item.connector!.manifest)
    // Told before the answer is written, so that nothing else of this channel passes a gate meanwhile.
    if (budget && answer.kind === 'delayed' && answer.why !== 'processing') {
      this.#desk.outside.refused(agencyId, closing.channelId, budget.bucket, answer.until)
    }
    this.#hooks.answers.add(agencyId, closing)
  }
}

function budgetOf(item: Item): { channelId: string; bucket: string }[] {
  const budget = item.connector && publishBudget(item.connector.manifest)
  return budget ? [{ channelId: item.claimed.delivery.channelId, bucket: budget.bucket }] : []
}
