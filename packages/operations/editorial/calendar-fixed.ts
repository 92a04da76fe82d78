import type { AgencyTx } from '@comptoir/db'
import { type PostState, postState, type ReviewState } from '@comptoir/domain/editorial'
import type { DeliveryState } from '@comptoir/domain/publishing'
import { sql } from 'kysely'
import type { CalendarAsked, CalendarPost } from './calendar.ts'

/** Column by column, posts in the order of their instants; `of` names a post by its place. */
type Answer = {
  posts: {
    id: string[]
    client: string[]
    event: (string | null)[]
    review: (ReviewState | 'cancelled')[]
    version: number[]
    title: string[]
    at: string[]
  }
  variants: { of: number[]; channel: string[] }
  deliveries: { of: number[]; state: DeliveryState[] }
}

/**
 * The posts with an instant of their own, nearly all of a month. They come as a few columns of JSON and not as rows: for 5,000 posts the driver's work on each cell, and
 * the garbage that it leaves, weigh more than the query.
 */
export async function readFixed(tx: AgencyTx, asked: CalendarAsked): Promise<CalendarPost[]> {
  const ofClient = asked.clientId ? sql`and client_id = ${asked.clientId}::uuid` : sql``
  const ofCampaign = asked.campaignId ? sql`and campaign_id = ${asked.campaignId}::uuid` : sql``
  const ofAuthor = asked.authorId ? sql`and author_id = ${asked.authorId}::uuid` : sql``
  const onChannel = asked.channelId
    ? sql`and exists (select 1 from variants v where v.agency_id = posts.agency_id and v.post_id = posts.id
        and v.channel_id = ${asked.channelId}::uuid and not v.dropped)`
    : sql``
  const { rows } = await sql<Answer>`
    with p as materialized (
      select agency_id, id, client_id, event_id, version, fixed_at at time zone 'UTC' as at, row_number() over (order by fixed_at, id) - 1 as n,
        case when cancelled_at is null then review_state else 'cancelled' end as review, case when title <> '' then title else left(text, 80) end as title
      from posts
      where fixed_at >= ${asked.from.toString()}::timestamptz and fixed_at < ${asked.until.toString()}::timestamptz ${ofClient} ${ofCampaign} ${ofAuthor} ${onChannel}
    )
    select
      (select json_build_object('id', json_agg(id), 'client', json_agg(client_id), 'event', json_agg(event_id), 'review', json_agg(review),
        'version', json_agg(version), 'title', json_agg(title), 'at', json_agg(at)) from (select * from p order by n) as p) as posts,
      (select json_build_object('of', json_agg(n), 'channel', json_agg(channel_id)) from (
        select p.n, v.channel_id from p join variants v on v.agency_id = p.agency_id and v.post_id = p.id
        where not v.dropped order by v.position) as v) as variants,
      (select json_build_object('of', json_agg(n), 'state', json_agg(state)) from (
        select p.n, d.state from p join deliveries d on d.agency_id = p.agency_id and d.post_id = p.id) as d) as deliveries`.execute(
    tx,
  )
  const { posts, variants, deliveries } = rows[0]!
  // An aggregate of nothing is null.
  if (!posts.id) return []
  const channels = posts.id.map((): string[] => [])
  for (const [i, place] of (variants.of ?? []).entries()) channels[place]!.push(variants.channel[i]!)
  const states = posts.id.map((): DeliveryState[] => [])
  for (const [i, place] of (deliveries.of ?? []).entries()) states[place]!.push(deliveries.state[i]!)
  return posts.id.map((id, i) => {
    const review = posts.review[i]!
    const at = `${posts.at[i]!}Z`
    const state: PostState = review === 'cancelled' ? review : postState(review, states[i]!)
    return {
      id,
      clientId: posts.client[i]!,
      title: posts.title[i]!,
      eventId: posts.event[i] ?? null,
      timing: { kind: 'fixed', at },
      at,
      projected: false,
      state,
      version: posts.version[i]!,
      channels: channels[i]!,
    }
  })
}
