import { connectorOf } from '@comptoir/connectors'
import { openChannels, refreshCredentials } from '@comptoir/operations/channels'
import { atTheLedger } from '@comptoir/operations/publishing'
import {
  type AccountRead,
  type AccountToRead,
  claimAccounts,
  readFrom,
  recordAccount,
} from '@comptoir/operations/restore'
import type { Desk } from './desk.ts'
import { ReadingLoop } from './reading-loop.ts'

/** Reads per network at once. */
const AT_ONCE = 2
/** More posts than an account makes between a backup and its restore; past it the reading says that it is not complete. */
const POSTS = 1_000

/** Reads accounts back after a restore: one reading for all that is looked for in one. */
export function restoreLoop(desk: Desk): ReadingLoop<AccountToRead> {
  const { services, worker } = desk
  return new ReadingLoop({
    atOnce: AT_ONCE,
    take: () => claimAccounts(services.db),
    read: async (work) => {
      const read = await readAccount(desk, work)
      await atTheLedger(services.db, work.agencyId, (tx) => recordAccount(tx, worker, work, read))
    },
    failed: (error, work) =>
      services.log.error({ err: error, channel: work.channelId }, 'a reading after a restore failed in our own code'),
  })
}

async function readAccount(desk: Desk, work: AccountToRead): Promise<AccountRead> {
  const { agencyId, channelId } = work
  const connector = connectorOf(work.network)
  const startedAt = Temporal.Now.instant()
  const settlement = connector?.manifest.settlement ?? 'none'
  if (!connector?.readRecent) return { startedAt, exchanges: [], settlement, answer: { kind: 'unreadable' } }
  const open = await atTheLedger(desk.services.db, agencyId, (tx) => openChannels(tx, desk.services.keys, [channelId]))
  const channel = open.get(channelId)
  if (!channel)
    return { startedAt, exchanges: [], settlement, answer: { kind: 'credentials-lost', status: null, code: null } }
  const ports = desk.outside.portsFor(agencyId, channelId)
  const order = { limit: POSTS, since: readFrom(work), under: null }
  const answer = await connector.readRecent(ports, channel.channel, order)
  const read = { startedAt, exchanges: ports.exchanges, settlement }
  if (answer.kind !== 'recent') {
    if (answer.kind === 'unavailable' && answer.why === 'token-expired')
      await refreshCredentials(desk.services, desk.outside, agencyId, channelId, channel.version)
    return { ...read, answer }
  }
  const posts = new Map(answer.posts.map((post) => [post.ref.remoteId, post]))
  for (const under of work.under) {
    const comments = await connector.readRecent(ports, channel.channel, { ...order, under })
    if (comments.kind !== 'recent') return { ...read, answer: comments }
    for (const post of comments.posts) posts.set(post.ref.remoteId, post)
  }
  return { ...read, answer: { ...answer, posts: [...posts.values()] } }
}
