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
import type { Desk } from './desk.ts'
import { reach } from './points.ts'
import { ReadingLoop } from './reading-loop.ts'

/** Reads per server at once. */
const AT_ONCE = 4

/** Reads unknown outcomes back. */
export function settleLoop(desk: Desk): ReadingLoop<ToSettle> {
  const { services, worker } = desk
  return new ReadingLoop({
    atOnce: AT_ONCE,
    take: () => claimSettlements(services.db),
    read: async (work) => {
      reach('before-reading-back')
      const read = await readBack(desk, work)
      reach('read-back')
      await atTheLedger(services.db, work.agencyId, async (tx) => {
        await recordSettlement(tx, worker, work, read)
        reach('settling-before-commit')
      })
      reach('settled')
    },
    failed: (error, work) =>
      services.log.error({ err: error, delivery: work.delivery.id }, 'a reading back failed in our own code'),
  })
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
