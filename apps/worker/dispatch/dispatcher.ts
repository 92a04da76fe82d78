import { listen, type Listener, type Pools } from '@comptoir/db'
import { connectorOf } from '@comptoir/connectors'
import {
  atTheLedger,
  claimDue,
  endDeliveryAlerts,
  giveBack,
  releaseExpiredLeases,
  remindByHand,
  watch,
  type ToSettle,
} from '@comptoir/operations/publishing'
import type { AccountToRead } from '@comptoir/operations/restore'
import { WorkersWatch } from '@comptoir/operations/workers'
import { Answers } from './answers.ts'
import type { Desk } from './desk.ts'
import { beat, farewell } from './heartbeat.ts'
import { byAgency, idOf, type Item, itemOf } from './item.ts'
import { Lane } from './lane.ts'
import { reach } from './points.ts'
import { prepareItems } from './prepare.ts'
import type { ReadingLoop } from './reading-loop.ts'
import { restoreLoop } from './restore-loop.ts'
import { Schedule } from './schedule.ts'
import { settleLoop } from './settle-loop.ts'
import { ClockWatch } from './watch-clock.ts'

const CLAIM_AT_ONCE = 250
const SCAN_MS = 1_000
const SWEEP_MS = 2_000
const WATCH_MS = 5_000
const BEAT_MS = 5_000
/** How often the machine's clocks are compared: after a sleep nothing may aim by the old offset. */
const CLOCK_MS = 500
/** A preparation that failed is tried again after so long, and again until the lease lapses. */
const AGAIN_MS = 2_000
/** A gate that failed is asked again after so long, while the leases last: a lapsed lease would cost fifteen seconds. */
const GATE_AGAIN_MS = 250
/** How often a claim whose instant the database does not see yet asks again. */
const EARLY_MS = 2

/**
 * Claims what is due soon, makes it ready, lets it go at its instant. Several of these may run on one database: the ledger gives each delivery to one of them.
 */
export class Dispatcher {
  readonly #desk: Desk
  readonly #schedule: Schedule
  readonly #answers: Answers
  readonly #settle: ReadingLoop<ToSettle>
  readonly #clockWatch: ClockWatch
  readonly #workers: WorkersWatch
  readonly #restore: ReadingLoop<AccountToRead>
  readonly #lanes = new Map<string, Lane>()
  readonly #flying = new Map<string, string>()
  readonly #timers: NodeJS.Timeout[] = []
  readonly #chores = new Set<Promise<void>>()
  #listener: Listener | null = null
  #scanning: Promise<void> | null = null
  #scanAgain = false
  #stopped = false

  constructor(desk: Desk) {
    this.#desk = desk
    this.#schedule = new Schedule(
      () => desk.clock.now(),
      (items) => this.#fire(items),
    )
    this.#answers = new Answers(desk, () => [...this.#lanes.values()].some((lane) => lane.isBursting))
    this.#settle = settleLoop(desk)
    this.#clockWatch = new ClockWatch(desk)
    this.#workers = new WorkersWatch(desk.services.db)
    this.#restore = restoreLoop(desk)
  }

  async start(pools: Pools): Promise<void> {
    await this.#beat()
    this.#listener = await listen({
      url: pools.listenUrl,
      channels: ['comptoir_dispatch'],
      onWake: () => this.#wake(),
      onTrouble: (error) => this.#desk.services.log.warn({ err: error }, 'wake-ups are interrupted'),
    })
    await this.#scan()
    this.#every(SCAN_MS, 'scan', async () => {
      await Promise.all([this.#scan(), this.#settle.run(), this.#restore.run()])
    })
    this.#every(SWEEP_MS, 'sweep', async () => void (await releaseExpiredLeases(this.#desk.services.db)))
    this.#every(WATCH_MS, 'watch', async () => void (await watch(this.#desk.services.db)))
    this.#every(SCAN_MS, 'remind', async () => void (await remindByHand(this.#desk.services.db)))
    this.#every(WATCH_MS, 'workers', async () => void (await this.#workers.look()))
    this.#every(WATCH_MS, 'alerts', async () => void (await endDeliveryAlerts(this.#desk.services.db)))
    this.#every(BEAT_MS, 'beat', () => this.#beat())
    this.#every(CLOCK_MS, 'clock', async () => {
      if (await this.#clockWatch.afterJump()) this.#schedule.correct()
    })
    this.#every(BEAT_MS, 'look', () => this.#desk.world.look())
  }

  /** Stops claiming, gives back what waits for its instant, and lets what is on its way come to its end. */
  async stop(): Promise<void> {
    this.#stopped = true
    for (const timer of this.#timers) clearInterval(timer)
    await this.#listener?.close()
    await this.#scanning
    const waiting = [...this.#schedule.clear(), ...[...this.#lanes.values()].flatMap((lane) => lane.clear())]
    await Promise.all([...this.#lanes.values()].map((lane) => lane.settled()))
    await this.#answers.settled()
    await Promise.all([...this.#chores, this.#settle.settled(), this.#restore.settled()])
    for (const [agencyId, items] of byAgency(waiting)) {
      const claims = items.map((item) => ({ deliveryId: idOf(item), fence: item.claimed.delivery.fence }))
      await atTheLedger(this.#desk.services.db, agencyId, (tx) => giveBack(tx, claims))
    }
    // Given back with a lapsed lease: swept at once, so that another worker has them without waiting.
    if (waiting.length > 0) await releaseExpiredLeases(this.#desk.services.db)
    await farewell(this.#desk)
  }

  #every(ms: number, name: string, work: () => Promise<void>): void {
    let running = false
    const timer = setInterval(() => {
      // A round that takes longer than its beat is not doubled.
      if (running || this.#stopped) return
      running = true
      const chore = work()
        .catch((error: unknown) =>
          this.#desk.services.log.error({ err: error, name }, 'a round failed, the next one follows'),
        )
        .finally(() => {
          running = false
          this.#chores.delete(chore)
        })
      this.#chores.add(chore)
    }, ms)
    this.#timers.push(timer)
  }

  async #beat(): Promise<void> {
    await beat(this.#desk, this.#flying)
    this.#clockWatch.look()
  }

  #look(): void {
    this.#desk.world.look().catch((error: unknown) => {
      this.#desk.services.log.error({ err: error }, 'the database could not be compared with what is known outside')
    })
  }

  #wake(): void {
    if (this.#stopped) return
    const complain = (error: unknown) => this.#desk.services.log.error({ err: error }, 'a wake-up led to an error')
    this.#scan().catch(complain)
    this.#settle.run().catch(complain)
  }

  /** One scan at a time; a wake-up during one asks for another. */
  #scan(): Promise<void> {
    this.#scanAgain = true
    this.#scanning ??= this.#scanAll().finally(() => {
      this.#scanning = null
    })
    return this.#scanning
  }

  async #scanAll(): Promise<void> {
    while (this.#scanAgain && !this.#stopped) {
      this.#scanAgain = false
      reach('before-claim')
      const claimed = await claimDue(this.#desk.services.db, this.#desk.worker, CLAIM_AT_ONCE)
      if (claimed.length > 0) reach('claimed')
      if (claimed.length === CLAIM_AT_ONCE) this.#scanAgain = true
      const items = claimed.map((one) => itemOf(one, connectorOf(one.network)))
      // What is due now is made ready first and alone; the rest has time.
      const soon = this.#desk.clock.now() + AGAIN_MS
      const urgent = items.filter((item) => item.at <= soon)
      if (urgent.length > 0) this.#prepare(urgent)
      const others = items.filter((item) => item.at > soon)
      if (others.length > 0) this.#prepare(others)
    }
  }

  #prepare(items: readonly Item[]): void {
    const chore = prepareItems(this.#desk, items, (ready, again) => {
      reach('prepared')
      this.#schedule.add(ready)
      this.#again(again)
    })
      .catch((error: unknown) => {
        // Nothing was sent: it is tried again while the leases last. What was made ready meanwhile is not sent twice, for a fence passes the gate once.
        this.#desk.services.log.error({ err: error, items: items.length }, 'a preparation failed in our own code')
        this.#again(items)
      })
      .finally(() => this.#chores.delete(chore))
    this.#chores.add(chore)
  }

  /** Tried again until the lease lapses: then it is taken up anew, until it is too late and someone is told. */
  #again(items: readonly Item[]): void {
    this.#later(items, AGAIN_MS, (ours) => this.#prepare(ours))
  }

  /** Once more with those whose lease still lasts. */
  #later(items: readonly Item[], ms: number, work: (ours: Item[]) => void): void {
    if (items.length === 0) return
    const timer = setTimeout(() => {
      const now = this.#desk.clock.now()
      const ours = items.filter(({ claimed }) => (claimed.delivery.leaseUntil?.epochMilliseconds ?? 0) > now)
      if (!this.#stopped && ours.length > 0) work(ours)
    }, ms)
    timer.unref()
  }

  #fire(items: readonly Item[]): void {
    for (const [origin, own] of Map.groupBy(items, (item) => item.origin)) this.#laneOf(origin).push(own)
  }

  #laneOf(origin: string): Lane {
    let lane = this.#lanes.get(origin)
    if (!lane) {
      lane = new Lane(this.#desk, {
        answers: this.#answers,
        flying: this.#flying,
        unprepared: (again) => {
          for (const item of again) item.prepared = null
          this.#again(again)
        },
        unasked: (again) => this.#later(again, GATE_AGAIN_MS, (ours) => this.#schedule.add(ours)),
        otherDatabase: () => this.#look(),
        early: (again) => setTimeout(() => this.#schedule.add(again), EARLY_MS),
      })
      this.#lanes.set(origin, lane)
    }
    return lane
  }
}
