import { connectorOf } from '@comptoir/connectors'
import { inAgency } from '@comptoir/db'
import { CLAIM_AHEAD_SECONDS } from '@comptoir/domain/publishing'
import { claimDue, releaseExpiredLeases, remindByHand, type ToSettle, watch } from '@comptoir/operations/publishing'
import { nextInstant } from '@comptoir/operations/rehearsal'
import { Answers } from '../dispatch/answers.ts'
import type { Desk } from '../dispatch/desk.ts'
import { idOf, type Item, itemOf } from '../dispatch/item.ts'
import { Lane } from '../dispatch/lane.ts'
import { prepareItems } from '../dispatch/prepare.ts'
import type { ReadingLoop } from '../dispatch/reading-loop.ts'
import { settleLoop } from '../dispatch/settle-loop.ts'

/** As long after a preparation that failed as the dispatcher waits. */
const AGAIN_SECONDS = 2

/**
 * The dispatcher's own parts (claims, preparation, lanes, gate, calls, answers, reading back, watchdog), turned by hand: what the real one does by timers happens here at the instant
 * that the rehearsal's clock shows, and then everything is waited for.
 */
export class Machine {
  readonly #desk: Desk
  readonly #agencyId: string
  readonly #answers: Answers
  readonly #settle: ReadingLoop<ToSettle>
  readonly #lane: Lane
  #claimed = new Map<string, Item>()
  #again: { item: Item; at: number }[] = []

  constructor(desk: Desk, agencyId: string) {
    this.#desk = desk
    this.#agencyId = agencyId
    this.#answers = new Answers(desk, () => false)
    this.#settle = settleLoop(desk)
    this.#lane = new Lane(desk, {
      answers: this.#answers,
      flying: new Map(),
      unprepared: (items) => {
        for (const item of items) item.prepared = null
        this.#tryAgain(items)
      },
      unasked: (items) => this.#tryAgain(items),
      early: (items) => this.#keep(items),
      otherDatabase: () => void desk.world.look(),
    })
  }

  /** Everything that happens by itself at this instant, until nothing more does. */
  async turn(): Promise<void> {
    const { db } = this.#desk.services
    await releaseExpiredLeases(db)
    await this.#claim()
    await this.#fire()
    await this.#settle.run()
    await this.#settle.settled()
    // What was found absent is due at once.
    await this.#claim()
    await this.#fire()
    await remindByHand(db)
    await watch(db)
  }

  /** When something happens next; null: never again. */
  async next(): Promise<Temporal.Instant | null> {
    const now = this.#desk.clock.now()
    const inLedger = await inAgency(this.#desk.services.db, this.#agencyId, (tx) =>
      nextInstant(tx, CLAIM_AHEAD_SECONDS),
    )
    const known = [...this.#claimed.values()].map(({ at }) => at).concat(this.#again.map(({ at }) => at))
    const ours = known.filter((at) => at > now)
    if (inLedger) ours.push(inLedger.epochMilliseconds)
    return ours.length === 0 ? null : Temporal.Instant.fromEpochMilliseconds(Math.ceil(Math.min(...ours)))
  }

  async #claim(): Promise<void> {
    const now = this.#desk.clock.now()
    const again = this.#again.filter(({ at }) => at <= now).map(({ item }) => item)
    this.#again = this.#again.filter(({ at }) => at > now)
    const ours = again.filter(({ claimed }) => (claimed.delivery.leaseUntil?.epochMilliseconds ?? 0) > now)
    const fresh = (await claimDue(this.#desk.services.db, this.#desk.worker)).map((one) =>
      itemOf(one, connectorOf(one.network)),
    )
    const items = [...ours, ...fresh]
    if (items.length === 0) return
    await prepareItems(this.#desk, items, (ready, later) => {
      this.#keep(ready)
      this.#tryAgain(later)
    })
  }

  /** A newer claim of the same delivery replaces the older. */
  #keep(items: readonly Item[]): void {
    for (const item of items) this.#claimed.set(idOf(item), item)
  }

  #tryAgain(items: readonly Item[]): void {
    const at = this.#desk.clock.now() + AGAIN_SECONDS * 1000
    this.#again.push(...items.map((item) => ({ item, at })))
  }

  async #fire(): Promise<void> {
    const now = this.#desk.clock.now()
    const due = [...this.#claimed.values()].filter(({ at }) => at <= now)
    for (const item of due) this.#claimed.delete(idOf(item))
    if (due.length === 0) return
    this.#lane.push(due)
    await this.#lane.settled()
    await this.#answers.settled()
  }
}
