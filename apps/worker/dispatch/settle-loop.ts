import { connectorOf } from '@comptoir/connectors'
import type { Settlement } from '@comptoir/connectors/sdk'
import { openChannels, refreshCredentials } from '@comptoir/operations/channels'
import {
  atTheLedger,
  claimSettlements,
  type ReadBack,
  recordSettlement,
  type ToSettle,
} from '@comptoir/operations/publishing'
import PQueue from 'p-queue'
import type { Desk } from './desk.ts'
import { reach } from './points.ts'

/** Reads per server at once. */
const AT_ONCE = 4

/** Reads unknown outcomes back. A server that does not answer delays only its own. */
export class SettleLoop {
  readonly #desk: Desk
  readonly #queues = new Map<string, PQueue>()
  #running: Promise<void> | null = null

  constructor(desk: Desk) {
    this.#desk = desk
  }

  /** Takes what is due to be read back. One at a time in a process; between processes the ledger shares out. */
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
    for (const work of await claimSettlements(this.#desk.services.db)) {
      let queue = this.#queues.get(work.network)
      if (!queue) this.#queues.set(work.network, (queue = new PQueue({ concurrency: AT_ONCE })))
      void queue.add(async () => {
        try {
          reach('before-reading-back')
          const read = await readBack(this.#desk, work)
          reach('read-back')
          await atTheLedger(this.#desk.services.db, work.agencyId, async (tx) => {
            await recordSettlement(tx, this.#desk.worker, work, read)
            reach('settling-before-commit')
          })
          reach('settled')
        } catch (error) {
          // Its turn comes again when the reading's lease lapses.
          this.#desk.services.log.error(
            { err: error, delivery: work.delivery.id },
            'a reading back failed in our own code',
          )
        }
      })
    }
  }
}

async function readBack(desk: Desk, work: ToSettle): Promise<ReadBack> {
  const { agencyId, delivery, prepared } = work
  const connector = connectorOf(work.network)
  const startedAt = Temporal.Instant.fromEpochMilliseconds(Math.round(desk.clock.now()))
  const unknown = (why: 'cannot-prove' | 'no-answer', again: number | null): ReadBack => ({
    startedAt,
    exchanges: [],
    settlement: {
      kind: 'unknown',
      why,
      failure: null,
      readAgainAt: again === null ? null : startedAt.add({ seconds: again }),
    },
  })
  if (!connector || !prepared || connector.manifest.settlement === 'none') return unknown('cannot-prove', null)
  const open = await atTheLedger(desk.services.db, agencyId, (tx) =>
    openChannels(tx, desk.services.keys, [delivery.channelId]),
  )
  const channel = open.get(delivery.channelId)
  if (!channel) return unknown('no-answer', 60)
  const ports = desk.outside.portsFor(agencyId, delivery.channelId)
  const settlement: Settlement = await connector.settle(ports, channel.channel, {
    prepared,
    step: work.step,
    identity: work.identity,
    before: work.before,
    since: work.since,
    emptyReadings: work.emptyReadings,
  })
  if (
    settlement.kind === 'unknown' &&
    settlement.failure?.kind === 'unavailable' &&
    settlement.failure.why === 'token-expired'
  ) {
    await refreshCredentials(desk.services, desk.outside, agencyId, delivery.channelId, channel.version)
  }
  return { settlement, exchanges: ports.exchanges, startedAt }
}
