import type { AgencyTx } from '@comptoir/db'
import type { QuietHours } from '@comptoir/domain/clients'
import { type Offer, t0PlaceholdersIn, type Timing } from '@comptoir/domain/countdown'
import { type PostState, postState, type ReviewState } from '@comptoir/domain/editorial'
import type { DeliveryState, HeldBecause } from '@comptoir/domain/publishing'
import { DEFAULT_SLIP_LIMIT_SECONDS } from '@comptoir/domain/mandates'
import type { Instant } from '@comptoir/domain/shared'
import { sql } from 'kysely'
import { toOffer } from '../publishing/index.ts'
import { instantFrom, TIMING_COLUMNS, timingFrom } from './event-row.ts'

/** One variant of a post that hangs from an event, and what has become of it. */
export type HangingVariant = {
  variantId: string
  channelId: string
  network: string
  handle: string
  deliveryId: string | null
  state: DeliveryState | null
  dueAt: Instant | null
  heldBecause: HeldBecause | null
  permalink: string | null
}

/** A post that hangs from an event. `approvals` are the standing ones, with the T-0 that each was given for. */
export type HangingPost = {
  id: string
  title: string
  timing: Timing
  reviewState: ReviewState
  shown: PostState
  mandateId: string | null
  authorId: string | null
  slipLimitSeconds: number
  /** The placeholders that say T-0 in what has not left. */
  saysT0: string[]
  lateLimitSeconds: number
  offer: Offer
  client: { id: string; name: string }
  campaign: { id: string; name: string } | null
  quietHours: QuietHours | null
  notBefore: Instant | null
  variants: HangingVariant[]
  approvals: { id: string; variantId: string; t0: Instant | null }[]
}

const LEFT: ReadonlySet<DeliveryState | null> = new Set(['sending', 'published', 'partial', 'uncertain', 'withdrawn'])

/** The channels on which a post has not started to leave: what a change of the countdown still reaches. */
export function waitingChannels(post: HangingPost): string[] {
  return post.variants.filter((variant) => !LEFT.has(variant.state)).map((variant) => variant.channelId)
}

/** Every post that hangs from the event, but for those called off; in three statements, however many there are. */
export async function readHangingPosts(tx: AgencyTx, eventId: string): Promise<HangingPost[]> {
  const posts = await tx
    .selectFrom('posts as p')
    .leftJoin('mandates as m', (on) => on.onRef('m.agency_id', '=', 'p.agency_id').onRef('m.id', '=', 'p.mandate_id'))
    .innerJoin('clients as c', (on) => on.onRef('c.agency_id', '=', 'p.agency_id').onRef('c.id', '=', 'p.client_id'))
    .leftJoin('campaigns as k', (on) => on.onRef('k.agency_id', '=', 'p.agency_id').onRef('k.id', '=', 'p.campaign_id'))
    .select(['p.id', 'p.review_state', 'p.mandate_id', 'p.author_id', 'p.not_before', 'm.slip_limit_seconds'])
    .select(['p.late_limit_seconds', 'p.release', 'p.offer_attempt_id', 'p.offer_answer', 'p.offer_answered_at'])
    .select(['p.client_id', 'c.name as client', 'c.quiet_from', 'c.quiet_until', 'c.quiet_zone'])
    .select(['k.id as campaign_id', 'k.name as campaign'])
    .select(TIMING_COLUMNS.map((name) => `p.${name}` as const))
    .select(sql<string>`case when p.title <> '' then p.title else left(p.text, 80) end`.as('title'))
    .select(sql<string | null>`case when p.text ilike '%{t0%' then p.text end`.as('t0_text'))
    .where('p.event_id', '=', eventId)
    .where('p.timing_kind', 'in', ['anchored', 'calendar'])
    .where('p.cancelled_at', 'is', null)
    .orderBy('p.id')
    .execute()
  if (posts.length === 0) return []
  const variants = Map.groupBy(await readVariants(tx, eventId), (row) => row.post_id)
  const approvals = Map.groupBy(await readApprovals(tx, eventId), (row) => row.post_id)
  return posts.map((row) => {
    const hanging = (variants.get(row.id) ?? []).map((one): HangingVariant => ({
      variantId: one.variant_id,
      channelId: one.channel_id,
      network: one.network,
      handle: one.handle,
      deliveryId: one.delivery_id,
      state: one.state as DeliveryState | null,
      dueAt: instantFrom(one.due_at),
      heldBecause: one.held_because as HeldBecause | null,
      permalink: one.permalink,
    }))
    const reviewState = row.review_state as ReviewState
    return {
      id: row.id,
      title: row.title,
      timing: timingFrom(row),
      reviewState,
      shown: postState(
        reviewState,
        hanging.flatMap(({ state }) => state ?? []),
      ),
      mandateId: row.mandate_id,
      authorId: row.author_id,
      slipLimitSeconds: row.slip_limit_seconds ?? DEFAULT_SLIP_LIMIT_SECONDS,
      saysT0: t0SaidBy(row.t0_text, variants.get(row.id) ?? []),
      lateLimitSeconds: row.late_limit_seconds,
      offer: toOffer(row),
      client: { id: row.client_id, name: row.client },
      campaign: row.campaign_id && row.campaign ? { id: row.campaign_id, name: row.campaign } : null,
      quietHours: quietHoursOf(row),
      notBefore: instantFrom(row.not_before),
      variants: hanging,
      approvals: (approvals.get(row.id) ?? []).map((one) => ({
        id: one.id,
        variantId: one.variant_id,
        t0: instantFrom(one.t0),
      })),
    }
  })
}

function readVariants(tx: AgencyTx, eventId: string) {
  return tx
    .selectFrom('variants as v')
    .innerJoin('posts as p', (on) => on.onRef('p.agency_id', '=', 'v.agency_id').onRef('p.id', '=', 'v.post_id'))
    .innerJoin('channels as c', (on) => on.onRef('c.agency_id', '=', 'v.agency_id').onRef('c.id', '=', 'v.channel_id'))
    .leftJoinLateral(
      (from) =>
        from
          .selectFrom('deliveries')
          .select(['id', 'state', 'due_at', 'held_because', 'permalink'])
          .whereRef('deliveries.agency_id', '=', 'v.agency_id')
          .whereRef('deliveries.post_id', '=', 'v.post_id')
          .whereRef('deliveries.variant_id', '=', 'v.id')
          .where('deliveries.state', '<>', 'cancelled')
          .orderBy('deliveries.id', 'desc')
          .limit(1)
          .as('d'),
      (on) => on.onTrue(),
    )
    .select(sql<boolean>`v.parts is null`.as('follows'))
    .select(
      sql<string | null>`(select w from concat_ws(' ', array_to_string(v.parts, ' '), v.first_comment) w
        where w ilike '%{t0%')`.as('t0_words'),
    )
    .select(['v.post_id', 'v.id as variant_id', 'v.channel_id', 'c.network', 'c.handle'])
    .select(['d.id as delivery_id', 'd.state', 'd.due_at', 'd.held_because', 'd.permalink'])
    .where('p.event_id', '=', eventId)
    .where('v.dropped', '=', false)
    .orderBy('v.position')
    .execute()
}

function readApprovals(tx: AgencyTx, eventId: string) {
  return tx
    .selectFrom('approvals as a')
    .innerJoin('posts as p', (on) => on.onRef('p.agency_id', '=', 'a.agency_id').onRef('p.id', '=', 'a.post_id'))
    .select(['a.id', 'a.post_id', 'a.variant_id', 'a.t0'])
    .where('p.event_id', '=', eventId)
    .where('a.lapsed_at', 'is', null)
    .execute()
}

/** A client's quiet hours, null where there are none. */
export function quietHoursOf(row: {
  quiet_from: string | null
  quiet_until: string | null
  quiet_zone: string | null
}): QuietHours | null {
  return row.quiet_from && row.quiet_until && row.quiet_zone
    ? { from: row.quiet_from.slice(0, 5), until: row.quiet_until.slice(0, 5), zone: row.quiet_zone }
    : null
}

type SaidT0 = { state: string | null; follows: boolean; t0_words: string | null }

/** Only texts that may say T-0 were read: most do not. */
function t0SaidBy(common: string | null, variants: readonly SaidT0[]): string[] {
  const waiting = variants.filter(({ state }) => !LEFT.has(state as DeliveryState | null))
  const texts = waiting.flatMap(({ follows, t0_words }) => [follows ? common : null, t0_words])
  return [...new Set(texts.flatMap((text) => (text ? t0PlaceholdersIn(text) : [])))]
}
