import type { AgencyTx } from '@comptoir/db'
import type { Attempt } from '@comptoir/domain/countdown'
import { type PostState, postState, type ReviewState } from '@comptoir/domain/editorial'
import type { DeliveryState } from '@comptoir/domain/publishing'
import type { Instant } from '@comptoir/domain/shared'
import { sql } from 'kysely'
import { type TimingOnWire, timingOnWire } from '../countdown/index.ts'
import { dueOf, TIMING_COLUMNS, toAttempt, toTiming } from '../publishing/index.ts'

export type PlannedPost = {
  id: string
  title: string
  client: string
  clientId: string
  eventId: string | null
  reviewState: ReviewState
  shown: PostState
  timing: TimingOnWire
  at: Instant
  author: { id: string; name: string } | null
  duty: { id: string; name: string } | null
  channels: { id: string; network: string }[]
  comment: { by: string; words: string } | null
}

/** Every post that leaves between two instants, armed or not, by its time. What waits for an outcome or a scrub is not among them. */
export async function plannedPosts(tx: AgencyTx, from: Instant, until: Instant): Promise<PlannedPost[]> {
  const rows = await tx
    .selectFrom('posts')
    .innerJoin('clients as c', (on) =>
      on.onRef('c.agency_id', '=', 'posts.agency_id').onRef('c.id', '=', 'posts.client_id'),
    )
    .leftJoin('members as w', (on) =>
      on.onRef('w.agency_id', '=', 'posts.agency_id').onRef('w.id', '=', 'posts.author_id'),
    )
    .leftJoin('mandates as ma', (on) =>
      on.onRef('ma.agency_id', '=', 'posts.agency_id').onRef('ma.id', '=', 'posts.mandate_id'),
    )
    .leftJoin('members as duty', (on) =>
      on.onRef('duty.agency_id', '=', 'ma.agency_id').onRef('duty.id', '=', 'ma.duty_member_id'),
    )
    .select(TIMING_COLUMNS)
    .select(['posts.id', 'posts.client_id', 'posts.event_id', 'posts.review_state', 'c.name as client'])
    .select(['w.id as author_id', 'w.name as author', 'duty.id as duty_id', 'duty.name as duty'])
    .select([
      sql<string>`case when posts.title <> '' then posts.title else left(posts.text, 80) end`.as('title'),
      sql<{ id: string; network: string; state: DeliveryState | null; due: string | null }[]>`(
        select coalesce(jsonb_agg(jsonb_build_object('id', v.channel_id, 'network', ch.network, 'state', d.state, 'due', d.due_at)
          order by v.position), '[]')
        from variants v
        join channels ch on ch.agency_id = v.agency_id and ch.id = v.channel_id
        left join deliveries d on d.agency_id = v.agency_id and d.variant_id = v.id and d.state <> 'cancelled'
        where v.agency_id = posts.agency_id and v.post_id = posts.id and not v.dropped)`.as('channels'),
      sql<{ by: string; words: string } | null>`(
        select jsonb_build_object('by', m.name, 'words', r.comment) from reviews r
        join members m on m.agency_id = r.agency_id and m.id = r.member_id
        where r.agency_id = posts.agency_id and r.post_id = posts.id and r.kind = 'changes-requested'
        order by r.id desc limit 1)`.as('comment'),
    ])
    .where('posts.cancelled_at', 'is', null)
    .where(
      sql<boolean>`posts.timing_kind in ('anchored', 'calendar')
        or (posts.fixed_at >= ${from.toString()}::timestamptz and posts.fixed_at < ${until.toString()}::timestamptz)`,
    )
    // An event that ended long ago makes nothing due today.
    .where(
      sql<boolean>`posts.event_id is null or exists (select from events e
        join attempts a on a.agency_id = e.agency_id and a.id = e.current_attempt_id
        where e.agency_id = posts.agency_id and e.id = posts.event_id
          and coalesce(a.outcome_at, a.scrubbed_at, a.liftoff_at, a.t0, clock_timestamp()) > clock_timestamp() - interval '120 days')`,
    )
    .execute()
  const attempts = await attemptsOf(tx, [...new Set(rows.flatMap((row) => row.event_id ?? []))])
  const planned = rows.flatMap((row): PlannedPost[] => {
    const timing = toTiming(row)
    const due = dueOf(row, row.event_id ? (attempts.get(row.event_id) ?? null) : null)
    // What hangs from a lift-off that is still ahead is expected at T-0, and shown there.
    const expected = due.kind === 'due' ? due.at : due.for === 'not-launched' ? due.projected : null
    const armed = row.channels.flatMap(({ due: at }) => (at ? Temporal.Instant.from(at) : []))
    const at = armed.toSorted(Temporal.Instant.compare)[0] ?? expected
    if (!at || Temporal.Instant.compare(at, from) < 0 || Temporal.Instant.compare(at, until) >= 0) return []
    const reviewState = row.review_state as ReviewState
    return [
      {
        id: row.id,
        title: row.title,
        client: row.client,
        clientId: row.client_id,
        eventId: row.event_id,
        reviewState,
        shown: postState(
          reviewState,
          row.channels.flatMap(({ state }) => state ?? []),
        ),
        timing: timingOnWire(timing),
        at,
        author: row.author_id && row.author ? { id: row.author_id, name: row.author } : null,
        duty: row.duty_id && row.duty ? { id: row.duty_id, name: row.duty } : null,
        channels: row.channels.map(({ id, network }) => ({ id, network })),
        comment: row.comment,
      },
    ]
  })
  return planned.toSorted((a, b) => Temporal.Instant.compare(a.at, b.at) || a.title.localeCompare(b.title))
}

async function attemptsOf(tx: AgencyTx, eventIds: string[]): Promise<Map<string, Attempt>> {
  if (eventIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('events as e')
    .innerJoin('attempts as a', (on) =>
      on.onRef('a.agency_id', '=', 'e.agency_id').onRef('a.id', '=', 'e.current_attempt_id'),
    )
    .selectAll('a')
    .where('e.id', 'in', eventIds)
    .execute()
  return new Map(rows.map((row) => [row.event_id, toAttempt(row)]))
}
