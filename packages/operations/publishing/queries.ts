import type { AgencyTx } from '@comptoir/db'
import { connectorOf } from '@comptoir/connectors'
import { type Cause, DeliveryState, type HeldBecause } from '@comptoir/domain/publishing'
import { Id, Instant } from '@comptoir/domain/shared'
import { sql } from 'kysely'
import { z } from 'zod'

export const ListDeliveries = z.object({
  clientId: Id.nullable().default(null),
  channelId: Id.nullable().default(null),
  eventId: Id.nullable().default(null),
  postId: Id.nullable().default(null),
  states: z.array(DeliveryState).max(10).default([]),
  from: Instant.nullable().default(null),
  until: Instant.nullable().default(null),
  /** `past`: what was last touched first. `coming`: what is due next first. */
  order: z.enum(['past', 'coming']).default('past'),
  /** `next` of the page before. */
  cursor: z
    .string()
    .regex(/^[-\d :.+infty]{1,60}~[0-9a-f-]{36}$/)
    .nullable()
    .default(null),
  limit: z.int().min(1).max(200).default(50),
})
export type ListDeliveries = z.output<typeof ListDeliveries>

export type DeliveryLine = {
  id: string
  postId: string
  title: string
  text: string
  clientId: string
  clientName: string
  channelId: string
  network: string
  handle: string
  eventId: string | null
  eventName: string | null
  state: DeliveryState
  cause: Cause
  heldBecause: HeldBecause | null
  failure: unknown
  condition: string | null
  dueAt: string | null
  publishedAt: string | null
  /** Milliseconds between the instant and the publication; null while it is not out. */
  latenessMs: number | null
  permalink: string | null
  byHand: boolean
  tries: number
  attempts: number
  /** Changes whenever the right to send changes hands: an order names the one that it was given on. */
  fence: number
  /** The post is out; all that is still to leave, or in doubt, is its first comment. */
  commentOnly: boolean
}

type LineRow = {
  id: string
  post_id: string
  title: string
  text: string
  client_id: string
  client_name: string
  channel_id: string
  network: string
  handle: string
  event_id: string | null
  event_name: string | null
  state: string
  cause: string
  held_because: string | null
  failure: unknown
  condition: string | null
  due_at: Date | null
  published_at: Date | null
  sending_at: Date | null
  permalink: string | null
  by_hand: boolean
  tries: number
  attempts: number
  fence: number
  comment_only: boolean
  sort_at: string
}

const line = sql`
  d.id, d.post_id, case when p.title <> '' then p.title else left(p.text, 80) end as title, coalesce(v.parts[1], p.text) as text,
  p.client_id, c.name as client_name, d.channel_id, ch.network, ch.handle, d.event_id, e.name as event_name, d.state, d.cause,
  d.held_because, d.failure, d.condition, d.due_at, d.published_at, d.sending_at, d.permalink, d.by_hand, d.tries, d.fence, d.comment_only,
  (select count(*)::int from delivery_attempts a where a.agency_id = d.agency_id and a.delivery_id = d.id and a.kind = 'publish') as attempts`

const joins = sql`
  from deliveries d
  join posts p on p.agency_id = d.agency_id and p.id = d.post_id
  join clients c on c.agency_id = d.agency_id and c.id = p.client_id
  join channels ch on ch.agency_id = d.agency_id and ch.id = d.channel_id
  left join variants v on v.agency_id = d.agency_id and v.id = d.variant_id
  left join events e on e.agency_id = d.agency_id and e.id = d.event_id`

/** Deliveries by filters, one page at a time. `next` continues it; null at the end. */
export async function listDeliveries(
  tx: AgencyTx,
  input: ListDeliveries,
): Promise<{ lines: DeliveryLine[]; next: string | null }> {
  const [afterAt, afterId] = input.cursor?.split('~') ?? []
  const coming = input.order === 'coming'
  // What has no instant yet comes last among what is coming.
  const at = coming ? sql`coalesce(d.due_at, 'infinity')` : sql`coalesce(d.published_at, d.due_at, d.updated_at)`
  const beyond = coming ? sql`>` : sql`<`
  const direction = coming ? sql`asc` : sql`desc`
  const { rows } = await sql<LineRow>`
    select ${line}, ${at}::text as sort_at ${joins}
    where (${input.clientId}::uuid is null or p.client_id = ${input.clientId}::uuid)
      and (${input.channelId}::uuid is null or d.channel_id = ${input.channelId}::uuid)
      and (${input.eventId}::uuid is null or d.event_id = ${input.eventId}::uuid)
      and (${input.postId}::uuid is null or d.post_id = ${input.postId}::uuid)
      and (cardinality(${input.states}::text[]) = 0 or d.state = any(${input.states}::text[]))
      and (${input.from?.toString() ?? null}::timestamptz is null or ${at} >= ${input.from?.toString() ?? null}::timestamptz)
      and (${input.until?.toString() ?? null}::timestamptz is null or ${at} < ${input.until?.toString() ?? null}::timestamptz)
      and (${afterAt ?? null}::timestamptz is null or (${at}, d.id) ${beyond} (${afterAt ?? null}::timestamptz, ${afterId ?? null}::uuid))
    order by ${at} ${direction}, d.id ${direction} limit ${input.limit + 1}`.execute(tx)
  const shown = rows.slice(0, input.limit)
  const last = shown.at(-1)
  return {
    lines: shown.map(toLine),
    next: rows.length > input.limit && last ? `${last.sort_at}~${last.id}` : null,
  }
}

function toLine(row: LineRow): DeliveryLine {
  const late =
    row.by_hand || !row.due_at || !row.published_at ? null : row.published_at.getTime() - row.due_at.getTime()
  return {
    id: row.id,
    postId: row.post_id,
    title: row.title,
    text: row.text,
    clientId: row.client_id,
    clientName: row.client_name,
    channelId: row.channel_id,
    network: row.network,
    handle: row.handle,
    eventId: row.event_id,
    eventName: row.event_name,
    state: row.state as DeliveryState,
    cause: row.cause as Cause,
    heldBecause: row.held_because as HeldBecause | null,
    failure: row.failure,
    condition: row.condition,
    dueAt: row.due_at?.toISOString() ?? null,
    publishedAt: row.published_at?.toISOString() ?? null,
    latenessMs: late,
    permalink: row.permalink,
    byHand: row.by_hand,
    tries: row.tries,
    attempts: row.attempts,
    fence: row.fence,
    commentOnly: row.comment_only,
  }
}

/** How many deliveries stand in each state that wants a person, and what is coming: the head of the page. */
export async function countDeliveries(
  tx: AgencyTx,
  input: { clientId: string | null },
): Promise<{ state: DeliveryState; count: number }[]> {
  const { rows } = await sql<{ state: DeliveryState; count: number }>`
    select d.state, count(*)::int as count from deliveries d
    join posts p on p.agency_id = d.agency_id and p.id = d.post_id
    where ${input.clientId}::uuid is null or p.client_id = ${input.clientId}::uuid
    group by d.state order by d.state`.execute(tx)
  return rows
}

export { line, joins, toLine, type LineRow }

export const canOf = (network: string) => {
  const connector = connectorOf(network)
  return {
    withdraw: connector?.withdraw != null,
    mend: connector?.edit != null,
    look: connector?.manifest.capabilities.recentPosts ?? false,
    settlement: connector?.manifest.settlement ?? 'none',
  }
}
