import { jsonb } from '@comptoir/db'
import { sql } from 'kysely'
import { insertRows } from './rows.ts'
import type { Telling } from './telling.ts'

export type Written = {
  postId: string
  began: Temporal.Instant
  submitted: Temporal.Instant
  decided: Temporal.Instant
}

const byPost = (written: readonly Written[]) => new Map(written.map((one) => [one.postId, one]))

/**
 * The use cases date what they write now; the story happened during the last days. What may be updated is; the logs, which only take rows, take the
 * same rows again under the day that they tell of.
 */
export async function redatePosts(telling: Telling, written: readonly Written[]): Promise<void> {
  const { tx } = telling
  for (const { postId, began, submitted, decided } of written) {
    const dates = { created_at: began.toString(), updated_at: submitted.toString() }
    await tx.updateTable('posts').set(dates).where('id', '=', postId).execute()
    await tx.updateTable('approvals').set({ at: decided.toString() }).where('post_id', '=', postId).execute()
    await tx.updateTable('deliveries').set({ created_at: decided.toString() }).where('post_id', '=', postId).execute()
    const [post] = await tx.selectFrom('posts').select('review_state').where('id', '=', postId).execute()
    // What was seen to was read; what still waits was not. All of it was mailed on its day.
    const seen = decided.add({ minutes: 8 }).toString()
    for (const [kind, at, read] of [
      ['review-asked', submitted, post?.review_state === 'in_review' ? null : seen],
      ['post-approved', decided, seen],
      ['change-asked', decided, null],
    ] as const) {
      await tx
        .updateTable('notices')
        .set({ at: at.toString(), read_at: read, mailed_at: at.add({ seconds: 20 }).toString() })
        .where('subject_id', '=', postId)
        .where('kind', '=', kind)
        .execute()
    }
  }
  await redateReviews(telling, written)
  await redateRevisions(telling, written)
  await redateTransitions(telling, written)
}

async function redateReviews({ tx, id }: Telling, written: readonly Written[]): Promise<void> {
  const when = byPost(written)
  const rows = await tx
    .deleteFrom('reviews')
    .where('post_id', 'in', [...when.keys()])
    .returningAll()
    .execute()
  const dated = rows.map((row) => {
    const post = when.get(row.post_id)!
    const at = row.kind === 'submitted' ? post.submitted : post.decided
    return { ...row, id: id(at), because: row.because === null ? null : jsonb(row.because), at: at.toString() }
  })
  await insertRows(tx, 'reviews', dated)
}

async function redateRevisions({ tx, id }: Telling, written: readonly Written[]): Promise<void> {
  const when = byPost(written)
  const rows = await tx
    .deleteFrom('revisions')
    .where('post_id', 'in', [...when.keys()])
    .returningAll()
    .execute()
  const dated = rows.map((row) => {
    const at = when.get(row.post_id)!.began
    return { ...row, id: id(at), content: jsonb(row.content), at: at.toString() }
  })
  await insertRows(tx, 'revisions', dated)
}

async function redateTransitions({ tx, id }: Telling, written: readonly Written[]): Promise<void> {
  const when = byPost(written)
  const deliveries = await tx
    .selectFrom('deliveries')
    .select(['id', 'post_id'])
    .where('post_id', 'in', [...when.keys()])
    .execute()
  const postOf = new Map(deliveries.map((row) => [row.id, row.post_id]))
  if (postOf.size === 0) return
  const rows = await tx
    .deleteFrom('delivery_transitions')
    .where('delivery_id', 'in', [...postOf.keys()])
    .returningAll()
    .execute()
  const dated = rows.map((row) => {
    const at = when.get(postOf.get(row.delivery_id) ?? '')!.decided
    return { ...row, id: id(at), actor: jsonb(row.actor), at: at.toString() }
  })
  await insertRows(tx, 'delivery_transitions', dated)
}

/** The days on which the next launch was written down, got its T-0, and slipped. */
export async function redateEvent(
  { tx, id }: Telling,
  eventId: string,
  days: Record<string, Temporal.Instant>,
): Promise<void> {
  const rows = await tx.deleteFrom('event_changes').where('event_id', '=', eventId).returningAll().execute()
  const dated = rows.map((row) => {
    const at = days[row.verb] ?? row.at.toTemporalInstant()
    const { actor, before, after, moved } = row
    return {
      ...row,
      id: id(at),
      at: at.toString(),
      actor: jsonb(actor),
      before: jsonb(before),
      after: jsonb(after),
      moved: jsonb(moved),
    }
  })
  await insertRows(tx, 'event_changes', dated)
  const { created, slipped } = days
  const confirmed = days['t0-set']
  if (created) {
    await tx.updateTable('events').set({ created_at: created.toString() }).where('id', '=', eventId).execute()
  }
  const news = (at: Temporal.Instant, read: Temporal.Instant | null) =>
    tx
      .updateTable('notices')
      .set({ at: at.toString(), read_at: read?.toString() ?? null, mailed_at: at.add({ seconds: 20 }).toString() })
      .where('subject_id', '=', eventId)
      .where('kind', '=', 'event-slipped')
  if (confirmed)
    await news(confirmed, confirmed.add({ hours: 1 }))
      .where(sql<boolean>`detail ->> 'from' is null`)
      .execute()
  if (slipped)
    await news(slipped, null)
      .where(sql<boolean>`detail ->> 'from' is not null`)
      .execute()
  if (slipped) await redateMoves(tx, id, eventId, slipped)
}

/** What moved with T-0 moved on that day. */
async function redateMoves(
  tx: Telling['tx'],
  id: Telling['id'],
  eventId: string,
  slipped: Temporal.Instant,
): Promise<void> {
  const own = tx.selectFrom('deliveries').select('id').where('event_id', '=', eventId)
  const rows = await tx
    .deleteFrom('delivery_transitions')
    .where('delivery_id', 'in', own)
    .where('cause', '=', 'countdown-changed')
    .returningAll()
    .execute()
  const dated = rows.map((row) => ({ ...row, id: id(slipped), actor: jsonb(row.actor), at: slipped.toString() }))
  await insertRows(tx, 'delivery_transitions', dated)
}
