import type { AgencyTx } from '@comptoir/db'
import { endOfQuietHours } from '@comptoir/domain/clients'
import {
  type AnchoredPost,
  type Attempt,
  type Collision,
  type CountdownEvent,
  type Difference,
  differenceOfSlip,
  findCollisions,
  type Placed,
  type PostDifference,
  type Standing,
} from '@comptoir/domain/countdown'
import type { Instant } from '@comptoir/domain/shared'
import { sql } from 'kysely'
import { found } from '../shared/index.ts'
import { type HangingPost, waitingChannels } from './anchored-posts.ts'

/** A planned post that does not hang from the event, on one of its channels. `fixed` when its time is its own. */
export type Neighbour = Placed & { title: string; fixed: boolean }

/** A collision that the change brings about, and where the other post could go. */
export type NewCollision = Collision & { other: Neighbour | null; freeAt: Instant | null }

/** The difference of a change, with what a person needs to decide about it. */
export type EventDifference = {
  difference: Difference
  born: NewCollision[]
  goneCollisions: number
  collisionMinutes: number
  neighbours: Neighbour[]
  /** When the quiet hours that a post falls into are over. */
  quietEnds: Map<string, Instant>
}

/** Computes what a change of the attempt does to the posts that hang from the event. Nothing is written. */
export async function differenceOf(
  tx: AgencyTx,
  event: CountdownEvent,
  after: Attempt,
  hanging: readonly HangingPost[],
  now: Instant,
): Promise<EventDifference> {
  const posts = hanging.flatMap((post) => anchoredPost(post))
  const collisionMinutes = await readCollisionMinutes(tx)
  const neighbours = await readNeighbours(tx, event.id, posts, now)
  const compute = (others: readonly Placed[]) =>
    differenceOfSlip({ before: event.attempt, after, posts, others, collisionMinutes, now })
  const difference = compute(neighbours)
  const quietHoursOf = new Map(hanging.map((post) => [post.id, post.quietHours]))
  const occupied = [...neighbours, ...placedAt(posts, difference.posts, (one) => one.to)]
  const placedBefore = [...neighbours, ...placedAt(posts, difference.posts, (one) => one.from)]
  const nameOf = namer([...placedBefore, ...occupied])
  const were = new Set(collisionsBefore(posts, placedBefore, collisionMinutes).map(nameOf))
  const are = new Map(difference.posts.flatMap((post) => post.collisions).map((pair) => [nameOf(pair), pair]))
  return {
    difference,
    born: [...are].flatMap(([name, pair]) =>
      were.has(name) ? [] : [withNeighbour(pair, neighbours, occupied, collisionMinutes, now)],
    ),
    goneCollisions: [...were].filter((name) => !are.has(name)).length,
    collisionMinutes,
    neighbours,
    quietEnds: new Map(
      difference.posts.flatMap((post) => {
        const quietHours = quietHoursOf.get(post.postId)
        return post.quiet && post.to && quietHours ? [[post.postId, endOfQuietHours(quietHours, post.to)] as const] : []
      }),
    ),
  }
}

function anchoredPost(post: HangingPost): AnchoredPost[] {
  const channelIds = waitingChannels(post)
  // All of it is out, or on its way: no change of the countdown reaches it any more.
  if (channelIds.length === 0 && post.variants.length > 0) return []
  const standing = post.approvals.flatMap(({ t0 }) => t0 ?? [])
  return [
    {
      postId: post.id,
      timing: post.timing,
      channelIds,
      approved: post.approvals.length > 0,
      approvedFor: standing.toSorted(Temporal.Instant.compare)[0] ?? null,
      slipLimitSeconds: post.slipLimitSeconds,
      saysT0: post.saysT0,
      lateLimitSeconds: post.lateLimitSeconds,
      offer: post.offer,
      quietHours: post.quietHours,
      stands: standingOf(post),
    },
  ]
}

/** Where the deliveries that wait stand: they stand together. */
function standingOf({ variants }: HangingPost): Standing | null {
  const waiting = variants.find(({ state }) => state === 'scheduled' || state === 'claimed' || state === 'held')
  return waiting ? { at: waiting.dueAt, held: waiting.heldBecause } : null
}

export async function readCollisionMinutes(tx: AgencyTx): Promise<number> {
  const row = await tx
    .selectFrom('agencies')
    .select('collision_minutes')
    .where('agency_id', '=', tx.agencyId)
    .executeTakeFirst()
  return found(row, 'agency').collision_minutes
}

/** What else is planned on the same channels: armed, or with a fixed time and not armed yet. */
export async function readNeighbours(
  tx: AgencyTx,
  eventId: string,
  posts: readonly Pick<AnchoredPost, 'channelIds'>[],
  now: Instant,
): Promise<Neighbour[]> {
  const channelIds = [...new Set(posts.flatMap((post) => post.channelIds))]
  if (channelIds.length === 0) return []
  const { rows } = await sql<{ post_id: string; channel_id: string; title: string; at: Date; fixed: boolean }>`
    select p.id as post_id, v.channel_id, case when p.title <> '' then p.title else left(p.text, 80) end as title, coalesce(d.due_at, p.fixed_at) as at, p.timing_kind = 'fixed' as fixed
    from variants v
    join posts p on p.agency_id = v.agency_id and p.id = v.post_id
    left join deliveries d on d.agency_id = v.agency_id and d.post_id = v.post_id and d.variant_id = v.id
      and d.state in ('scheduled', 'claimed', 'sending', 'held')
    where v.channel_id = any(${channelIds}::uuid[]) and p.cancelled_at is null and not v.dropped
      and p.event_id is distinct from ${eventId}::uuid
      and coalesce(d.due_at, p.fixed_at) > ${now.toString()}::timestamptz
      and (d.id is not null or not exists (
        select from deliveries o where o.agency_id = v.agency_id and o.post_id = v.post_id and o.variant_id = v.id))
    order by at`.execute(tx)
  return rows.map((row) => ({
    postId: row.post_id,
    channelId: row.channel_id,
    at: row.at.toTemporalInstant(),
    title: row.title,
    fixed: row.fixed,
  }))
}

function placedAt(
  posts: readonly AnchoredPost[],
  differences: readonly PostDifference[],
  at: (one: PostDifference) => Instant | null,
): Placed[] {
  const channels = new Map(posts.map((post) => [post.postId, post.channelIds]))
  return differences.flatMap((one) => {
    const instant = at(one)
    if (!instant) return []
    return (channels.get(one.postId) ?? []).map((channelId) => ({ postId: one.postId, channelId, at: instant }))
  })
}

function collisionsBefore(posts: readonly AnchoredPost[], placed: readonly Placed[], minutes: number): Collision[] {
  const hanging = new Set(posts.map((post) => post.postId))
  return findCollisions(placed, minutes).filter(
    ({ first, second }) => hanging.has(first.postId) || hanging.has(second.postId),
  )
}

/** Names two posts on one channel, whichever comes first. By a number: there may be a hundred thousand pairs. */
function namer(placed: readonly Placed[]): (pair: Collision) => number {
  const posts = numbered(placed.map((one) => one.postId))
  const channels = numbered(placed.map((one) => one.channelId))
  return ({ channelId, first, second }) => {
    const [a, b] = [posts.get(first.postId)!, posts.get(second.postId)!]
    return (channels.get(channelId)! * posts.size + Math.min(a, b)) * posts.size + Math.max(a, b)
  }
}

function numbered(ids: readonly string[]): Map<string, number> {
  return new Map([...new Set(ids)].map((id, index) => [id, index]))
}

function withNeighbour(
  pair: Collision,
  neighbours: readonly Neighbour[],
  occupied: readonly Placed[],
  minutes: number,
  now: Instant,
): NewCollision {
  const other = neighbours.find(
    (one) =>
      one.channelId === pair.channelId && (one.postId === pair.first.postId || one.postId === pair.second.postId),
  )
  const freeAt = other?.fixed ? freeTime(other, occupied, minutes, now) : null
  return { ...pair, other: other ?? null, freeAt }
}

/** The nearest quarter of an hour at which a post collides with nothing on any of its channels: earlier first, within six hours. */
export function freeTime(post: Placed, occupied: readonly Placed[], minutes: number, now: Instant): Instant | null {
  const quarter = 15 * 60_000
  const base = Math.round(post.at.epochMilliseconds / quarter) * quarter
  const taken = occupied.filter((one) => one.channelId === post.channelId && one.postId !== post.postId)
  const isFree = (at: number) =>
    at > now.epochMilliseconds && taken.every((one) => Math.abs(one.at.epochMilliseconds - at) >= minutes * 60_000)
  for (let step = 1; step <= 24; step += 1) {
    const free = [base - step * quarter, base + step * quarter].find(isFree)
    if (free !== undefined) return Temporal.Instant.fromEpochMilliseconds(free)
  }
  return null
}
