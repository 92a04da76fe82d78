import { inAgency } from '@comptoir/db'
import {
  endingCredentials,
  expiringChannels,
  openChannels,
  refreshCredentials,
  tellOfExpiry,
} from '@comptoir/operations/channels'
import type { Task } from 'graphile-worker'
import type { Desk } from '../dispatch/desk.ts'

/** Refreshes what ends soon, well before a post is due; tells of what no refresh can renew. A network that does not answer is asked again next round. */
export function refreshCredentialsTask(desk: Desk): Task {
  const { db, keys, log } = desk.services
  return async () => {
    for (const { agencyId, channelId } of await endingCredentials(db)) {
      const open = (await inAgency(db, agencyId, (tx) => openChannels(tx, keys, [channelId]))).get(channelId)
      if (!open) continue
      try {
        await refreshCredentials(desk.services, desk.outside, agencyId, channelId, open.version)
      } catch (error) {
        log.error({ err: error, channelId }, 'credentials could not be refreshed')
      }
    }
    for (const { agencyId, channelId } of await expiringChannels(db)) {
      await inAgency(db, agencyId, (tx) => tellOfExpiry(tx, channelId))
    }
  }
}
