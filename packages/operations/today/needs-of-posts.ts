import type { AgencyTx } from '@comptoir/db'
import { type Collision, findCollisions } from '@comptoir/domain/countdown'
import type { Actor, Instant } from '@comptoir/domain/shared'
import { sql } from 'kysely'
import type { Need } from './need.ts'
import type { PlannedPost } from './planned-posts.ts'

/** Posts that leave soon and that nobody has approved. */
export function needsOfApproval(posts: readonly PlannedPost[], memberId: string): Need[] {
  return posts.flatMap((post): Need[] => {
    const { reviewState } = post
    if (reviewState === 'approved') return []
    const corrected = reviewState !== 'in_review'
    return [
      {
        id: `not-approved:${post.id}`,
        kind: 'not-approved',
        at: post.at.toString(),
        path: `/posts/${post.id}`,
        who: corrected ? post.author : (post.duty ?? post.author),
        networks: [...new Set(post.channels.map((channel) => channel.network))],
        title: post.title,
        reviewState,
        timing: post.timing,
        comment: reviewState === 'changes_requested' ? post.comment : null,
        author: post.author?.name ?? null,
        mine: post.author?.id === memberId,
      },
    ]
  })
}

/** Posts too close to each other on one channel; a pair on three networks is one line. */
export function needsOfCollisions(posts: readonly PlannedPost[], minutes: number): Need[] {
  const byId = new Map(posts.map((post) => [post.id, post]))
  const placed = posts
    .filter((post) => post.shown !== 'published')
    .flatMap((post) => post.channels.map(({ id }) => ({ postId: post.id, channelId: id, at: post.at })))
  const pairs = Map.groupBy(findCollisions(placed, minutes), pairOf)
  return [...pairs.values()].flatMap((found): Need[] => {
    const [pair] = found
    const first = pair && byId.get(pair.first.postId)
    const second = pair && byId.get(pair.second.postId)
    if (!pair || !first || !second) return []
    const channels = new Set(found.map((one) => one.channelId))
    // The one with a time of its own is the one to move.
    const movable = second.timing.kind === 'fixed' || first.timing.kind !== 'fixed' ? second : first
    return [
      {
        id: `collision:${first.id}:${second.id}`,
        kind: 'collision',
        at: first.at.toString(),
        path: `/posts/${movable.id}`,
        who: movable.author,
        networks: [...new Set(first.channels.filter(({ id }) => channels.has(id)).map(({ network }) => network))],
        apartSeconds: pair.apartSeconds,
        first: { title: first.title, at: first.at.toString() },
        second: { title: second.title, at: second.at.toString() },
      },
    ]
  })
}

function pairOf({ first, second }: Collision): string {
  return `${first.postId} ${second.postId}`
}

/** Posts that were put before this member to review, and leave later than what is listed as unapproved anyway. */
export async function needsOfReview(
  tx: AgencyTx,
  actor: Actor & { kind: 'member' },
  listed: ReadonlySet<string>,
): Promise<Need[]> {
  const { rows } = await sql<{
    id: string
    title: string
    client: string
    author: string | null
    at: Date
    networks: string[]
  }>`
    select p.id, case when p.title <> '' then p.title else left(p.text, 80) end as title, c.name as client, w.name as author,
      n.at, array(select distinct ch.network from variants v
        join channels ch on ch.agency_id = v.agency_id and ch.id = v.channel_id
        where v.agency_id = p.agency_id and v.post_id = p.id and not v.dropped) as networks
    from posts p
    join clients c on c.agency_id = p.agency_id and c.id = p.client_id
    left join members w on w.agency_id = p.agency_id and w.id = p.author_id
    join lateral (select max(at) as at from notices where agency_id = p.agency_id and member_id = ${actor.memberId}::uuid
      and kind in ('review-asked', 'approval-lapsed') and subject_id = p.id::text) n on n.at is not null
    where p.review_state = 'in_review' and p.cancelled_at is null
    order by n.at limit 50`.execute(tx)
  return rows
    .filter((row) => !listed.has(row.id))
    .map((row) => ({
      id: `review:${row.id}`,
      kind: 'review',
      at: null,
      path: `/review?open=${row.id}`,
      who: null,
      networks: row.networks,
      title: row.title,
      author: row.author,
      client: row.client,
    }))
}

/** Changes of T-0 and state that this member has not read yet, newest of each event. */
export async function needsOfNotices(tx: AgencyTx, actor: Actor & { kind: 'member' }, since: Instant): Promise<Need[]> {
  const { rows } = await sql<{
    id: string
    kind: string
    subject_id: string
    at: Date
    detail: { event?: string; by?: string; from?: string | null; to?: string | null }
  }>`
    select distinct on (subject_id) id, kind, subject_id, at, detail from notices
    where member_id = ${actor.memberId}::uuid and read_at is null and at > ${since.toString()}::timestamptz
      and kind in ('event-slipped', 'event-held', 'event-scrubbed', 'event-launched')
    order by subject_id, id desc`.execute(tx)
  return rows.map((row) => ({
    id: `t0-changed:${row.id}`,
    kind: 't0-changed',
    at: row.at.toISOString(),
    path: `/countdown/${row.subject_id}`,
    who: null,
    networks: [],
    title: row.detail.event ?? '',
    noticeId: row.id,
    change: row.kind,
    by: row.detail.by ?? null,
    from: row.detail.from ?? null,
    to: row.detail.to ?? null,
  }))
}
