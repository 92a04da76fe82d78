import { type AgencyTx, jsonb } from '@comptoir/db'
import { fillerOf, placeholdersIn } from '@comptoir/domain/countdown'
import { approve, askForChange, comment, type ReviewKind, submit, takeBack, textsOf } from '@comptoir/domain/editorial'
import { type Actor, refused, type Refused } from '@comptoir/domain/shared'
import { sql } from 'kysely'
import { tell } from '../notices/index.ts'
import { armPost, disarmPost } from '../publishing/index.ts'
import { changed, found, record } from '../shared/index.ts'
import { referenceOf } from './approvals.ts'
import { checkPost, type VariantProblems } from './check-post.ts'
import { type LoadedPost, loadPost } from './load-post.ts'
import { reviewersOf } from './reviewers.ts'
import { writeHashes } from './write-post.ts'

type Person = Actor & { kind: 'member' }
type Versioned = { postId: string; version: number }

/** Puts a post before the reviewers. */
export async function submitPost(tx: AgencyTx, actor: Person, input: Versioned) {
  const post = await lockedAt(tx, input)
  if ('why' in post) return post
  if (post.variants.length === 0) return refused('no-channel')
  const outcome = submit(post.reviewState)
  if (outcome.kind === 'refused') return outcome
  await writeReview(tx, actor, post, outcome.kind, outcome.state)
  await tell(tx, {
    kind: 'review-asked',
    subjectKind: 'post',
    subjectId: post.id,
    detail: { title: post.title, by: await nameOf(tx, actor) },
    dedupeKey: `review-asked:${post.id}:${post.version}`,
    to: await reviewersOf(tx, post),
    except: actor.memberId,
  })
  return { kind: 'submitted' } as const
}

/** Takes a post back from the reviewers. */
export async function takeBackPost(tx: AgencyTx, actor: Person, input: Versioned) {
  const post = await lockedAt(tx, input)
  if ('why' in post) return post
  const outcome = takeBack(post.reviewState)
  if (outcome.kind === 'refused') return outcome
  await writeReview(tx, actor, post, outcome.kind, outcome.state)
  return { kind: 'taken-back' } as const
}

/** Approves exactly what the reviewer saw, and arms it. A variant that its network would refuse is not approved: it could not leave. */
export async function approvePost(
  tx: AgencyTx,
  actor: Person,
  input: Versioned & { comment: string },
): Promise<
  | { kind: 'approved' }
  | Refused<
      'stale' | 'cancelled' | 'no-channel' | 'not-in-review' | 'already-approved' | 'own-post' | 'media-not-ready'
    >
  | (Refused<'against-rules'> & { channels: VariantProblems[] })
> {
  await holdT0(tx, input.postId)
  const post = await lockedAt(tx, input)
  if ('why' in post) return post
  if (post.variants.length === 0) return refused('no-channel')
  const mandate = post.mandateId
    ? await tx.selectFrom('mandates').select('self_approval').where('id', '=', post.mandateId).executeTakeFirst()
    : undefined
  const outcome = approve(post.reviewState, {
    reviewerId: actor.memberId,
    writers: await writersOf(tx, post.id),
    selfApproval: mandate?.self_approval ?? false,
  })
  if (outcome.kind === 'refused') return outcome
  const channels = await checkPost(tx, post)
  if (channels.length > 0) return { ...refused('against-rules'), channels }
  const hashes = await writeHashes(tx, post.id)
  if (!hashes) return refused('media-not-ready')

  const reference = await referenceOf(tx, post)
  const filled = whatWasFilled(post)
  await tx
    .updateTable('approvals')
    .set({ lapsed_at: sql<Date>`clock_timestamp()`, lapsed_because: 'approved-again' })
    .where('post_id', '=', post.id)
    .where('lapsed_at', 'is', null)
    .execute()
  await tx
    .insertInto('approvals')
    .values(
      [...hashes].map(([variant_id, content_hash]) => ({
        agency_id: tx.agencyId,
        post_id: post.id,
        variant_id,
        content_hash,
        t0: reference?.toString() ?? null,
        filled: filled && jsonb(filled),
        approved_by: actor.memberId,
      })),
    )
    .execute()
  await writeReview(tx, actor, post, outcome.kind, outcome.state, input.comment)
  await armPost(tx, actor, post.id)
  await tellAuthor(tx, actor, post, 'post-approved', input.comment)
  return { kind: 'approved' }
}

/** A slip waits until the approval is written, and sees it: what is approved says the T-0 of now. The event first, as a slip takes them. */
async function holdT0(tx: AgencyTx, postId: string): Promise<void> {
  const row = await tx.selectFrom('posts').select('event_id').where('id', '=', postId).executeTakeFirst()
  if (row?.event_id) await tx.selectFrom('events').select('id').where('id', '=', row.event_id).forShare().execute()
}

/** What each placeholder says at this moment, so that the approved words can be shown for ever; null when the post has none. */
function whatWasFilled(post: LoadedPost): Record<string, string> | null {
  const valueOf = fillerOf(post.filling)
  const said = textsOf(post, post.variants)
    .flatMap(placeholdersIn)
    .flatMap((name) => {
      const value = valueOf(name)
      return value === null ? [] : [[name, value] as const]
    })
  return said.length > 0 ? Object.fromEntries(said) : null
}

/** Asks for a change, in words. What was armed is kept back until the post is approved again. */
export async function askForChangeOfPost(tx: AgencyTx, actor: Person, input: Versioned & { comment: string }) {
  const post = await lockedAt(tx, input)
  if ('why' in post) return post
  const outcome = askForChange(post.reviewState, input.comment)
  if (outcome.kind === 'refused') return outcome
  if (post.reviewState === 'approved') {
    await tx
      .updateTable('approvals')
      .set({ lapsed_at: sql<Date>`clock_timestamp()`, lapsed_because: 'changes-requested' })
      .where('post_id', '=', post.id)
      .where('lapsed_at', 'is', null)
      .execute()
    await disarmPost(tx, actor, post.id, 'not-approved')
  }
  await writeReview(tx, actor, post, outcome.kind, outcome.state, input.comment)
  await tellAuthor(tx, actor, post, 'change-asked', input.comment)
  return { kind: 'changes-requested' } as const
}

/** Says something about a post; its review stays where it is. */
export async function commentPost(tx: AgencyTx, actor: Person, input: { postId: string; comment: string }) {
  const post = await loadPost(tx, input.postId, true)
  const outcome = comment(post.reviewState, input.comment)
  if (outcome.kind === 'refused') return outcome
  await writeReview(tx, actor, post, outcome.kind, outcome.state, input.comment)
  await tellAuthor(tx, actor, post, 'post-commented', input.comment)
  return { kind: 'commented' } as const
}

async function lockedAt(
  tx: AgencyTx,
  { postId, version }: Versioned,
): Promise<LoadedPost | Refused<'stale' | 'cancelled'>> {
  const post = await loadPost(tx, postId, true)
  if (post.cancelled) return refused('cancelled')
  return post.version === version ? post : refused('stale')
}

async function writeReview(
  tx: AgencyTx,
  actor: Person,
  post: LoadedPost,
  kind: Exclude<ReviewKind, 'lapsed'>,
  state: LoadedPost['reviewState'],
  words = '',
): Promise<void> {
  if (state !== post.reviewState)
    await tx.updateTable('posts').set({ review_state: state }).where('id', '=', post.id).execute()
  await tx
    .insertInto('reviews')
    .values({
      agency_id: tx.agencyId,
      post_id: post.id,
      revision: post.version,
      kind,
      member_id: actor.memberId,
      comment: words || null,
    })
    .execute()
  await record(tx, actor, `posts.${kind}`, { kind: 'post', id: post.id }, { before: post.reviewState, after: state })
  await changed(tx, 'reviews', post.id)
}

/** All who wrote a word of what is under review. */
async function writersOf(tx: AgencyTx, postId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('revisions')
    .select('author_id')
    .distinct()
    .where('post_id', '=', postId)
    .where('author_id', 'is not', null)
    .execute()
  return rows.flatMap((row) => row.author_id ?? [])
}

async function tellAuthor(
  tx: AgencyTx,
  actor: Person,
  post: LoadedPost,
  kind: 'post-approved' | 'change-asked' | 'post-commented',
  words: string,
): Promise<void> {
  if (!post.authorId) return
  await tell(tx, {
    kind,
    subjectKind: 'post',
    subjectId: post.id,
    detail: { title: post.title, by: await nameOf(tx, actor), ...(words ? { words } : {}) },
    dedupeKey: `${kind}:${post.id}:${post.version}:${(await tx.now()).epochMilliseconds}`,
    to: [post.authorId],
    except: actor.memberId,
  })
}

async function nameOf(tx: AgencyTx, actor: Person): Promise<string> {
  const row = await tx.selectFrom('members').select('name').where('id', '=', actor.memberId).executeTakeFirst()
  return found(row, 'member').name
}
