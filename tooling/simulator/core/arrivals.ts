import type { Arrival, ArrivalKind, Network } from './types.ts'

const kept = 20_000

export interface ArrivalFilter {
  network: Network | null
  account: string | null
  kind: ArrivalKind | 'all'
  after: number
  since: number
}

/** What the networks accepted, in the order it came: the judge's own book. */
export class Arrivals {
  #list: Arrival[] = []
  #seq = 0
  #dropped = 0
  readonly #waiting = new Set<() => void>()

  add(arrival: Omit<Arrival, 'seq'>): Arrival {
    this.#seq += 1
    const whole = { seq: this.#seq, ...arrival }
    this.#list.push(whole)
    if (this.#list.length > kept * 1.1) {
      this.#dropped += this.#list.length - kept
      this.#list = this.#list.slice(-kept)
    }
    for (const wake of this.#waiting) wake()
    return whole
  }

  get lastSeq(): number {
    return this.#seq
  }

  get dropped(): number {
    return this.#dropped
  }

  matching(filter: ArrivalFilter): Arrival[] {
    return this.#list.filter(
      (arrival) =>
        arrival.seq > filter.after &&
        arrival.at >= filter.since &&
        (filter.kind === 'all' || arrival.kind === filter.kind) &&
        (filter.network === null || arrival.network === filter.network) &&
        (filter.account === null || arrival.account === filter.account || arrival.accountId === filter.account),
    )
  }

  /** Waits until so many match, or the time is over. */
  async wait(filter: ArrivalFilter, atLeast: number, waitMs: number): Promise<Arrival[]> {
    const end = performance.now() + waitMs
    for (;;) {
      const found = this.matching(filter)
      const left = end - performance.now()
      if (found.length >= atLeast || left <= 0) return found
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          clearTimeout(timer)
          this.#waiting.delete(wake)
          resolve()
        }
        const timer = setTimeout(wake, left)
        this.#waiting.add(wake)
      })
    }
  }

  dump(): { list: Arrival[]; seq: number; dropped: number } {
    return {
      list: this.#list.slice(-2000),
      seq: this.#seq,
      dropped: this.#dropped + Math.max(0, this.#list.length - 2000),
    }
  }

  load(dump: { list: Arrival[]; seq: number; dropped: number }): void {
    this.#list = dump.list
    this.#seq = dump.seq
    this.#dropped = dump.dropped
  }

  clear(): void {
    this.#list = []
    this.#dropped = 0
  }
}
