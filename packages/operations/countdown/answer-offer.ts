import { type AgencyTx, jsonb } from '@comptoir/db'
import { type AnswerOffer, landingOf } from '@comptoir/domain/countdown'
import { type Actor, refused, type Refused } from '@comptoir/domain/shared'
import { placeOf, realignPost, TIMING_COLUMNS } from '../publishing/index.ts'
import { changed, found, record } from '../shared/index.ts'
import { actorName } from './actor-name.ts'
import { dateFrom } from './event-row.ts'
import { clockOf, lockEvent } from './lock-event.ts'
import { attemptOnWire } from './on-wire.ts'

export type OfferAnswered =
  | { kind: 'answered'; answer: AnswerOffer['answer']; deliveries: number }
  | Refused<'attempt-changed' | 'not-offered' | 'already-answered' | 'already-out' | 'cancelled'>

/**
 * Lets an offered post go, or lets it be. A second press finds it answered; until it has left, one may still change one's mind. The gate judges what was
 * let go as it judges everything: approval, stop switch, credentials.
 */
export async function answerOffer(tx: AgencyTx, actor: Actor, input: AnswerOffer): Promise<OfferAnswered> {
  const event = await lockEvent(tx, input.eventId)
  if (event.attempt.id !== input.attemptId) return refused('attempt-changed')
  const post = found(
    await tx
      .selectFrom('posts')
      .select(['posts.id', 'posts.title', 'posts.cancelled_at', 'posts.late_limit_seconds'])
      .select(TIMING_COLUMNS)
      .where('id', '=', input.postId)
      .where('event_id', '=', event.id)
      .forUpdate()
      .executeTakeFirst(),
    'post',
  )
  if (post.cancelled_at) return refused('cancelled')
  const now = await clockOf(tx)
  const place = { ...placeOf(post), lateLimitSeconds: post.late_limit_seconds }
  const unanswered = { ...place, offer: { ...place.offer, answer: null } }
  if (landingOf(unanswered, event.attempt, 'new', now).held !== 'offered') return refused('not-offered')
  const { answer } = place.offer
  if (answer?.attemptId === event.attempt.id && answer.answer === input.answer) return refused('already-answered')
  const waiting = await tx
    .selectFrom('deliveries')
    .select('id')
    .where('post_id', '=', post.id)
    .where('state', 'in', ['scheduled', 'claimed', 'held'])
    .execute()
  if (waiting.length === 0) return refused('already-out')
  await tx
    .updateTable('posts')
    .set({ offer_attempt_id: event.attempt.id, offer_answer: input.answer, offer_answered_at: dateFrom(now) })
    .where('id', '=', post.id)
    .execute()
  const cause = input.answer === 'released' ? 'release-asked' : 'offer-dropped'
  const moves = await realignPost(tx, actor, event.id, post.id, cause)
  const verb = `offer-${input.answer}` as const
  const attempt = jsonb(attemptOnWire(event.attempt))
  await tx
    .insertInto('event_changes')
    .values({
      agency_id: tx.agencyId,
      event_id: event.id,
      attempt_id: event.attempt.id,
      verb,
      at: now.toString(),
      actor: jsonb(actor),
      actor_name: await actorName(tx, actor),
      before: attempt,
      after: attempt,
      moved: jsonb({ post: { id: post.id, title: post.title } }),
    })
    .execute()
  await record(
    tx,
    actor,
    `countdown.${verb}`,
    { kind: 'post', id: post.id },
    {
      before: answer?.answer ?? null,
      after: { answer: input.answer, eventId: event.id, attempt: event.attempt.number },
    },
  )
  await changed(tx, 'events', event.id)
  await changed(tx, 'posts', post.id)
  return { kind: 'answered', answer: input.answer, deliveries: moves.length }
}
