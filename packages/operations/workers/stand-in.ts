import { type Database, inAgency } from '@comptoir/db'
import { escalateNotices, MailDesk, mailNotice, urgentNotices } from '../notices/index.ts'
import { watch } from '../publishing/index.ts'
import type { Settings } from '../settings/index.ts'
import type { Workers } from './read-workers.ts'
import { agenciesOf, WorkersWatch } from './tell-of-workers.ts'

/**
 * What another process does while no worker lives: it tells of the workers that are gone and of what is due and not attempted, and sends these mails itself, for nobody else would. It publishes nothing.
 */
export class StandIn {
  readonly #db: Database
  readonly #settings: Settings
  readonly #workers: WorkersWatch
  readonly #mails: MailDesk
  readonly #onTrouble: (error: unknown) => void

  constructor(services: { db: Database; settings: Settings }, onTrouble: (error: unknown) => void) {
    this.#db = services.db
    this.#settings = services.settings
    this.#workers = new WorkersWatch(services.db)
    this.#mails = new MailDesk(services)
    this.#onTrouble = onTrouble
  }

  /** One look; every few seconds. Answers who works. */
  async look(): Promise<Workers> {
    const workers = await this.#workers.look()
    if (workers.alive.length > 0 || !workers.ever) return workers
    await watch(this.#db)
    for (const agencyId of await agenciesOf(this.#db)) await this.#mailUrgent(agencyId)
    return workers
  }

  async #mailUrgent(agencyId: string): Promise<void> {
    await inAgency(this.#db, agencyId, (tx) => escalateNotices(tx))
    for (const noticeId of await inAgency(this.#db, agencyId, urgentNotices)) {
      // Queued by this very transaction, or by another process that then sends it: never by both.
      const queued = await inAgency(this.#db, agencyId, (tx) => mailNotice(tx, this.#settings.url, noticeId))
      if (queued.kind !== 'queued') continue
      // The job that was queued with it stays for the next worker, which finds it sent, or sends it.
      await this.#mails.deliver(agencyId, queued.mailId).catch(this.#onTrouble)
    }
  }
}
