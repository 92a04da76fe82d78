import { randomUUIDv7 } from 'node:crypto'
import { type DispatchTx, inDispatch } from '@comptoir/db'
import { sql } from 'kysely'
import type { GateMark } from '../publishing/index.ts'
import { isIncarnation, meetDatabase, type Meeting, type Met } from './meet.ts'
import { MarksFile } from './outside.ts'

/** Marks of so long ago are forgotten inside: a folder that has been away for longer learns nothing from their absence. */
const FORGOTTEN_AFTER_DAYS = 30
/** An idle house marks its time as well: a backup that is older than this is told from the present even when nothing was published. */
const EVERY_MS = 60_000

export type WorldOptions = Meeting & {
  /** This process. */
  name: string
  onMet(met: Met): void
}

/**
 * One process's tie between the database and the data folder. Each passage into `sending` takes a mark; it is written in the gate's transaction and kept outside after the commit, before the first
 * byte. So the outside never knows a mark that a living database does not, whenever a process dies, and a database that lacks one is older than what was sent.
 */
export class World {
  readonly #options: WorldOptions
  #incarnation = ''
  #file: MarksFile | null = null
  #last: string | null = null
  #markedAt = 0
  #looking: Promise<void> | null = null

  private constructor(options: WorldOptions) {
    this.#options = options
  }

  static async open(options: WorldOptions): Promise<World> {
    const world = new World(options)
    await world.#meet()
    return world
  }

  get incarnation(): string {
    return this.#incarnation
  }

  /** For one passage. */
  mark(): GateMark {
    return { id: randomUUIDv7(), incarnation: this.#incarnation, last: this.#last }
  }

  /** After the commit, before anything leaves. Rejects when it could not be written: then nothing may. */
  async keep({ id, incarnation }: GateMark): Promise<void> {
    if (!this.#file || incarnation !== this.#incarnation) throw new Error('the database began a new incarnation')
    await this.#file.keep(id)
    this.#last = id
  }

  /** Compares again: now and then, and whenever a gate says that this is another database. One at a time. */
  look(): Promise<void> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = null
    })
    return this.#looking
  }

  async close(): Promise<void> {
    await this.#file?.close()
    this.#file = null
  }

  async #look(): Promise<void> {
    const { db } = this.#options.pools
    if (!(await isIncarnation(db, this.#incarnation, this.#last))) return this.#meet()
    if (performance.now() - this.#markedAt > EVERY_MS) await this.#markTime()
  }

  async #meet(): Promise<void> {
    const met = await meetDatabase(this.#options)
    const old = this.#file
    this.#file = await MarksFile.open(this.#options.dataDir, met.incarnation, this.#options.name)
    this.#incarnation = met.incarnation
    this.#last = null
    await old?.close()
    if (met.kind !== 'known') this.#options.onMet(met)
    await this.#markTime()
    await this.#file.tidy()
  }

  async #markTime(): Promise<void> {
    const mark = this.mark()
    await inDispatch(this.#options.pools.db, async (tx) => {
      await tx.insertInto('publishing_marks').values({ id: mark.id }).execute()
      await forgetOldMarks(tx)
    })
    await this.keep(mark)
    this.#markedAt = performance.now()
  }
}

async function forgetOldMarks(tx: DispatchTx): Promise<void> {
  const before = (await tx.now()).subtract({ hours: 24 * FORGOTTEN_AFTER_DAYS })
  const hex = before.epochMilliseconds.toString(16).padStart(12, '0')
  const first = `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`
  const { rows } = await sql`
    with old as (delete from publishing_marks where id < ${first}::uuid returning 1) select 1 from old limit 1`.execute(
    tx,
  )
  if (rows.length > 0) await tx.updateTable('instance').set({ marks_pruned: first }).execute()
}
