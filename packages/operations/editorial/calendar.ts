import type { AgencyTx } from '@comptoir/db'
import { type PostState, postState, type ReviewState } from '@comptoir/domain/editorial'
import type { DeliveryState } from '@comptoir/domain/publishing'
import { sql } from 'kysely'
import { dueOf, TIMING_COLUMNS, toAttempt, toTiming } from '../publishing/index.ts'
import { readFixed } from './calendar-fixed.ts'
import { timingOnWire, type TimingOnWire } from './read-post.ts'

export type CalendarPost = {
  id: string
  clientId: string
  title: string
  eventId: string | null
  timing: TimingOnWire
  /** When it leaves, or would if T-0 held; null: waits in reserve, or unscheduled. */
  at: string | null
  /** True when `at` is a projection: nothing is sent on it. */
  projected: boolean
  state: PostState
  version: number
  /** Channel ids, in the composer's order. */
  channels: string[]
}

export type CalendarAsked = {
  from: Temporal.Instant
  until: Temporal.Instant
  clientId?: string | undefined
  channelId?: string | undefined
  campaignId?: string | undefined
  /** Who wrote it first. */
  authorId?: string | undefined
}

type Row = Parameters<typeof dueOf>[0] & {
  id: string
  client_id: string
  title: string
  event_id: string | null
  review_state: string
  version: number
  cancelled: boolean
  channels: string | null
  deliveries: string | null
}

/** Anchors reach so far from their T-0. */
const REACH = { hours: 90 * 24 }

/** The posts that leave in a period, and those that wait for something of an event near it; what has no instant comes last. */
export async function readCalendar(tx: AgencyTx, asked: CalendarAsked): Promise<CalendarPost[]> {
  const fixed = await readFixed(tx, asked)
  const hanging = await readHanging(tx, asked)
  return hanging.length === 0 ? fixed : [...fixed, ...hanging].sort((a, b) => instantOf(a) - instantOf(b))
}

const instantOf = ({ at }: CalendarPost) => (at === null ? Number.MAX_SAFE_INTEGER : Date.parse(at))

/** Two posts closer than so many minutes on one channel collide. */
export async function collisionMinutes(tx: AgencyTx): Promise<number> {
  const row = await tx
    .selectFrom('agencies')
    .select('collision_minutes')
    .where('agency_id', '=', tx.agencyId)
    .executeTakeFirstOrThrow()
  return row.collision_minutes
}

/** The posts that hang from an event near the period. */
async function readHanging(tx: AgencyTx, asked: CalendarAsked): Promise<CalendarPost[]> {
  const attempts = await tx
    .selectFrom('events as e')
    .innerJoin('attempts as a', (join) =>
      join.onRef('a.agency_id', '=', 'e.agency_id').onRef('a.id', '=', 'e.current_attempt_id'),
    )
    .selectAll('a')
    .where((eb) =>
      eb.or([
        eb('a.t0', 'is', null),
        eb.and([
          eb('a.t0', '>=', new Date(asked.from.subtract(REACH).epochMilliseconds)),
          eb('a.t0', '<', new Date(asked.until.add(REACH).epochMilliseconds)),
        ]),
      ]),
    )
    .execute()
  const attemptOf = new Map(attempts.map((row) => [row.event_id, toAttempt(row)]))
  const eventIds = [...attemptOf.keys()]
  if (eventIds.length === 0) return []
  let query = tx
    .selectFrom('posts')
    .select(['posts.id', 'posts.client_id', 'posts.event_id', 'posts.review_state', 'posts.version'])
    .select(TIMING_COLUMNS)
    .select([
      sql<string>`case when posts.title <> '' then posts.title else left(posts.text, 80) end`.as('title'),
      sql<boolean>`posts.cancelled_at is not null`.as('cancelled'),
      sql<string | null>`(select string_agg(v.channel_id::text, ',' order by v.position)
        from variants v where v.agency_id = posts.agency_id and v.post_id = posts.id and not v.dropped)`.as('channels'),
      sql<
        string | null
      >`(select string_agg(d.state || ' ' || coalesce((extract(epoch from d.due_at) * 1000)::bigint::text, ''), ',')
        from deliveries d where d.agency_id = posts.agency_id and d.post_id = posts.id)`.as('deliveries'),
    ])
    .where('posts.event_id', 'in', eventIds)
    .where('posts.timing_kind', 'in', ['anchored', 'calendar'])
  if (asked.clientId) query = query.where('posts.client_id', '=', asked.clientId)
  if (asked.campaignId) query = query.where('posts.campaign_id', '=', asked.campaignId)
  if (asked.authorId) query = query.where('posts.author_id', '=', asked.authorId)
  if (asked.channelId)
    query = query.where((eb) =>
      eb.exists(
        eb
          .selectFrom('variants')
          .select('variants.id')
          .whereRef('variants.post_id', '=', 'posts.id')
          .where('variants.channel_id', '=', asked.channelId!)
          .where('variants.dropped', '=', false),
      ),
    )
  const from = asked.from.epochMilliseconds
  const until = asked.until.epochMilliseconds
  return (await query.execute())
    .map((row) => toCalendarPost(row, attemptOf))
    .filter((post) => post.at === null || (instantOf(post) >= from && instantOf(post) < until))
}

function toCalendarPost(row: Row, attemptOf: Map<string, ReturnType<typeof toAttempt>>): CalendarPost {
  const deliveries = (row.deliveries?.split(',') ?? []).map((text) => {
    const [state = '', due = ''] = text.split(' ')
    return { state: state as DeliveryState, due: due === '' ? null : Number(due) }
  })
  const timing = toTiming(row)
  const { at, projected } = whenOf(row, deliveries, attemptOf)
  const states = deliveries.map((one) => one.state)
  return {
    id: row.id,
    clientId: row.client_id,
    title: row.title,
    eventId: row.event_id,
    timing: timingOnWire(timing),
    at,
    projected,
    state: row.cancelled ? 'cancelled' : postState(row.review_state as ReviewState, states),
    version: row.version,
    channels: row.channels?.split(',') ?? [],
  }
}

/**
 * A delivery that knows its instant knows better than the plan: what left under an earlier attempt stays where it left. One that is kept back knows
 * only where it was: a post that was moved, and waits for its approval since, stands where it would leave now.
 */
function whenOf(
  row: Row,
  deliveries: { state: DeliveryState; due: number | null }[],
  attemptOf: Map<string, ReturnType<typeof toAttempt>>,
): { at: string | null; projected: boolean } {
  const earliest = (some: { due: number | null }[]) => {
    const known = some.flatMap((one) => one.due ?? [])
    return known.length > 0 ? new Date(Math.min(...known)).toISOString() : null
  }
  const moving = earliest(deliveries.filter(({ state }) => state !== 'held' && state !== 'cancelled'))
  if (moving) return { at: moving, projected: false }
  const due = dueOf(row, row.event_id ? (attemptOf.get(row.event_id) ?? null) : null)
  if (due.kind === 'due') return { at: due.at.toString(), projected: true }
  const kept = earliest(deliveries)
  return kept ? { at: kept, projected: false } : { at: due.projected?.toString() ?? null, projected: true }
}
