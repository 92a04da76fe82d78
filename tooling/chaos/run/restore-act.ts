import { setTimeout as sleep } from 'node:timers/promises'
import { publishNow } from '@comptoir/operations/publishing'
import type { Connected } from '@comptoir/operations/testing'
import { createSimulatorControl, type SimulatorControl } from '@comptoir/simulator'
import { sql } from 'kysely'
import { openRestorableHouse, type RestorableHouse } from '../house/restorable.ts'
import type { Arrival, History, Intent, LedgerLine, Outage } from '../judge/history.ts'
import type { Fate, RestorePlan, RestorePost } from '../schedule/restore-plan.ts'
import { decideBySight } from './eyes.ts'
import { letReadingsAge, readingsOf } from './readings.ts'
import { openEnded, readLedger } from './read-ledger.ts'
import { readText, textOf } from './text.ts'
import { until } from './until.ts'

/** What the act did, beside the history that is judged. */
export type Restored = {
  history: History
  kills: number
  seconds: number
  /** What was lost with the world after the backup. */
  outSinceBackup: number
  /** By what the house did with them: the states right after everything had been read back. */
  readBack: number
  there: number
  absent: number
}

export type RestoreOptions = { say: (line: string) => void; preload?: readonly string[] }

type Sown = Intent & { plan: RestorePost }

const WORKERS = 2
const HOUR_MS = 3_600_000
/** As long as has passed for the world since the house's last sign. */
const LOST_FOR_SECONDS = 40
/** A worker that was killed at the wrong moment costs two leases; the machine may be busy. */
const PATIENCE_SECONDS = 180
const DRAIN_SECONDS = 400
const GRACE_MS = 20_000
/** Whoever is to send twice gets so long to do it. */
const AFTERMATH_MS = 2_500

/** A house is backed up while it publishes, lives on, is lost, and is brought back from that backup. */
export async function runRestore(plan: RestorePlan, options: RestoreOptions): Promise<Restored> {
  const house = await openRestorableHouse({ preload: options.preload ?? [] })
  try {
    const control = createSimulatorControl(house.simulator.url)
    for (const network of new Set(plan.channels)) await control.setLimits(network, { enforced: false })
    const channels: Connected[] = []
    for (const network of plan.channels) channels.push(await house.room.connect(network))
    return await new Act({ house, control, channels, plan, options }).all()
  } finally {
    await house.close()
  }
}

type Stage = {
  house: RestorableHouse
  control: SimulatorControl
  channels: Connected[]
  plan: RestorePlan
  options: RestoreOptions
}

class Act {
  readonly #house: RestorableHouse
  readonly #control: SimulatorControl
  readonly #channels: Connected[]
  readonly #plan: RestorePlan
  readonly #options: RestoreOptions
  readonly #sown = new Map<string, Sown>()
  readonly #forgotten = new Map<number, string>()
  readonly #outages: Outage[] = []
  #ledgerThen: LedgerLine[] = []
  #kills = 0
  #there = 0
  #absent = 0

  constructor({ house, control, channels, plan, options }: Stage) {
    this.#house = house
    this.#control = control
    this.#channels = channels
    this.#plan = plan
    this.#options = options
  }

  async all(): Promise<Restored> {
    const begun = performance.now()
    const backup = this.#house.path('old.backup')
    await this.#startWorkers(WORKERS)
    await this.#sow()
    await this.#out('before', this.#plan.killBefore)
    await this.#killOne()
    await this.#out('before', this.#plan.backupAt)
    const outThen = await this.#arrived()
    await this.#house.backup(backup)
    await this.#liveOn()
    const lostAt = Date.now()
    this.#kills += await this.#house.killWorkers()
    this.#ledgerThen = await readLedger(this.#house.database)
    const outSinceBackup = (await this.#arrived()).size - outThen.size
    this.#options.say(`lost, with ${outSinceBackup} deliveries out since the backup began`)
    await this.#house.restore(backup, LOST_FOR_SECONDS)
    const readBack = await this.#comeBack(lostAt)
    await this.#goOn()
    await sleep(AFTERMATH_MS)
    await this.#foundOnce()
    return {
      history: await this.#history(),
      kills: this.#kills,
      seconds: Math.round((performance.now() - begun) / 1000),
      outSinceBackup,
      readBack,
      there: this.#there,
      absent: this.#absent,
    }
  }

  async #startWorkers(count: number): Promise<void> {
    await Promise.all(Array.from({ length: count }, () => this.#house.startWorker()))
  }

  async #killOne(): Promise<void> {
    await this.#house.killWorker()
    this.#kills += 1
    await this.#house.startWorker()
  }

  async #sow(): Promise<void> {
    const { posts, channels } = this.#plan
    const start = Date.now() + 3_000
    const dues = posts.map(({ dueMs }) => (dueMs === null ? start + HOUR_MS : start + dueMs))
    const ids = await this.#house.room.plantMany(
      posts.map((post, index) => ({
        channelId: this.#channels[post.channel]!.channelId,
        timing: { kind: 'fixed' as const, at: Temporal.Instant.fromEpochMilliseconds(dues[index]!) },
        ...contentOf(post),
      })),
    )
    const plantedAt = Date.now()
    posts.forEach((plan, index) => {
      this.#sown.set(ids[index]!, {
        plan,
        deliveryId: ids[index]!,
        network: channels[plan.channel]!,
        steps: plan.parts + (plan.firstComment ? 1 : 0),
        plantedAt,
        dues: [{ at: dues[index]!, from: 0, until: null }],
        poison: false,
      })
    })
  }

  /** What the backup does not know: posts brought forward, posts written, a worker killed. */
  async #liveOn(): Promise<void> {
    for (const { deliveryId, plan } of this.#sown.values()) if (plan.fate === 'forward') await this.#bring(deliveryId)
    const at = Temporal.Now.instant()
    const written = this.#plan.writtenAfter
    const ids = await this.#house.room.plantMany(
      written.map(({ n, channel, words }) => ({
        channelId: this.#channels[channel]!.channelId,
        timing: { kind: 'fixed' as const, at },
        parts: [`${textOf(n, 0, 1)} ${words}`],
      })),
    )
    written.forEach(({ n }, index) => this.#forgotten.set(n, ids[index]!))
    await this.#out('after', this.#plan.killAfter)
    await this.#killOne()
    await this.#out('after', this.#plan.lossAt)
  }

  /** Brought back: killed once in the middle of finding out, then read back, and decided by a person where nothing else can tell. */
  async #comeBack(lostAt: number): Promise<number> {
    const { database } = this.#house
    const soon = [...this.#sown.values()].flatMap((one) => (one.plan.fate === 'missed' ? one.deliveryId : []))
    await sql`update deliveries set due_at = clock_timestamp() - interval '1 hour' where id = any(${soon}::uuid[])`.execute(
      database.root,
    )
    // What had been brought forward after the backup is due in an hour again.
    for (const { dues } of this.#sown.values()) {
      if (dues.length > 1) dues.push({ at: dues[0]!.at, from: lostAt, until: null })
    }
    const { network, accountId } = this.#channels[this.#plan.unreadable]!
    await this.#control.addFault({ kind: 'error', status: 403, operation: 'timeline', network, account: accountId })
    await this.#startWorkers(1)
    await this.#killOne()
    await this.#startWorkers(WORKERS - 1)
    await until('the restore is found', async () => (await readingsOf(database)) !== 'none-begun', PATIENCE_SECONDS)
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from restored_deliveries`.execute(
      database.root,
    )
    await until(
      'everything is read back',
      async () => {
        await letReadingsAge(database)
        await this.#decide()
        return (await readingsOf(database)) === 0
      },
      DRAIN_SECONDS,
    )
    await this.#control.clearFaults()
    this.#outages.push({ from: lostAt, until: Date.now() })
    return rows[0]!.count
  }

  /** What still waits is brought forward, a worker is killed under it, and all comes to its end. */
  async #goOn(): Promise<void> {
    const { database } = this.#house
    const waiting = await sql<{ id: string }>`
      select id from deliveries where state = 'scheduled' and due_at > clock_timestamp() + interval '10 minutes'
      order by id`.execute(database.root)
    for (const { id } of waiting.rows) await this.#bring(id)
    await this.#killOne()
    await until(
      'everything is settled',
      async () => {
        // A worker that starts may put deliveries to be read back once more.
        await letReadingsAge(database)
        return (await this.#decide()) === 0 && (await readingsOf(database)) === 0 && (await openEnded(database)) === 0
      },
      DRAIN_SECONDS,
    )
  }

  /** Workers that die and start again must not take a database that was met for one that was restored once more. */
  async #foundOnce(): Promise<void> {
    const { rows } = await sql<{ because: string }>`select because from restores order by found_at`.execute(
      this.#house.database.root,
    )
    if (rows.length !== 1) throw new Error(`one restore, found ${rows.length} times: ${JSON.stringify(rows)}`)
  }

  async #decide(): Promise<number> {
    const numbers = new Map([...this.#sown.values()].map(({ deliveryId, plan }) => [deliveryId, plan.n]))
    const { there, absent } = await decideBySight(this.#house, this.#control, numbers)
    this.#there += there
    this.#absent += absent
    return there + absent
  }

  async #bring(deliveryId: string): Promise<void> {
    const { room } = this.#house
    const one = this.#sown.get(deliveryId)
    const asked = Date.now()
    const outcome = await room.work((tx) => publishNow(tx, room.reviewer, { deliveryId }))
    if (outcome.kind !== 'done') throw new Error(`not brought forward: ${JSON.stringify(outcome)}`)
    if (!one) return
    one.dues.at(-1)!.until = Date.now()
    one.dues.push({ at: asked, from: asked, until: null })
  }

  /** Numbers of the posts whose first part has arrived. */
  async #arrived(): Promise<Set<number>> {
    const { arrivals } = await this.#control.arrivals()
    return new Set(arrivals.flatMap(({ text }) => readText(text)?.n ?? []))
  }

  async #out(fate: Fate, share: number): Promise<void> {
    const own = this.#plan.posts.filter((post) => post.fate === fate).map(({ n }) => n)
    await until(
      `${Math.round(share * 100)} % of "${fate}" is out`,
      async () => {
        const arrived = await this.#arrived()
        return own.filter((n) => arrived.has(n)).length >= own.length * share
      },
      PATIENCE_SECONDS,
    )
  }

  async #history(): Promise<History> {
    const byNumber = new Map([...this.#sown.values()].map(({ deliveryId, plan }) => [plan.n, deliveryId]))
    const { arrivals: all } = await this.#control.arrivals()
    const arrivals = all.map(({ text, at }): Arrival => {
      const told = readText(text)
      const id = told && (byNumber.get(told.n) ?? this.#forgotten.get(told.n))
      return { deliveryId: id ?? text, step: told?.step ?? 0, at }
    })
    return {
      intents: [...this.#sown.values()],
      arrivals,
      ledger: withWhatWasLost(await readLedger(this.#house.database), this.#ledgerThen),
      stops: [],
      outages: this.#outages,
      graceMs: GRACE_MS,
      forgotten: [...this.#forgotten.values()],
    }
  }
}

function contentOf({ n, parts, firstComment, words }: RestorePost) {
  const of = parts + (firstComment ? 1 : 0)
  const text = (step: number) => `${textOf(n, step, of)} ${words}`
  return {
    parts: Array.from({ length: parts }, (_, step) => text(step)),
    firstComment: firstComment ? text(parts) : undefined,
  }
}

/** The obstacles that were met after the backup are in no ledger any more, but they delayed what arrived. */
function withWhatWasLost(ledger: readonly LedgerLine[], then: readonly LedgerLine[]): LedgerLine[] {
  const lost = new Map(then.map((line) => [line.deliveryId, line.transitions]))
  return ledger.map((line) => {
    const known = new Set(line.transitions.map(({ cause, at }) => `${cause} ${at}`))
    const more = (lost.get(line.deliveryId) ?? []).filter(({ cause, at }) => !known.has(`${cause} ${at}`))
    return { ...line, transitions: [...line.transitions, ...more].toSorted((a, b) => a.at - b.at) }
  })
}
