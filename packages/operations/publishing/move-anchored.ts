import type { AgencyTx } from '@comptoir/db'
import type { Condition } from '@comptoir/domain/countdown'
import type { Cause, HeldBecause } from '@comptoir/domain/publishing'
import type { Actor } from '@comptoir/domain/shared'
import { align } from './align.ts'
import { currentAttempt, DELIVERY_COLUMNS, placeOf, TIMING_COLUMNS, toDelivery } from './delivery-rows.ts'
import { type Change, type DeliveryRef, refOf, saveMoves } from './save-moves.ts'

/** One delivery that a change of the countdown moved, held or let go. Instants are null while none is known. */
export type AnchoredMove = DeliveryRef & {
  from: Temporal.Instant | null
  to: Temporal.Instant | null
  fence: number
  /** Set when it is held after the change. */
  heldBecause: HeldBecause | null
  /** It was held before the change, and no longer is. */
  released: boolean
}

type CountdownCause = Extract<
  Cause,
  'countdown-changed' | 'event-held' | 'event-scrubbed' | 'release-asked' | 'offer-dropped'
>

/** The caller holds the event's row FOR UPDATE: no gate is passing while this runs, and none passes on the old facts after it. */
async function alignEvent(
  tx: AgencyTx,
  actor: Actor,
  eventId: string,
  cause: CountdownCause,
  { except = null, postId = null }: { except?: Condition | null; postId?: string | null } = {},
): Promise<AnchoredMove[]> {
  const attempt = await currentAttempt(tx, eventId)
  let query = tx
    .selectFrom('deliveries')
    .innerJoin('posts', (join) =>
      join.onRef('posts.agency_id', '=', 'deliveries.agency_id').onRef('posts.id', '=', 'deliveries.post_id'),
    )
    .select(DELIVERY_COLUMNS)
    .select(TIMING_COLUMNS)
    .where('deliveries.event_id', '=', eventId)
    .where('deliveries.state', 'in', ['scheduled', 'claimed', 'held'])
    .orderBy('deliveries.id')
    .forUpdate('deliveries')
  if (except) query = query.where('deliveries.condition', '<>', except)
  if (postId) query = query.where('deliveries.post_id', '=', postId)
  const rows = await query.execute()
  const now = await tx.now()
  const changes: Change[] = []
  const moves: AnchoredMove[] = []
  for (const row of rows) {
    const delivery = toDelivery(row)
    const outcome = align(delivery, { ...placeOf(row), attempt, now }, cause)
    if (!outcome) continue
    changes.push({ moved: outcome, fence: delivery.fence })
    const { dueAt, state, heldBecause } = outcome.delivery
    moves.push({
      ...refOf(delivery),
      from: delivery.dueAt,
      to: dueAt,
      fence: outcome.delivery.fence,
      heldBecause: state === 'held' ? heldBecause : null,
      released: delivery.state === 'held' && state !== 'held',
    })
  }
  await saveMoves(tx, actor, changes)
  tx.wake('comptoir_dispatch')
  return moves
}

/**
 * After T-0, a state or the attempt changed: every unpublished anchored delivery of the event is brought to where it now belongs, in the caller's
 * transaction. What a slip puts in the past is held; what waits for something has no instant; a claim is void.
 */
export async function moveAnchored(
  tx: AgencyTx,
  actor: Actor,
  eventId: string,
  cause: 'countdown-changed' = 'countdown-changed',
): Promise<AnchoredMove[]> {
  return alignEvent(tx, actor, eventId, cause)
}

/**
 * Holds what hangs from the event: all of it on a hold; all but what was written for a scrub (`except: 'scrubbed'`) on a scrub. To be called after the attempt's
 * new state is written. From the commit on nothing of it enters `sending`; ask `outOfHand` what had already left.
 */
export async function holdAnchored(
  tx: AgencyTx,
  actor: Actor,
  eventId: string,
  { except = null }: { except?: 'scrubbed' | null } = {},
): Promise<AnchoredMove[]> {
  return alignEvent(tx, actor, eventId, except ? 'event-scrubbed' : 'event-held', { except })
}

/** Lets go what a hold kept back, each at its instant under the resumed attempt. */
export async function releaseAnchored(tx: AgencyTx, actor: Actor, eventId: string): Promise<AnchoredMove[]> {
  return alignEvent(tx, actor, eventId, 'countdown-changed')
}

/** After a person answered an offer: brings what waits of one post where it now belongs. The caller holds the event's row FOR UPDATE. */
export async function realignPost(
  tx: AgencyTx,
  actor: Actor,
  eventId: string,
  postId: string,
  cause: Extract<Cause, 'release-asked' | 'offer-dropped'>,
): Promise<AnchoredMove[]> {
  return alignEvent(tx, actor, eventId, cause, { postId })
}
