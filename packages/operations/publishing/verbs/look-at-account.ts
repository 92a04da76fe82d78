import { type AgencyTx, inAgency, jsonb } from '@comptoir/db'
import { connectorOf } from '@comptoir/connectors'
import type { Connector, Failure, PublishedRef, RecentPost } from '@comptoir/connectors/sdk'
import { likelyPost } from '@comptoir/domain/publishing'
import { refused, type Refused } from '@comptoir/domain/shared'
import { sql } from 'kysely'
import { openChannels, type OpenChannel } from '../../channels/index.ts'
import type { Outside } from '../../connectors-ports/index.ts'
import { found } from '../../shared/index.ts'
import { toldFailure } from '../ledger/close-attempts.ts'
import { readSteps } from '../ledger/settle.ts'
import type { House, Who } from './on-network.ts'

/** A post of the account, as a person in doubt sees it. `known`: it is counted as another of our posts already. */
export type SeenPost = {
  remoteId: string
  permalink: string | null
  text: string
  at: string
  images: number
  isAnswer: boolean
  isLikely: boolean
  known: string | null
}

/** What the account shows, read at `at`; or why it could not be read. The decision stays a person's either way. */
export type Look =
  | { kind: 'seen'; at: string; posts: SeenPost[] }
  | { kind: 'unread'; at: string; failure: Failure['kind'] }
  | Refused<'network-cannot' | 'not-connected' | 'nothing-in-doubt'>

/** As many posts are read; fewer where each one is paid for. */
const POSTS = { free: 20, paid: 10 }
/** Another person who looks within this time sees the same reading. Seconds. */
const FRESH_SECONDS = 15

type Kept = Omit<RecentPost, 'at'> & { at: string }
type Doubt = {
  fence: number
  channelId: string
  stepId: string | null
  text: string
  since: Temporal.Instant
  under: PublishedRef | null
}

/**
 * Reads the account's latest posts for a person in doubt. What they were shown is kept with the delivery: it belongs to the evidence of their decision, and a post that they pick is
 * taken from there.
 */
export async function lookAtAccount(
  house: House,
  outside: Outside,
  who: Who,
  input: { deliveryId: string },
): Promise<Look> {
  const { deliveryId } = input
  const ready = await inAgency(house.db, who.agencyId, async (tx) => {
    const doubt = await readDoubt(tx, deliveryId)
    if (!doubt) return refused('nothing-in-doubt')
    const fresh = await lastLook(tx, deliveryId, doubt)
    if (fresh) return { kind: 'fresh' as const, look: fresh }
    const open = (await openChannels(tx, house.keys, [doubt.channelId])).get(doubt.channelId)
    if (!open) return refused('not-connected')
    const connector = connectorOf(open.network)
    if (!connector?.readRecent) return refused('network-cannot')
    return { kind: 'ready' as const, doubt, open, connector, readRecent: connector.readRecent }
  })
  if (ready.kind === 'refused') return ready
  if (ready.kind === 'fresh') return ready.look
  const { doubt } = ready
  const ports = outside.portsFor(who.agencyId, doubt.channelId)
  const startedAt = ports.clock.now()
  const answer = await askFor(ready, ports)
  const posts =
    answer.kind === 'recent' ? answer.posts.map((post): Kept => ({ ...post, at: post.at.toString() })) : null
  return inAgency(house.db, who.agencyId, async (tx) => {
    await tx
      .insertInto('delivery_attempts')
      .values({
        agency_id: tx.agencyId,
        delivery_id: deliveryId,
        step_id: doubt.stepId,
        kind: 'look',
        fence: doubt.fence,
        worker: who.actor.kind === 'member' ? who.actor.memberId : 'system',
        started_at: startedAt.toString(),
        ended_at: sql<Date>`clock_timestamp()`,
        outcome: posts ? 'seen' : answer.kind,
        detail: jsonb({
          exchanges: ports.exchanges,
          ...(posts ? { posts } : {}),
          ...(answer.kind === 'recent' ? {} : { failure: toldFailure(answer) }),
        }),
      })
      .execute()
    if (answer.kind !== 'recent' || !posts) {
      const { kind } = answer
      return { kind: 'unread', at: startedAt.toString(), failure: kind === 'recent' ? 'unavailable' : kind }
    }
    return seen(tx, doubt, startedAt.toString(), posts)
  })
}

type Ready = { doubt: Doubt; open: OpenChannel; connector: Connector; readRecent: NonNullable<Connector['readRecent']> }

function askFor({ doubt, open, connector, readRecent }: Ready, ports: ReturnType<Outside['portsFor']>) {
  const limit = POSTS[connector.manifest.capabilities.recentPosts === 'paid' ? 'paid' : 'free']
  return readRecent(ports, open.channel, { limit, since: null, under: doubt.under })
}

/** What is in doubt: an uncertain delivery's step, or the first comment of a post that is out. */
async function readDoubt(tx: AgencyTx, deliveryId: string): Promise<Doubt | null> {
  const row = found(
    await tx
      .selectFrom('deliveries')
      .innerJoin('posts', (join) =>
        join.onRef('posts.agency_id', '=', 'deliveries.agency_id').onRef('posts.id', '=', 'deliveries.post_id'),
      )
      .leftJoin('variants', (join) =>
        join
          .onRef('variants.agency_id', '=', 'deliveries.agency_id')
          .onRef('variants.id', '=', 'deliveries.variant_id'),
      )
      .select([
        'deliveries.state',
        'deliveries.fence',
        'deliveries.channel_id',
        'deliveries.sending_at',
        'deliveries.due_at',
      ])
      .select(['posts.text', 'variants.parts', 'variants.first_comment'])
      .where('deliveries.id', '=', deliveryId)
      .executeTakeFirst(),
    'delivery',
  )
  const { steps } = await readSteps(tx, deliveryId)
  const open = steps.find(({ state }) => state === 'sending' || state === 'uncertain')
  const missing = steps.find(
    ({ kind, state }) => kind === 'first-comment' && state !== 'published' && state !== 'dropped',
  )
  const step = row.state === 'uncertain' ? (open ?? null) : row.state === 'published' ? (missing ?? null) : null
  if (!step && row.state !== 'uncertain') return null
  const isComment = step?.kind === 'first-comment'
  const since = row.sending_at ?? row.due_at ?? new Date()
  return {
    fence: row.fence,
    channelId: row.channel_id,
    stepId: step?.id ?? null,
    text: isComment ? (row.first_comment ?? '') : ((row.parts ?? [row.text])[step?.position ?? 0] ?? row.text),
    since: since.toTemporalInstant(),
    under: isComment ? (steps[0]?.ref ?? null) : null,
  }
}

async function lastLook(tx: AgencyTx, deliveryId: string, doubt: Doubt): Promise<Look | null> {
  const row = await tx
    .selectFrom('delivery_attempts')
    .select(['started_at', 'detail'])
    .where('delivery_id', '=', deliveryId)
    .where('kind', '=', 'look')
    .where('outcome', '=', 'seen')
    .where('fence', '=', doubt.fence)
    .where('started_at', '>', sql<Date>`clock_timestamp() - make_interval(secs => ${FRESH_SECONDS})`)
    .orderBy('started_at', 'desc')
    .executeTakeFirst()
  if (!row) return null
  const { posts } = row.detail as { posts: Kept[] }
  return seen(tx, doubt, row.started_at.toISOString(), posts)
}

async function seen(tx: AgencyTx, doubt: Doubt, at: string, kept: readonly Kept[]): Promise<Look> {
  const { rows } = await sql<{ remote_id: string; title: string }>`
    select s.ref ->> 'remoteId' as remote_id, p.title from delivery_steps s
    join deliveries d on d.agency_id = s.agency_id and d.id = s.delivery_id and d.channel_id = ${doubt.channelId}::uuid
    join posts p on p.agency_id = d.agency_id and p.id = d.post_id
    where s.agency_id = ${tx.agencyId}::uuid and s.state = 'published'
      and s.ref ->> 'remoteId' = any(${kept.map(({ ref }) => ref.remoteId)}::text[])`.execute(tx)
  const known = new Map(rows.map((row) => [row.remote_id, row.title]))
  const posts = kept.map((post) => ({ ...post, at: Temporal.Instant.from(post.at) }))
  const likely = likelyPost(
    posts.filter(({ ref }) => !known.has(ref.remoteId)),
    doubt.text,
    doubt.since,
  )
  return {
    kind: 'seen',
    at,
    posts: posts.map((post) => ({
      remoteId: post.ref.remoteId,
      permalink: post.ref.permalink,
      text: post.text,
      at: post.at.toString(),
      images: post.images,
      isAnswer: post.parent !== null,
      isLikely: post === likely,
      known: known.get(post.ref.remoteId) ?? null,
    })),
  }
}
