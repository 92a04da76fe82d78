import { idOf, type Item } from './item.ts'

/** A timer longer than this is set again on the way: the offset to the database's clock is corrected meanwhile. */
const LONGEST_WAIT_MS = 2_000

/** Claims in the order of their instants, with one timer to the nearest. A newer claim of the same delivery replaces the older. */
export class Schedule {
  readonly #now: () => number
  readonly #onDue: (items: Item[]) => void
  #items: Item[] = []
  #timer: NodeJS.Timeout | undefined

  constructor(now: () => number, onDue: (items: Item[]) => void) {
    this.#now = now
    this.#onDue = onDue
  }

  add(items: readonly Item[]): void {
    if (items.length === 0) return
    const ids = new Set(items.map(idOf))
    this.#items = [...this.#items.filter((item) => !ids.has(idOf(item))), ...items].sort((a, b) => a.at - b.at)
    this.#arm()
  }

  /** Sets the timer anew, after the clock was corrected. */
  correct(): void {
    this.#arm()
  }

  /** Takes everything out, for a worker that stops. */
  clear(): Item[] {
    clearTimeout(this.#timer)
    return this.#items.splice(0)
  }

  #arm(): void {
    clearTimeout(this.#timer)
    const next = this.#items[0]
    if (!next) return
    const wait = next.at - this.#now()
    this.#timer = setTimeout(() => this.#fire(), Math.max(0, Math.min(Math.ceil(wait), LONGEST_WAIT_MS)))
  }

  #fire(): void {
    const now = this.#now()
    const upTo = this.#items.findIndex((item) => item.at > now)
    const due = this.#items.splice(0, upTo === -1 ? this.#items.length : upTo)
    if (due.length > 0) this.#onDue(due)
    this.#arm()
  }
}
