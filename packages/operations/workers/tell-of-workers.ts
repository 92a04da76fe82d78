import { type Database, inAgency, inDispatch } from '@comptoir/db'
import { endAlerts, tell } from '../notices/index.ts'
import { readWorkers, type Workers } from './read-workers.ts'

/** Every agency of the house: whoever dispatches does it for all of them. */
export async function agenciesOf(db: Database): Promise<string[]> {
  const rows = await inDispatch(db, (tx) => tx.selectFrom('agencies').select('agency_id').execute())
  return rows.map((row) => row.agency_id)
}

/**
 * Watches over the house's workers, in whichever process: each that vanished is told of once in every agency, and the alert is over once another works in its place. Several processes may
 * watch at once: the same news is told once.
 */
export class WorkersWatch {
  readonly #db: Database
  readonly #told = new Set<string>()
  /** Whatever was told before this process started may be over. */
  #open = true

  constructor(db: Database) {
    this.#db = db
  }

  async look(): Promise<Workers> {
    const workers = await inDispatch(this.#db, readWorkers)
    const keys = new Map(workers.lost.map((one) => [`worker-lost:${one.id}:${one.seenAt.epochMilliseconds}`, one]))
    const fresh = [...keys].filter(([key]) => !this.#told.has(key))
    if (fresh.length > 0) {
      for (const agencyId of await agenciesOf(this.#db)) {
        await inAgency(this.#db, agencyId, async (tx) => {
          for (const [dedupeKey, { host, seenAt }] of fresh) {
            await tell(tx, {
              kind: 'worker-lost',
              subjectKind: 'agency',
              subjectId: agencyId,
              wholeAgency: true,
              detail: { name: host, at: seenAt.toString(), count: workers.alive.length },
              dedupeKey,
            })
          }
        })
      }
      for (const [key] of fresh) this.#told.add(key)
      this.#open = true
    }
    if (workers.lost.length === 0 && this.#open) {
      for (const agencyId of await agenciesOf(this.#db))
        await inAgency(this.#db, agencyId, (tx) => endAlerts(tx, 'worker-lost'))
      this.#told.clear()
      this.#open = false
    }
    return workers
  }
}
