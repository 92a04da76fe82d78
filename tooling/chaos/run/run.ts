import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { createEvent } from '@comptoir/operations/countdown'
import { sql } from 'kysely'
import { Fleet } from '../house/fleet.ts'
import { type House, openHouse } from '../house/open-house.ts'
import type { Arrival, History, Outage } from '../judge/history.ts'
import type { EventAct, Schedule, Strike } from '../schedule/plan.ts'
import { untilDone } from './again.ts'
import { Orders, type Event } from './orders.ts'
import { plant, type Planted } from './plant.ts'
import { openEnded, readLedger } from './read-ledger.ts'
import { readText } from './text.ts'

/** What a run did, beside the history that is judged. */
export type Ran = {
  history: History
  kills: number
  freezes: number
  killedAt: ReadonlyMap<string, number>
  crashes: readonly string[]
  databaseKills: number
  deploys: number
  seconds: number
}

export type RunOptions = {
  say: (line: string) => void
  /** Modules loaded into each worker: mutants. */
  preload?: readonly string[]
  /** How long what is left may take after the last strike. */
  drainSeconds: number
}

/** Compiled code, for workers that are started by the hundred. */
const CACHE = fileURLToPath(new URL('../../../node_modules/.cache/node', import.meta.url))
/** How far ahead of its instant a post is written. */
const AHEAD_MS = 20_000
const AT_ONCE = 40
/** What planting one post takes on a busy machine. */
const PLANTING_MS = 15
/** Who has been thawed last gets so long to do wrong. */
const AFTERMATH_MS = 2_500

/** Carries a schedule out on a house of its own and answers what happened. */
export async function runSchedule(schedule: Schedule, options: RunOptions): Promise<Ran> {
  const house = await openHouse(schedule.channels)
  const env = { ...house.rooms[0].env, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? CACHE }
  const fleet = new Fleet({
    env,
    workers: schedule.workers,
    lives: schedule.lives,
    clocks: schedule.clocks,
    preload: options.preload ?? [],
  })
  const run = new Run(house, schedule, fleet, options)
  try {
    return await run.all()
  } finally {
    await fleet.stop()
    await house.close()
  }
}

class Run {
  readonly #house: House
  readonly #schedule: Schedule
  readonly #fleet: Fleet
  readonly #options: RunOptions
  readonly #planted = new Map<string, Planted>()
  readonly #orders: Orders
  readonly #databaseOutages: Outage[] = []
  #events: Event[] = []
  #start = 0
  /** The database is not killed under the hand that writes the posts: what was committed would not be known. */
  #planting: Promise<void> = Promise.resolve()

  constructor(house: House, schedule: Schedule, fleet: Fleet, options: RunOptions) {
    this.#house = house
    this.#schedule = schedule
    this.#fleet = fleet
    this.#options = options
    this.#orders = new Orders(house, this.#planted)
  }

  async all(): Promise<Ran> {
    const begun = performance.now()
    const { intents } = this.#schedule
    const firstWave = intents.filter(({ dueMs }) => dueMs < AHEAD_MS).length
    this.#start = Date.now() + 1_500 + firstWave * PLANTING_MS
    await this.#createEvents()
    const ready = this.#fleet.start()
    const planting = this.#plantAll()
    const acts = this.#timeline()
    setTimeout(() => this.#fleet.begin(), this.#start - Date.now())
    await Promise.all([ready, planting, ...acts])
    const last = this.#start + Math.max(...intents.map(({ dueMs }) => dueMs))
    await sleep(Math.max(0, last + AFTERMATH_MS - Date.now()))
    while (this.#fleet.livesLeft > 0) await sleep(200)
    await this.#house.networks.clearFaults()
    this.#options.say('everything was struck, what is left comes to its end')
    await this.#drain()
    await sleep(AFTERMATH_MS)
    return {
      history: await this.#history(),
      kills: this.#fleet.kills,
      freezes: this.#fleet.freezes,
      killedAt: this.#fleet.killedAt,
      crashes: this.#fleet.crashes,
      databaseKills: this.#databaseOutages.length,
      deploys: this.#fleet.deploys,
      seconds: Math.round((performance.now() - begun) / 1000),
    }
  }

  async #createEvents(): Promise<void> {
    const [room] = this.#house.rooms
    for (const [place, { t0Ms }] of this.#schedule.events.entries()) {
      const made = await room.work((tx) =>
        createEvent(tx, room.reviewer, {
          clientId: room.clientId,
          name: `Lyre ${place}`,
          subject: null,
          site: null,
          zone: 'America/Cayenne',
          windowMinutes: null,
          t0: { kind: 'instant', at: Temporal.Instant.fromEpochMilliseconds(this.#start + t0Ms) },
        }),
      )
      if (made.kind !== 'created') throw new Error(made.why)
      this.#events.push({ eventId: made.eventId, attemptId: made.attemptId })
    }
  }

  async #plantAll(): Promise<void> {
    const { intents } = this.#schedule
    const events = this.#events.map(({ eventId }) => eventId)
    for (let from = 0; from < intents.length; from += AT_ONCE) {
      const plans = intents.slice(from, from + AT_ONCE)
      await sleep(Math.max(0, this.#start + plans[0]!.dueMs - AHEAD_MS - Date.now()))
      await this.#alone(async () => {
        for (const one of await plant(this.#house, this.#schedule, { plans, start: this.#start, events }))
          this.#planted.set(one.deliveryId, one)
      })
      if (from % 1000 === 0 && from > 0)
        this.#options.say(`${from} of ${intents.length} written, ${this.#fleet.kills} workers killed`)
    }
  }

  /** Planting and killing the database take turns. */
  async #alone(work: () => Promise<void>): Promise<void> {
    const before = this.#planting
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#planting = promise
    await before
    try {
      await work()
    } finally {
      resolve()
    }
  }

  #timeline(): Promise<void>[] {
    const at = async (ms: number, act: () => Promise<void>) => {
      await sleep(Math.max(0, this.#start + ms - Date.now()))
      await act()
    }
    return [
      ...this.#schedule.strikes.map((strike) => at(strike.atMs, () => this.#strike(strike))),
      ...this.#schedule.events.flatMap(({ acts }, place) =>
        acts.map((act) => at(act.atMs, () => this.#act(act, place))),
      ),
    ]
  }

  async #act(act: EventAct, place: number): Promise<void> {
    const event = this.#events[place]!
    if (act.kind === 'scrub') return void (await this.#orders.scrub(event, place))
    if (act.kind === 'slip') {
      const { t0Ms } = this.#schedule.events[place]!
      return this.#orders.slip(event, place, this.#start + t0Ms + act.byMs)
    }
    const stop = await this.#orders.hold(event, place)
    if (!act.resume) return
    await sleep(Math.max(0, this.#start + act.resume.atMs - Date.now()))
    await this.#orders.resume(event, place, this.#start + act.resume.t0Ms, stop)
  }

  async #strike(strike: Strike): Promise<void> {
    const { networks, channels, database, postgres } = this.#house
    switch (strike.kind) {
      case 'fault': {
        const { network, accountId } = channels[0][strike.channel]!
        await networks.addFault({ ...strike.fault, network, account: accountId })
        return
      }
      case 'database-killed':
        return this.#alone(async () => {
          const from = Date.now()
          await postgres.kill(strike.downMs)
          await untilDone(() => openEnded(database))
          this.#databaseOutages.push({ from, until: Date.now() })
        })
      case 'connections-ended':
        for (let i = 0; i < strike.times; i += 1) {
          await untilDone(() =>
            sql`select pg_terminate_backend(pid) from pg_stat_activity
              where datname = current_database() and application_name not like 'test%' and pid <> pg_backend_pid()`.execute(
              database.root,
            ),
          )
          await sleep(1_000)
        }
        return
      case 'deploy':
        return this.#fleet.deploy()
      case 'another-worker':
        this.#fleet.add()
        return
      case 'stop-switch': {
        const stop = await this.#orders.stopClient()
        await sleep(Math.max(0, this.#start + strike.liftMs - Date.now()))
        return this.#orders.resumeClient(stop)
      }
    }
  }

  async #drain(): Promise<void> {
    const end = performance.now() + this.#options.drainSeconds * 1000
    while (performance.now() < end) {
      if ((await untilDone(() => openEnded(this.#house.database))) === 0) return
      await sleep(400)
    }
    this.#options.say('it did not come to its end in time')
  }

  async #history(): Promise<History> {
    const intents = [...this.#planted.values()]
    const { arrivals: all } = await this.#house.networks.arrivals()
    const byNumber = new Map(intents.map((one) => [one.n, one]))
    const arrivals = all.map(({ text, at }): Arrival => {
      const told = readText(text)
      const one = told && byNumber.get(told.n)
      return { deliveryId: one?.deliveryId ?? text, step: told?.step ?? 0, at }
    })
    return {
      intents,
      arrivals,
      ledger: await readLedger(this.#house.database),
      stops: this.#orders.stops,
      outages: [...this.#fleet.outages(), ...this.#databaseOutages],
      graceMs: this.#schedule.graceMs,
    }
  }
}
