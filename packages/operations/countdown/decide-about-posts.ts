import type { AgencyTx } from '@comptoir/db'
import type { Decision } from '@comptoir/domain/countdown'
import type { Actor, Instant } from '@comptoir/domain/shared'
import { movePost, takeBackPost } from '../editorial/index.ts'
import { dateFrom } from './event-row.ts'
import type { Computed } from './preview.ts'

/** A decision that could not be carried out: the change itself stands, and the screen says what is left to do. */
export type Undecided = { decision: Decision['kind']; postId: string; why: string }

/**
 * Carries out what was decided about single posts while the change was shown: wait for the end of the quiet hours, withhold a lapsed post
 * from review, move the post with a fixed time that it collides with.
 */
export async function decideAboutPosts(
  tx: AgencyTx,
  actor: Actor,
  computed: Computed,
  decisions: readonly Decision[],
): Promise<Undecided[]> {
  const undecided: Undecided[] = []
  for (const decision of decisions) {
    const why = await carryOut(tx, actor, computed, decision)
    if (why) undecided.push({ decision: decision.kind, postId: decision.postId, why })
  }
  return undecided
}

async function carryOut(tx: AgencyTx, actor: Actor, computed: Computed, decision: Decision): Promise<string | null> {
  switch (decision.kind) {
    case 'wait': {
      const until = computed.shown.quietEnds.get(decision.postId)
      return until ? waitUntil(tx, decision.postId, until) : 'not-in-quiet-hours'
    }
    case 'withhold':
      return withhold(tx, actor, computed, decision.postId)
    case 'move':
      return moveNeighbour(tx, actor, computed, decision.postId, decision.at)
  }
}

async function waitUntil(tx: AgencyTx, postId: string, until: Instant): Promise<null> {
  await tx
    .updateTable('posts')
    .set({ not_before: dateFrom(until) })
    .where('id', '=', postId)
    .execute()
  return null
}

async function withhold(tx: AgencyTx, actor: Actor, { shown }: Computed, postId: string): Promise<string | null> {
  if (actor.kind !== 'member') return 'no-person'
  const lapses = shown.difference.posts.some((post) => post.postId === postId && post.approvalLapses)
  if (!lapses) return 'approval-stands'
  const outcome = await takeBackPost(tx, actor, { postId, version: await versionOf(tx, postId) })
  return outcome.kind === 'refused' ? outcome.why : null
}

async function moveNeighbour(
  tx: AgencyTx,
  actor: Actor,
  { shown }: Computed,
  postId: string,
  at: Instant,
): Promise<string | null> {
  if (actor.kind !== 'member') return 'no-person'
  if (!shown.neighbours.some((one) => one.postId === postId && one.fixed)) return 'not-a-fixed-post'
  const outcome = await movePost(tx, actor, {
    postId,
    version: await versionOf(tx, postId),
    timing: { kind: 'fixed', at },
  })
  return outcome.kind === 'refused' ? outcome.why : null
}

async function versionOf(tx: AgencyTx, postId: string): Promise<number> {
  const { version } = await tx.selectFrom('posts').select('version').where('id', '=', postId).executeTakeFirstOrThrow()
  return version
}
