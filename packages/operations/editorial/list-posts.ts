import type { AgencyTx } from '@comptoir/db'
import { type PostState, postState, type ReviewState } from '@comptoir/domain/editorial'
import type { DeliveryState } from '@comptoir/domain/publishing'
import { sql } from 'kysely'

export type PostLine = {
  id: string
  title: string
  clientId: string
  clientName: string
  authorId: string | null
  authorName: string | null
  reviewState: ReviewState
  state: PostState
  version: number
  dueAt: string | null
  channels: string[]
  lastComment: string | null
  updatedAt: string
}

type Asked = { show: 'review' | 'drafts' | 'unscheduled' | 'cancelled'; clientId?: string | undefined; limit: number }

/** What waits for somebody's reading, drafts, posts without a time; those due first come first. */
export async function listPosts(tx: AgencyTx, asked: Asked): Promise<PostLine[]> {
  let query = tx
    .selectFrom('posts as p')
    .innerJoin('clients as c', (join) =>
      join.onRef('c.agency_id', '=', 'p.agency_id').onRef('c.id', '=', 'p.client_id'),
    )
    .leftJoin('members as m', (join) => join.onRef('m.agency_id', '=', 'p.agency_id').onRef('m.id', '=', 'p.author_id'))
    .leftJoin('events as e', (join) => join.onRef('e.agency_id', '=', 'p.agency_id').onRef('e.id', '=', 'p.event_id'))
    .leftJoin('attempts as a', (join) =>
      join.onRef('a.agency_id', '=', 'e.agency_id').onRef('a.id', '=', 'e.current_attempt_id'),
    )
    .select(['p.id', 'p.client_id', 'c.name as client_name', 'p.author_id', 'm.name as author_name', 'p.review_state'])
    .select(['p.version', 'p.updated_at', 'p.cancelled_at'])
    .select([
      sql<string>`case when p.title <> '' then p.title else left(p.text, 80) end`.as('title'),
      sql<Date | null>`coalesce(p.fixed_at, a.t0 + make_interval(secs => p.anchor_offset_seconds))`.as('due_at'),
      sql<
        string[]
      >`array(select v.channel_id from variants v where v.agency_id = p.agency_id and v.post_id = p.id and not v.dropped order by v.position)`.as(
        'channels',
      ),
      sql<string[]>`array(select d.state from deliveries d where d.agency_id = p.agency_id and d.post_id = p.id)`.as(
        'states',
      ),
      sql<
        string | null
      >`(select r.comment from reviews r where r.agency_id = p.agency_id and r.post_id = p.id and r.comment is not null order by r.id desc limit 1)`.as(
        'last_comment',
      ),
    ])
    .orderBy(sql`due_at`, (order) => order.asc().nullsLast())
    .orderBy('p.id', 'desc')
    .limit(asked.limit)
  query =
    asked.show === 'cancelled'
      ? query.where('p.cancelled_at', 'is not', null)
      : query.where('p.cancelled_at', 'is', null)
  if (asked.show === 'review') query = query.where('p.review_state', 'in', ['in_review', 'changes_requested'])
  if (asked.show === 'drafts') query = query.where('p.review_state', '=', 'draft')
  if (asked.show === 'unscheduled') query = query.where('p.timing_kind', '=', 'unscheduled')
  if (asked.clientId) query = query.where('p.client_id', '=', asked.clientId)
  return (await query.execute()).map((row) => ({
    id: row.id,
    title: row.title,
    clientId: row.client_id,
    clientName: row.client_name,
    authorId: row.author_id,
    authorName: row.author_name,
    reviewState: row.review_state as ReviewState,
    state: row.cancelled_at ? 'cancelled' : postState(row.review_state as ReviewState, row.states as DeliveryState[]),
    version: row.version,
    dueAt: row.due_at?.toISOString() ?? null,
    channels: row.channels,
    lastComment: row.last_comment,
    updatedAt: row.updated_at.toISOString(),
  }))
}
