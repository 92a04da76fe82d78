import { inAgency } from '@comptoir/db'
import {
  endingCredentials,
  expiringChannels,
  openChannels,
  refreshCredentials,
  tellOfExpiry,
} from '@comptoir/operations/channels'
import type { Task } from 'graphile-worker'
import PQueue from 'p-queue'
import type { Desk } from '../dispatch/desk.ts'

/** Networks are asked at once, the channels of one after the other: one that does not answer keeps no other from being renewed. */
const NETWORKS_AT_ONCE = 8

/** Refreshes what ends soon, well before a post is due; tells of what no refresh can renew. A network that does not answer is asked again next round. */
export function refreshCredentialsTask(desk: Desk): Task {
  const { db, log } = desk.services
  return async () => {
    const queue = new PQueue({ concurrency: NETWORKS_AT_ONCE })
    for (const own of Map.groupBy(await endingCredentials(db), ({ network }) => network).values()) {
      void queue.add(async () => {
        for (const { agencyId, channelId } of own) {
          await refreshOne(desk, agencyId, channelId).catch((error: unknown) =>
            log.error({ err: error, channelId }, 'credentials could not be refreshed'),
          )
        }
      })
    }
    await queue.onIdle()
    for (const { agencyId, channelId } of await expiringChannels(db)) {
      await inAgency(db, agencyId, (tx) => tellOfExpiry(tx, channelId))
    }
  }
}

async function refreshOne(desk: Desk, agencyId: string, channelId: string): Promise<void> {
  const { db, keys } = desk.services
  const open = (await inAgency(db, agencyId, (tx) => openChannels(tx, keys, [channelId]))).get(channelId)
  if (open) await refreshCredentials(desk.services, desk.outside, agencyId, channelId, open.version)
}
