import { setTimeout as sleep } from 'node:timers/promises'
import { atTheLedger, closeAttempts, type Closing } from '@comptoir/operations/publishing'
import type { Desk } from './desk.ts'
import { reach } from './points.ts'

/** Answers are written down together: a short wait, longer while a burst is still leaving, so that it has the database to itself. */
const WAIT_MS = 15
const LONGEST_MS = 500
const AT_ONCE = 200

type Waiting = { closings: Closing[]; since: number; timer: NodeJS.Timeout | null; busy: boolean }

/** Writes what came of the calls, in batches per agency. What the database does not take is offered again until it does. */
export class Answers {
  readonly #desk: Desk
  readonly #isBursting: () => boolean
  readonly #agencies = new Map<string, Waiting>()
  readonly #writing = new Set<Promise<void>>()

  constructor(desk: Desk, isBursting: () => boolean) {
    this.#desk = desk
    this.#isBursting = isBursting
  }

  add(agencyId: string, closing: Closing): void {
    let waiting = this.#agencies.get(agencyId)
    if (!waiting) this.#agencies.set(agencyId, (waiting = { closings: [], since: 0, timer: null, busy: false }))
    if (waiting.closings.length === 0) waiting.since = performance.now()
    waiting.closings.push(closing)
    waiting.timer ??= setTimeout(() => this.#flush(agencyId, waiting), WAIT_MS)
  }

  /** Resolves once everything told so far is written. */
  async settled(): Promise<void> {
    for (const [agencyId, waiting] of this.#agencies) this.#flush(agencyId, waiting, true)
    while (this.#writing.size > 0) await Promise.all(this.#writing)
  }

  #flush(agencyId: string, waiting: Waiting, now = false): void {
    if (waiting.timer) clearTimeout(waiting.timer)
    waiting.timer = null
    if (waiting.closings.length === 0) return
    const patient = !now && this.#isBursting() && performance.now() - waiting.since < LONGEST_MS
    // One writer per agency: batches stay large when the database is slow.
    if (patient || waiting.busy) {
      waiting.timer = setTimeout(() => this.#flush(agencyId, waiting), WAIT_MS)
      return
    }
    const closings = waiting.closings.splice(0, AT_ONCE)
    waiting.since = performance.now()
    waiting.busy = true
    const writing = this.#write(agencyId, closings).finally(() => {
      waiting.busy = false
      this.#writing.delete(writing)
      if (waiting.closings.length > 0) waiting.timer ??= setTimeout(() => this.#flush(agencyId, waiting), 0)
    })
    this.#writing.add(writing)
  }

  async #write(agencyId: string, closings: Closing[]): Promise<void> {
    const { services, worker, log } = { ...this.#desk, log: this.#desk.services.log }
    for (let wait = 50; ; wait = Math.min(wait * 2, 5_000)) {
      try {
        reach('before-writing')
        await atTheLedger(services.db, agencyId, async (tx) => {
          await closeAttempts(tx, worker, closings)
          reach('writing-before-commit')
        })
        reach('written')
        return
      } catch (error) {
        log.error({ err: error, answers: closings.length }, 'answers could not be written yet')
        await sleep(wait)
      }
    }
  }
}
