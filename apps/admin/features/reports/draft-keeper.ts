import type { Words } from './words-draft.ts'

// Keeps what is written while it is written: a moment after the last key, again when the line was down, and never over somebody
// else's words without being told to.

export type SaveAnswer =
  | { kind: 'saved'; updatedAt: string }
  | { kind: 'refused'; why: 'changed-meanwhile'; words: Words; updatedAt: string }
  | { kind: 'refused'; why: 'unknown-figure' }

export type KeeperStatus =
  | { kind: 'kept' }
  /** Soon to be kept. */
  | { kind: 'waiting' }
  | { kind: 'saving' }
  /** A field cannot be kept as it is. */
  | { kind: 'faulty' }
  | { kind: 'failed'; error: unknown }
  /** Somebody else kept other words. */
  | { kind: 'clash'; theirs: Kept }

interface Kept {
  words: Words
  updatedAt: string | null
}

export interface KeeperState {
  words: Words
  /** When words were last kept; null when never. */
  keptAt: string | null
  status: KeeperStatus
}

interface Settings {
  start: Kept
  save: (words: Words, seenUpdatedAt: string | null) => Promise<SaveAnswer>
  onKept?: () => void
  pauseMs?: number
  retryMs?: number
}

const same = (a: Words, b: Words) => JSON.stringify(a) === JSON.stringify(b)

export class DraftKeeper {
  #settings: Settings
  #kept: Kept
  #state: KeeperState
  #timer: ReturnType<typeof setTimeout> | undefined
  #running: Promise<void> | null = null
  #failures = 0
  #listeners = new Set<() => void>()

  constructor(settings: Settings) {
    this.#settings = settings
    this.#kept = settings.start
    this.#state = { words: settings.start.words, keptAt: settings.start.updatedAt, status: { kind: 'kept' } }
  }

  read = (): KeeperState => this.#state

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** What now stands in the fields; `faulty` when the server would refuse it. */
  write(words: Words, faulty: boolean): void {
    const { status } = this.#state
    clearTimeout(this.#timer)
    if (status.kind === 'clash') return this.#tell({ words })
    if (same(words, this.#kept.words) && !this.#running) return this.#tell({ words, status: { kind: 'kept' } })
    if (faulty) return this.#tell({ words, status: { kind: 'faulty' } })
    this.#tell({ words, status: { kind: 'waiting' } })
    this.#later(this.#settings.pauseMs ?? 900)
  }

  /** Keeps what is written now; false when it could not be. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer)
    await this.#running
    // What was typed while the first was on its way goes after it.
    if (this.#state.status.kind === 'waiting' || this.#state.status.kind === 'failed') await this.#run()
    return this.#state.status.kind === 'kept'
  }

  /** The server's words, read anew. What is being written here stays. */
  adopt(theirs: Kept): void {
    const newer = (theirs.updatedAt ?? '') > (this.#kept.updatedAt ?? '')
    if (!newer || this.#state.status.kind !== 'kept' || this.#running) return
    this.#kept = theirs
    this.#tell({ words: theirs.words, keptAt: theirs.updatedAt })
  }

  /** After a clash: mine go over theirs. */
  keepMine(): void {
    const { status } = this.#state
    if (status.kind !== 'clash') return
    this.#kept = status.theirs
    this.#tell({ status: { kind: 'waiting' } })
    void this.#run()
  }

  /** After a clash: theirs take the place of mine. */
  takeTheirs(): void {
    const { status } = this.#state
    if (status.kind !== 'clash') return
    this.#kept = status.theirs
    this.#tell({ words: status.theirs.words, keptAt: status.theirs.updatedAt, status: { kind: 'kept' } })
  }

  /** Something would be lost if the page closed now. */
  unsaved(): boolean {
    return this.#state.status.kind !== 'kept'
  }

  /** The page closes: what waits leaves at once. */
  close(): void {
    clearTimeout(this.#timer)
    if (this.#state.status.kind === 'waiting') void this.#run()
  }

  #later(ms: number) {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#run(), ms)
  }

  #run(): Promise<void> {
    this.#running ??= this.#send().finally(() => {
      this.#running = null
    })
    return this.#running
  }

  async #send(): Promise<void> {
    const { words } = this.#state
    this.#tell({ status: { kind: 'saving' } })
    try {
      const answer = await this.#settings.save(words, this.#kept.updatedAt)
      this.#failures = 0
      this.#settle(words, answer)
    } catch (error) {
      this.#tell({ status: { kind: 'failed', error } })
      // Less and less often, up to a minute: what fails for good is not asked for ever at the same pace.
      this.#later(Math.min(60_000, (this.#settings.retryMs ?? 5000) * 2 ** this.#failures))
      this.#failures += 1
    }
  }

  #settle(sent: Words, answer: SaveAnswer) {
    const typedOn = !same(sent, this.#state.words)
    if (answer.kind === 'saved' || (answer.why === 'changed-meanwhile' && same(answer.words, sent))) {
      this.#kept = { words: sent, updatedAt: answer.updatedAt }
      this.#settings.onKept?.()
      // What was typed meanwhile has set its own status and its own timer, unless it came back to what was sent.
      const { status } = this.#state
      const next = typedOn
        ? status.kind === 'saving'
          ? ({ kind: 'waiting' } as const)
          : status
        : { kind: 'kept' as const }
      this.#tell({ keptAt: answer.updatedAt, status: next })
      if (next.kind === 'waiting') this.#later(this.#settings.pauseMs ?? 900)
      return
    }
    if (answer.why === 'unknown-figure') return this.#tell({ status: { kind: 'faulty' } })
    this.#tell({ status: { kind: 'clash', theirs: { words: answer.words, updatedAt: answer.updatedAt } } })
  }

  #tell(change: Partial<KeeperState>) {
    this.#state = { ...this.#state, ...change }
    for (const listener of this.#listeners) listener()
  }
}
