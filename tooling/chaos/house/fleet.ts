import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Outage } from '../judge/history.ts'
import type { Life, WrongClock } from '../schedule/plan.ts'

const MAIN = fileURLToPath(new URL('../../../apps/worker/main.ts', import.meta.url))
const AT_A_POINT = new URL('./die-at-a-point.ts', import.meta.url).href
const WRONG_CLOCK = new URL('./wrong-clock.ts', import.meta.url).href

const THAWED_MS = 5_000

type Worker = {
  child: ChildProcess
  plan: Life
  life: Life
  ready: boolean
  lived: boolean
  frozen: boolean
  /** It was asked to end, and another is there in its place. */
  leaving: boolean
  ended: Promise<void>
}

export type FleetOptions = {
  env: Record<string, string>
  workers: number
  lives: readonly Life[]
  clocks: readonly (WrongClock | null)[]
  /** Modules loaded into each worker before its own. */
  preload?: readonly string[]
}

/** Real worker processes, each with its life from the schedule; who dies is replaced at once, as a launcher would. */
export class Fleet {
  readonly #options: FleetOptions
  readonly #lives: Life[]
  readonly #running = new Set<Worker>()
  readonly #outages: Outage[] = []
  #outageSince: number | null = Date.now()
  #stopped = false
  #begun = false
  #started = 0
  #wanted: number
  kills = 0
  deploys = 0
  freezes = 0
  /** Kills by the point at which they struck; `anywhere`: at a moment of its own. */
  readonly killedAt = new Map<string, number>()
  /** Ends that nobody had asked for, with their last words. */
  readonly crashes: string[] = []

  constructor(options: FleetOptions) {
    this.#options = options
    this.#lives = [...options.lives]
    this.#wanted = options.workers
  }

  /** Resolves once as many workers are up as are wanted. */
  async start(): Promise<void> {
    for (let i = 0; i < this.#options.workers; i += 1) this.#spawn(this.#lives.shift() ?? { kind: 'whole' })
    while ([...this.#running].filter(({ ready }) => ready).length < this.#options.workers) await sleep(50)
  }

  /** From now on lives that never come to their point are ended by their age. */
  begin(): void {
    this.#begun = true
    for (const worker of this.#running) if (worker.ready) this.#age(worker)
  }

  add(): void {
    this.#wanted += 1
    this.#spawn(this.#lives.shift() ?? { kind: 'whole' })
  }

  /** A new version under load: each worker that is at work is replaced by another, then asked to end. */
  async deploy(): Promise<void> {
    for (const old of [...this.#running]) if (this.#isAtWork(old)) await this.#replace(old)
    this.deploys += 1
  }

  #isAtWork({ ready, frozen, leaving }: Worker): boolean {
    return ready && !frozen && !leaving && !this.#stopped
  }

  async #replace(old: Worker): Promise<void> {
    old.leaving = true
    const next = this.#spawn(this.#lives.shift() ?? { kind: 'whole' })
    while (this.#running.has(next) && !next.ready) await sleep(20)
    if (!this.#running.has(next)) {
      old.leaving = false
      return
    }
    old.child.kill('SIGTERM')
    await old.ended
  }

  /** Lives are still to be had while somebody who has had theirs lives on: they make room for the next. */
  #feed(): void {
    if (this.#lives.length === 0) return
    const done = [...this.#running].find((worker) => worker.life.kind === 'whole' && this.#isAtWork(worker))
    if (done) void this.#replace(done)
  }

  get livesLeft(): number {
    return this.#lives.length + [...this.#running].filter(({ life, frozen }) => frozen || life.kind !== 'whole').length
  }

  /** While no worker was there to work. */
  outages(): Outage[] {
    return this.#outageSince === null
      ? [...this.#outages]
      : [...this.#outages, { from: this.#outageSince, until: Date.now() }]
  }

  async stop(): Promise<void> {
    this.#stopped = true
    for (const { child, frozen } of this.#running) {
      if (frozen) child.kill('SIGCONT')
      child.kill('SIGTERM')
    }
    const patience = sleep(10_000).then(() => {
      for (const { child } of this.#running) child.kill('SIGKILL')
    })
    await Promise.race([Promise.all([...this.#running].map(({ ended }) => ended)), patience])
    await Promise.all([...this.#running].map(({ ended }) => ended))
  }

  #spawn(life: Life): Worker {
    const { env, preload = [], clocks } = this.#options
    const clock = clocks[this.#started++ % clocks.length] ?? null
    const imports = [WRONG_CLOCK, AT_A_POINT, ...preload].flatMap((url) => ['--import', url])
    const child = spawn(process.execPath, ['--no-warnings', ...imports, MAIN], {
      // The channel tells it when this process is gone.
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: { ...process.env, ...env, CHAOS_LIFE: JSON.stringify(life), CHAOS_CLOCK: JSON.stringify(clock) },
    })
    const said: string[] = []
    child.stderr?.on('data', (chunk: Buffer) => void said.splice(0, Math.max(0, said.push(chunk.toString()) - 20)))
    const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
    const worker: Worker = { child, plan: life, life, ready: false, lived: false, frozen: false, leaving: false, ended }
    this.#running.add(worker)
    createInterface({ input: child.stdout! }).on('line', (line) => this.#hear(worker, line))
    // Not `exit`: what it said last must have been heard.
    child.once('close', (code, signal) => this.#bury(worker, code, signal, said.join('')))
    return worker
  }

  #hear(worker: Worker, line: string): void {
    const { plan, child } = worker
    const news: { ready?: boolean; then?: string; point?: string } = JSON.parse(line)
    if (news.ready) {
      worker.ready = true
      this.#count()
      if (this.#begun) this.#age(worker)
    } else if (news.then === 'dies') {
      // Some points lie before it is up.
      worker.lived = true
      this.#tally(news.point ?? 'anywhere')
    } else if (news.then === 'freezes' && plan.kind === 'frozen') {
      worker.frozen = true
      this.freezes += 1
      this.#count()
      setTimeout(() => {
        child.kill('SIGCONT')
        this.#relieve(worker)
      }, plan.forMs).unref()
    }
  }

  #age(worker: Worker): void {
    const { life } = worker
    if (life.kind === 'killed') setTimeout(() => this.#kill(worker), life.atMostMs).unref()
    // A point that is not reached must not keep the run waiting; it may still freeze there later.
    if (life.kind === 'frozen') setTimeout(() => worker.frozen || this.#relieve(worker), life.forMs).unref()
  }

  /** It has had its share and lives on. */
  #relieve(worker: Worker): void {
    worker.frozen = false
    worker.life = { kind: 'whole' }
    this.#count()
    // Who has been thawed gets its time to do wrong.
    setTimeout(() => this.#feed(), THAWED_MS).unref()
  }

  #kill(worker: Worker): void {
    if (!this.#running.has(worker)) return
    if (worker.child.kill('SIGKILL')) this.#tally('anywhere')
  }

  #tally(point: string): void {
    this.killedAt.set(point, (this.killedAt.get(point) ?? 0) + 1)
  }

  #bury(worker: Worker, code: number | null, signal: string | null, said: string): void {
    this.#running.delete(worker)
    this.#count()
    if (signal === 'SIGKILL' && worker.life.kind === 'killed') this.kills += 1
    else if (worker.leaving && code === 0) this.#return(worker)
    else if (worker.ready && !this.#stopped) this.crashes.push(`ended with ${code ?? signal}: ${said.slice(-3000)}`)
    if (this.#stopped || (worker.leaving && code === 0)) return
    // One that could not start (the database was away) has not lived yet.
    if (!worker.ready && !worker.lived && worker.life.kind !== 'whole') this.#lives.unshift(worker.life)
    const again = () => {
      // During a deploy its successor may be there already.
      const there = [...this.#running].filter(({ leaving }) => !leaving).length
      if (this.#stopped) return
      if (there < this.#wanted) this.#spawn(this.#lives.shift() ?? { kind: 'whole' })
      else this.#feed()
    }
    if (worker.ready) again()
    else setTimeout(again, 300)
  }

  /** It left before its hour: another will have the life that it was to have. */
  #return({ life, plan }: Worker): void {
    if (life.kind !== 'whole' && plan === life) this.#lives.unshift(life)
    this.#feed()
  }

  #count(): void {
    const atWork = [...this.#running].some(({ ready, frozen }) => ready && !frozen)
    if (!atWork) this.#outageSince ??= Date.now()
    else if (this.#outageSince !== null) {
      this.#outages.push({ from: this.#outageSince, until: Date.now() })
      this.#outageSince = null
    }
  }
}
