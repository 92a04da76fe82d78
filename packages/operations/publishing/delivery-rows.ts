import type { AgencyTx, DB } from '@comptoir/db'
import {
  type Attempt,
  type Condition,
  type Due,
  type Offer,
  offerStands,
  resolveDueAt,
  type Timing,
} from '@comptoir/domain/countdown'
import type { Cause, Delivery, DeliveryState, HeldBecause } from '@comptoir/domain/publishing'
import type { Selectable } from 'kysely'

export type DeliveryRow = Selectable<DB['deliveries']>

/** What `toDelivery` reads. Never `selectAll`: `prepared` is large. */
export const DELIVERY_COLUMNS = [
  'deliveries.id',
  'deliveries.post_id',
  'deliveries.variant_id',
  'deliveries.channel_id',
  'deliveries.event_id',
  'deliveries.state',
  'deliveries.cause',
  'deliveries.due_at',
  'deliveries.condition',
  'deliveries.late_limit_seconds',
  'deliveries.content_hash',
  'deliveries.fence',
  'deliveries.lease_until',
  'deliveries.claimed_by',
  'deliveries.held_because',
  'deliveries.tries',
  'deliveries.retry_at',
  'deliveries.sending_at',
  'deliveries.settle_at',
  'deliveries.published_at',
  'deliveries.remote_id',
  'deliveries.permalink',
  'deliveries.by_hand',
  'deliveries.comment_only',
] as const

type Named<Column> = Column extends `deliveries.${infer Name extends keyof DeliveryRow}` ? Name : never
export type DeliveryColumns = Pick<DeliveryRow, Named<(typeof DELIVERY_COLUMNS)[number]>>

export const instantOf = (date: Date | null): Temporal.Instant | null => date?.toTemporalInstant() ?? null

export function toDelivery(row: DeliveryColumns): Delivery {
  return {
    id: row.id,
    postId: row.post_id,
    variantId: row.variant_id,
    channelId: row.channel_id,
    eventId: row.event_id,
    state: row.state as DeliveryState,
    cause: row.cause as Cause,
    dueAt: instantOf(row.due_at),
    condition: row.condition as Condition | null,
    lateLimitSeconds: row.late_limit_seconds,
    contentHash: row.content_hash,
    fence: row.fence,
    leaseUntil: instantOf(row.lease_until),
    claimedBy: row.claimed_by,
    heldBecause: row.held_because as HeldBecause | null,
    tries: row.tries,
    retryAt: instantOf(row.retry_at),
    sendingAt: instantOf(row.sending_at),
    settleAt: instantOf(row.settle_at),
    // Kept by each step, see delivery_steps.empty_reads.
    emptyReads: 0,
    publishedAt: instantOf(row.published_at),
    remoteId: row.remote_id,
    permalink: row.permalink,
    byHand: row.by_hand,
    commentOnly: row.comment_only,
  }
}

type TimingColumns = Pick<
  Selectable<DB['posts']>,
  | 'timing_kind'
  | 'fixed_at'
  | 'anchor_base'
  | 'anchor_offset_seconds'
  | 'anchor_condition'
  | 'anchor_day_offset'
  | 'anchor_wall_time'
  | 'anchor_zone'
>

export const TIMING_COLUMNS = [
  'posts.timing_kind',
  'posts.fixed_at',
  'posts.anchor_base',
  'posts.anchor_offset_seconds',
  'posts.anchor_condition',
  'posts.anchor_day_offset',
  'posts.anchor_wall_time',
  'posts.anchor_zone',
  'posts.not_before',
  'posts.release',
  'posts.offer_attempt_id',
  'posts.offer_answer',
  'posts.offer_answered_at',
] as const

/** How a post is let go, and what a person said of it already. */
export function toOffer(
  row: Pick<Selectable<DB['posts']>, 'release' | 'offer_attempt_id' | 'offer_answer' | 'offer_answered_at'>,
): Offer {
  const { release, offer_attempt_id: attemptId, offer_answer: answer, offer_answered_at: at } = row
  return {
    release: release as Offer['release'],
    answer: attemptId && answer && at ? { attemptId, answer: answer as 'released', at: at.toTemporalInstant() } : null,
  }
}

/** What decides where the deliveries of a post belong. */
export function placeOf(row: TimingColumns & Parameters<typeof toOffer>[0] & { not_before: Date | null }) {
  return { timing: toTiming(row), offer: toOffer(row), notBefore: instantOf(row.not_before) }
}

/** When a post is due, or what it waits for; one that was offered, and that a person let be, waits again. */
export function dueOf(row: TimingColumns & Parameters<typeof toOffer>[0], attempt: Attempt | null): Due {
  const timing = toTiming(row)
  const due = resolveDueAt(timing, attempt)
  const dropped = due.kind === 'due' && attempt && offerStands(toOffer(row), timing, attempt.id) === 'dropped'
  return dropped ? { kind: 'waits', for: 'dropped', projected: null } : due
}

export function toTiming(row: TimingColumns): Timing {
  switch (row.timing_kind) {
    case 'fixed':
      return { kind: 'fixed', at: row.fixed_at!.toTemporalInstant() }
    case 'anchored':
      return {
        kind: 'anchored',
        base: row.anchor_base as 't0',
        offsetSeconds: row.anchor_offset_seconds!,
        condition: row.anchor_condition as Condition,
      }
    case 'calendar':
      return {
        kind: 'calendar',
        base: row.anchor_base as 't0',
        dayOffset: row.anchor_day_offset!,
        wallTime: row.anchor_wall_time!.slice(0, 5),
        zone: row.anchor_zone!,
        condition: row.anchor_condition as Condition,
      }
    default:
      return { kind: 'unscheduled' }
  }
}

/** The event's current attempt, as the rules of the countdown read it. The caller holds the event's lock where it races. */
export async function currentAttempt(tx: AgencyTx, eventId: string): Promise<Attempt | null> {
  const row = await tx
    .selectFrom('events')
    .innerJoin('attempts', (join) =>
      join.onRef('attempts.agency_id', '=', 'events.agency_id').onRef('attempts.id', '=', 'events.current_attempt_id'),
    )
    .selectAll('attempts')
    .where('events.id', '=', eventId)
    .executeTakeFirst()
  return row ? toAttempt(row) : null
}

export function toAttempt(row: Selectable<DB['attempts']>): Attempt {
  return {
    id: row.id,
    number: row.number,
    state: row.state as Attempt['state'],
    t0:
      row.t0_kind === 'instant'
        ? { kind: 'instant', at: row.t0!.toTemporalInstant() }
        : row.t0_kind === 'day'
          ? { kind: 'day', day: row.t0_day! }
          : { kind: 'unknown' },
    heldClockSeconds: row.held_clock_seconds,
    heldAt: instantOf(row.held_at),
    liftoffAt: instantOf(row.liftoff_at),
    scrubbedAt: instantOf(row.scrubbed_at),
    outcome: row.outcome as Attempt['outcome'],
    outcomeAt: instantOf(row.outcome_at),
  }
}
