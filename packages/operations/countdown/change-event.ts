import type { AgencyTx } from '@comptoir/db'
import type { Attempt, CountdownEvent, EventOrder, Shown } from '@comptoir/domain/countdown'
import { differenceOfContents } from '@comptoir/domain/editorial'
import type { Actor, Instant } from '@comptoir/domain/shared'
import { sql } from 'kysely'
import { contentsOf, lapseApproval, loadPost } from '../editorial/index.ts'
import { type AnchoredMove, holdAnchored, moveAnchored, releaseAnchored, tellOfHeld } from '../publishing/index.ts'
import { decideAboutPosts, type Undecided } from './decide-about-posts.ts'
import { attemptColumns } from './event-row.ts'
import { lockEvent } from './lock-event.ts'
import { type EventSummary, logChange } from './log-change.ts'
import { compute, type Computed, type OrderRefused, type Preview, previewOf } from './preview.ts'
import { followT0 } from './poll/index.ts'
import { moveTasks } from './tasks/index.ts'
import { tellOfChange } from './tell-of-change.ts'

/** What an order did; or the difference once more, when the world is no longer the one that was shown. */
export type Changed = {
  kind: 'changed'
  changeId: string
  event: EventSummary
  counts: MoveCounts
  undecided: Undecided[]
}
/** `moved`, `offered` and `approvalsLost` count posts (drafts too), `held` and `released` count deliveries. */
export type MoveCounts = { moved: number; held: number; released: number; offered: number; approvalsLost: number }
export type ChangeOutcome = Changed | { kind: 'shown-again'; preview: Preview } | OrderRefused

const COUNTED_APART: ReadonlySet<string> = new Set(['approval-lapsed', 'offered'])

/** Carries out an order: lock, judge, compare with what was shown, write, move what hangs from it, record, tell. */
export async function changeEvent(tx: AgencyTx, actor: Actor, order: EventOrder & Shown): Promise<ChangeOutcome> {
  const event = await lockEvent(tx, order.eventId)
  const computed = await compute(tx, event, order)
  if (computed.kind === 'refused') return computed
  if (order.fingerprint !== null && order.fingerprint !== computed.fingerprint) {
    return { kind: 'shown-again', preview: previewOf(computed, order) }
  }
  await writeAttempt(tx, event, computed.after)
  await forgetWaits(tx, event.id)
  await moveTasks(tx, event.id, computed.after)
  await followT0(tx, actor, event, computed.after, computed.now)
  await lapseApprovals(tx, actor, computed)
  const undecided = await decideAboutPosts(tx, actor, computed, order.decisions)
  const moves = await carryAlong(tx, actor, order, event.id)
  const counts: MoveCounts = {
    moved: computed.shown.difference.counts.moved,
    // What lost its approval, and what is offered, is counted as such.
    held: moves.filter(({ heldBecause }) => heldBecause !== null && !COUNTED_APART.has(heldBecause)).length,
    released: moves.filter((move) => move.released).length,
    offered: computed.shown.difference.counts.offered,
    approvalsLost: computed.shown.difference.counts.approvalsLost,
  }
  const logged = await logChange(tx, actor, order, computed, { moves, counts, decisions: order.decisions })
  await tellOfChange(tx, actor, order, computed, { ...logged, counts })
  await tellOfHeld(
    tx,
    moves.flatMap(({ heldBecause, ...move }) => (heldBecause ? [{ ...move, because: heldBecause }] : [])),
  )
  return { kind: 'changed', changeId: logged.changeId, event: logged.event, counts, undecided }
}

async function writeAttempt(tx: AgencyTx, event: CountdownEvent, after: Attempt): Promise<void> {
  if (after.id === event.attempt.id) {
    await tx.updateTable('attempts').set(attemptColumns(after)).where('id', '=', after.id).execute()
    return
  }
  await tx
    .insertInto('attempts')
    .values({ agency_id: tx.agencyId, id: after.id, event_id: event.id, ...attemptColumns(after) })
    .execute()
  await tx.updateTable('events').set({ current_attempt_id: after.id }).where('id', '=', event.id).execute()
}

/** A wait for the morning was decided for the T-0 of then. */
async function forgetWaits(tx: AgencyTx, eventId: string): Promise<void> {
  await tx
    .updateTable('posts')
    .set({ not_before: null })
    .where('event_id', '=', eventId)
    .where('not_before', 'is not', null)
    .where(sql<boolean>`timing_kind in ('anchored', 'calendar')`)
    .execute()
}

async function lapseApprovals(tx: AgencyTx, actor: Actor, { event, after, hanging, shown }: Computed): Promise<void> {
  const lapsing = new Map(shown.difference.posts.flatMap((post) => (post.approvalLapses ? [[post.postId, post]] : [])))
  const to = after.t0.kind === 'instant' ? after.t0.at.toString() : null
  for (const post of hanging) {
    const difference = lapsing.get(post.id)
    if (!difference) continue
    const approvedFor = post.approvals.flatMap(({ t0 }) => t0 ?? [])[0] ?? null
    const from = approvedFor?.toString() ?? null
    const because = difference.saysOtherT0
      ? await otherWords(tx, post.id, approvedFor)
      : [{ why: 'slipped-too-far', eventId: event.id, from, to, slipLimitSeconds: post.slipLimitSeconds }]
    await lapseApproval(tx, actor, post.id, because, { from, to })
  }
}

/** What each channel would have said under the T-0 that was approved, beside what it says now. */
async function otherWords(tx: AgencyTx, postId: string, approvedFor: Instant | null): Promise<object[]> {
  const post = await loadPost(tx, postId)
  const was = await contentsOf({ ...post, filling: post.filling && { ...post.filling, t0: approvedFor } })
  const now = await contentsOf(post)
  return post.variants.flatMap(({ id, channelId }) => {
    const [before, here] = [was?.get(id), now?.get(id)]
    const changes = before && here ? differenceOfContents(before.content, here.content) : []
    return changes.length > 0 ? [{ channelId, why: 'content-changed', changes }] : []
  })
}

/** Brings the deliveries along, in this transaction: from its commit on nothing leaves under the old facts. */
async function carryAlong(tx: AgencyTx, actor: Actor, order: EventOrder, eventId: string): Promise<AnchoredMove[]> {
  switch (order.verb) {
    case 'hold':
      return holdAnchored(tx, actor, eventId)
    case 'scrubbed':
      return [
        ...(await holdAnchored(tx, actor, eventId, { except: 'scrubbed' })),
        ...(await moveAnchored(tx, actor, eventId)),
      ]
    case 'resumed':
    case 'attempt-opened':
      return releaseAnchored(tx, actor, eventId)
    case 't0-set':
    case 'go':
    case 'slipped':
    case 'launched':
    case 'closed':
      return moveAnchored(tx, actor, eventId)
  }
}
