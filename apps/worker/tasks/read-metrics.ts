import { inAgency } from '@comptoir/db'
import { connectorOf } from '@comptoir/connectors'
import type { Failure } from '@comptoir/connectors/sdk'
import type { Actor } from '@comptoir/domain/shared'
import {
  channelsToRead,
  deliveriesToRead,
  heardFrom,
  keepReadings,
  type PostToRead,
  stopReading,
  takePostReadings,
} from '@comptoir/operations/audience'
import { loseChannel, openChannels, type OpenChannel, refreshCredentials } from '@comptoir/operations/channels'
import type { Task } from 'graphile-worker'
import PQueue from 'p-queue'
import type { Desk } from '../dispatch/desk.ts'
import { ChannelPayload } from './payload.ts'

const ACTOR: Actor = { kind: 'system', name: 'metrics' }
/** Channels read at once. */
const AT_ONCE = 4

/** Reads every connected account's own figures. A channel that fails leaves a gap, and the others their figures. */
export function readAccountsTask(desk: Desk): Task {
  return async () => {
    const queue = new PQueue({ concurrency: AT_ONCE })
    for (const [agencyId, channelIds] of await channelsToRead(desk.services.db)) {
      for (const channelId of channelIds)
        void queue.add(() => apart(desk, channelId, () => readAccount(desk, agencyId, channelId)))
    }
    await queue.onIdle()
  }
}

/** Reads one account as soon as it is connected: its page is not empty for an hour. */
export function readAccountTask(desk: Desk): Task {
  return async (payload) => {
    const { agencyId, channelId } = ChannelPayload.parse(payload)
    await readAccount(desk, agencyId, channelId)
  }
}

/** Reads the figures of posts whose turn it is: often while they are young, seldom later. */
export function readPostsTask(desk: Desk): Task {
  return async () => {
    const { db } = desk.services
    const queue = new PQueue({ concurrency: AT_ONCE })
    for (const [agencyId, deliveryIds] of await deliveriesToRead(db)) {
      const posts = await inAgency(db, agencyId, (tx) => takePostReadings(tx, deliveryIds))
      for (const [channelId, own] of Map.groupBy(posts, (post) => post.channelId)) {
        void queue.add(() => apart(desk, channelId, () => readPosts(desk, agencyId, channelId, own)))
      }
    }
    await queue.onIdle()
  }
}

/** One channel's trouble is not another's. */
async function apart(desk: Desk, channelId: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    desk.services.log.error({ err: error, channelId }, 'figures of a channel could not be read')
  }
}

async function readAccount(desk: Desk, agencyId: string, channelId: string): Promise<void> {
  const { db, keys } = desk.services
  const open = (await inAgency(db, agencyId, (tx) => openChannels(tx, keys, [channelId]))).get(channelId)
  const connector = open && connectorOf(open.network)
  if (!open || !connector) return
  const answer = await connector.readAccountMetrics(desk.outside.portsFor(agencyId, channelId), open.channel)
  if (answer.kind !== 'readings') return failed(desk, agencyId, open, answer)
  await inAgency(db, agencyId, async (tx) => {
    await keepReadings(tx, [{ channelId, deliveryId: null, readings: answer.readings }])
    await heardFrom(tx, channelId)
  })
}

async function readPosts(desk: Desk, agencyId: string, channelId: string, posts: readonly PostToRead[]): Promise<void> {
  const { db, keys } = desk.services
  const open = (await inAgency(db, agencyId, (tx) => openChannels(tx, keys, [channelId]))).get(channelId)
  const connector = open && connectorOf(open.network)
  if (!open || !connector) return
  const byRemote = new Map(posts.map((post) => [post.remoteId, post.deliveryId]))
  const ports = desk.outside.portsFor(agencyId, channelId)
  const answer = await connector.readPostMetrics(ports, open.channel, [...byRemote.keys()])
  if (answer.kind !== 'readings') return failed(desk, agencyId, open, answer)
  await inAgency(db, agencyId, async (tx) => {
    await keepReadings(
      tx,
      answer.posts.flatMap(({ remoteId, readings }) => {
        const deliveryId = byRemote.get(remoteId)
        return deliveryId ? [{ channelId, deliveryId, readings }] : []
      }),
    )
    await stopReading(
      tx,
      answer.gone.flatMap((remoteId) => byRemote.get(remoteId) ?? []),
    )
    await heardFrom(tx, channelId)
  })
}

/** Only a proven "no" takes a channel off; whatever else is a gap until the next round. */
async function failed(desk: Desk, agencyId: string, open: OpenChannel, failure: Failure): Promise<void> {
  const { db } = desk.services
  if (failure.kind === 'credentials-lost') {
    await inAgency(db, agencyId, (tx) => loseChannel(tx, ACTOR, open.channelId, 'credentials-lost'))
  } else if (failure.kind === 'unavailable' && failure.why === 'token-expired') {
    await refreshCredentials(desk.services, desk.outside, agencyId, open.channelId, open.version)
  }
}
