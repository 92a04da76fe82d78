import PQueue from 'p-queue'

export type Reading<Work> = {
  /** Takes what is due to be read; between processes the ledger shares out. */
  take: () => Promise<readonly Work[]>
  /** Reads one, and writes down what was found. Its turn comes again by its lease when it throws. */
  read: (work: Work) => Promise<void>
  failed: (error: unknown, work: Work) => void
  /** Reads per network at once. */
  atOnce: number
}

/** Reads accounts, a few of each network at once: one that does not answer delays only its own. */
export class ReadingLoop<Work extends { network: string }> {
  readonly #reading: Reading<Work>
  readonly #queues = new Map<string, PQueue>()
  #running: Promise<void> | null = null

  constructor(reading: Reading<Work>) {
    this.#reading = reading
  }

  /** One taking at a time in a process. */
  run(): Promise<void> {
    this.#running ??= this.#take().finally(() => {
      this.#running = null
    })
    return this.#running
  }

  async settled(): Promise<void> {
    await this.#running
    await Promise.all([...this.#queues.values()].map((queue) => queue.onIdle()))
  }

  async #take(): Promise<void> {
    const { take, read, failed, atOnce } = this.#reading
    for (const work of await take()) {
      let queue = this.#queues.get(work.network)
      if (!queue) this.#queues.set(work.network, (queue = new PQueue({ concurrency: atOnce })))
      void queue.add(async () => {
        try {
          await read(work)
        } catch (error) {
          failed(error, work)
        }
      })
    }
  }
}
