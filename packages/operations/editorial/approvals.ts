import { type AgencyTx, jsonb } from '@comptoir/db'
import { approvalHolds, differenceOfContents, lapse } from '@comptoir/domain/editorial'
import type { Actor } from '@comptoir/domain/shared'
import { sql } from 'kysely'
import { tell } from '../notices/index.ts'
import { armPost, currentAttempt, disarmPost } from '../publishing/index.ts'
import { changed, record } from '../shared/index.ts'
import { contentsOf, type LoadedPost, loadPost } from './load-post.ts'

/** The instant that an approval is given for: T-0 of an anchored post, its own time for a fixed one; null when there is none yet. */
export async function referenceOf(
  tx: AgencyTx,
  post: Pick<LoadedPost, 'timing' | 'eventId'>,
): Promise<Temporal.Instant | null> {
  if (post.timing.kind === 'fixed') return post.timing.at
  if (post.timing.kind === 'unscheduled' || !post.eventId) return null
  const attempt = await currentAttempt(tx, post.eventId)
  return attempt?.t0.kind === 'instant' ? attempt.t0.at : null
}

/** How far the reference may move before an approval lapses. */
export async function slipLimitOf(tx: AgencyTx, mandateId: string | null): Promise<number> {
  const DEFAULT = 72 * 3600
  if (!mandateId) return DEFAULT
  const row = await tx
    .selectFrom('mandates')
    .select('slip_limit_seconds')
    .where('id', '=', mandateId)
    .executeTakeFirst()
  return row?.slip_limit_seconds ?? DEFAULT
}

/**
 * After an edit of an approved post: the approval stands where every variant still says what was approved, within the slip limit;
 * else it lapses, says what changed, and nothing of the post leaves until it is given again.
 */
export async function judgeApproval(
  tx: AgencyTx,
  actor: Actor,
  before: LoadedPost,
): Promise<'holds' | 'lapsed' | 'none'> {
  if (before.reviewState !== 'approved') return 'none'
  const after = await loadPost(tx, before.id)
  const now = await contentsOf(after)
  const was = await contentsOf(before)
  const standing = await tx
    .selectFrom('approvals')
    .select(['variant_id', 'content_hash', 't0'])
    .where('post_id', '=', before.id)
    .where('lapsed_at', 'is', null)
    .execute()
  const reference = await referenceOf(tx, after)
  const limit = await slipLimitOf(tx, after.mandateId)
  const because: object[] = []
  let slip: Slip | undefined
  for (const variant of after.variants) {
    const approval = standing.find((one) => one.variant_id === variant.id)
    const content = now?.get(variant.id)
    const verdict = approvalHolds(
      approval ? { contentHash: approval.content_hash, reference: approval.t0?.toTemporalInstant() ?? null } : null,
      content?.hash ?? '',
      reference,
      limit,
    )
    if (verdict.holds) continue
    if (verdict.why === 'slipped-too-far' && after.timing.kind !== 'fixed')
      slip = { from: approval?.t0?.toISOString() ?? null, to: reference?.toString() ?? null }
    const old = was?.get(variant.id)?.content
    because.push({
      channelId: variant.channelId,
      why: verdict.why,
      changes: old && content ? differenceOfContents(old, content.content) : [],
    })
  }
  if (because.length === 0) {
    await armPost(tx, actor, before.id)
    return 'holds'
  }
  await lapseApproval(tx, actor, before.id, because, slip)
  return 'lapsed'
}

/** The T-0 that was approved for, and the one of now; ISO 8601. */
type Slip = { from: string | null; to: string | null }

/** Voids every standing approval of a post and keeps back what was to leave. */
export async function lapseApproval(
  tx: AgencyTx,
  actor: Actor,
  postId: string,
  because: readonly object[],
  slip?: Slip,
): Promise<void> {
  const post = await loadPost(tx, postId, true)
  const outcome = lapse(post.reviewState)
  if (outcome.kind === 'unchanged') return
  await tx.updateTable('posts').set({ review_state: outcome.state }).where('id', '=', postId).execute()
  await tx
    .updateTable('approvals')
    .set({ lapsed_at: sql<Date>`clock_timestamp()`, lapsed_because: JSON.stringify(because) })
    .where('post_id', '=', postId)
    .where('lapsed_at', 'is', null)
    .execute()
  await tx
    .insertInto('reviews')
    .values({
      agency_id: tx.agencyId,
      post_id: postId,
      revision: post.version,
      kind: 'lapsed',
      member_id: actor.kind === 'member' ? actor.memberId : null,
      because: jsonb(because),
    })
    .execute()
  await disarmPost(tx, actor, postId, 'approval-lapsed')
  await tell(tx, {
    kind: 'approval-lapsed',
    subjectKind: 'post',
    subjectId: postId,
    detail: { title: post.title, ...slip },
    dedupeKey: `approval-lapsed:${postId}:${post.version}:${(await tx.now()).epochMilliseconds}`,
    mandateId: post.mandateId,
    clientId: post.clientId,
    except: actor.kind === 'member' ? actor.memberId : null,
  })
  await record(tx, actor, 'posts.approval-lapsed', { kind: 'post', id: postId }, { after: because })
  await changed(tx, 'reviews', postId)
}
