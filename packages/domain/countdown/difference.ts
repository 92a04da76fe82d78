import { inQuietHours, type QuietHours } from '../clients/index.ts'
import type { Id, Instant } from '../shared/index.ts'
import { type Collision, findCollisions, type Placed } from './collisions.ts'
import { isContingency } from './condition.ts'
import { resolveDueAt, type WaitsFor } from './due.ts'
import { type LandingHeld, landingOf, type Standing } from './landing.ts'
import type { Offer } from './release.ts'
import type { Attempt, Timing } from './event.ts'
import { t0WordsChange } from './placeholders.ts'
import { withinSlipLimit } from './slip-limit.ts'

/**
 * An unpublished post that hangs from the event. `approvedFor` is the T-0 that its approval was given for; null when
 * unknown then.
 */
export type AnchoredPost = {
  postId: Id
  timing: Timing
  channelIds: readonly Id[]
  offer: Offer
  lateLimitSeconds: number
  /** Its quiet hours are its own client's. */
  quietHours: QuietHours | null
  /** Where its deliveries stand; null while there are none. */
  stands: Standing | null
  approved: boolean
  approvedFor: Instant | null
  slipLimitSeconds: number
  /** The placeholders of its text that say T-0: `t0 Europe/Paris fr`. */
  saysT0: readonly string[]
}

/** What a change of T-0 or state does to one post. */
export type PostDifference = {
  postId: Id
  from: Instant | null
  to: Instant | null
  /** What it waits for after the change; null when it is due at `to`. */
  waitsFor: WaitsFor | null
  moved: boolean
  /** It would lie in the past, or be too late: it is held, never fired. */
  past: boolean
  /** Its case comes to hold, and a person is asked whether it leaves. */
  offered: boolean
  quiet: boolean
  collisions: Collision[]
  approvalLapses: boolean
  /** It lapses because the text says another T-0 than the one that was approved. */
  saysOtherT0: boolean
}

/**
 * The whole difference, with the counts of its sentence ("moves 14 posts, 2 fall in the night, 1 loses its approval").
 */
export type Difference = {
  posts: PostDifference[]
  counts: {
    moved: number
    waiting: number
    past: number
    quiet: number
    colliding: number
    offered: number
    approvalsLost: number
  }
}

/**
 * What a slip (or any other change of an attempt) does to the posts that hang from it, computed without changing
 * anything. `others` are the other planned posts of the same channels. Unmoved posts are listed too.
 */
export function differenceOfSlip(change: {
  before: Attempt
  after: Attempt
  posts: readonly AnchoredPost[]
  others: readonly Placed[]
  collisionMinutes: number
  now: Instant
}): Difference {
  const settled = change.posts.map((post) => ({ post, ...timesOf(post, change) }))
  const placed = settled.flatMap(({ post, to, waitsFor }) =>
    to && !isUnseen(post.timing, waitsFor)
      ? post.channelIds.map((channelId) => ({ postId: post.postId, channelId, at: to }))
      : [],
  )
  const collisions = collisionsByPost(findCollisions([...placed, ...change.others], change.collisionMinutes))
  const t0 = change.after.t0.kind === 'instant' ? change.after.t0.at : null
  const posts = settled.map(({ post, from, to, waitsFor, held }): PostDifference => {
    const saysOtherT0 = post.approved && t0WordsChange(post.saysT0, post.approvedFor, t0)
    const past = held === 't0-in-the-past' || held === 'too-late'
    return {
      postId: post.postId,
      from,
      to,
      waitsFor,
      moved: from && to ? !from.equals(to) : from !== to,
      past,
      offered: held === 'offered',
      quiet: to !== null && !past && post.quietHours !== null && inQuietHours(post.quietHours, to),
      collisions: past ? [] : (collisions.get(post.postId) ?? []),
      approvalLapses: saysOtherT0 || (post.approved && !withinSlipLimit(post.approvedFor, t0, post.slipLimitSeconds)),
      saysOtherT0,
    }
  })
  return { posts, counts: countsOf(posts) }
}

function timesOf(
  post: AnchoredPost,
  { before, after, now }: { before: Attempt; after: Attempt; now: Instant },
): { from: Instant | null; to: Instant | null; waitsFor: WaitsFor | null; held: LandingHeld | null } {
  const was = resolveDueAt(post.timing, before)
  const from = was.kind === 'due' ? was.at : was.projected
  // A wait for the end of the quiet hours is forgotten by the change: it was decided for the T-0 of then.
  const landing = landingOf({ ...post, notBefore: null }, after, post.stands ?? { at: from, held: null }, now)
  const is = resolveDueAt(post.timing, after)
  const to = landing.at ?? (is.kind === 'waits' ? is.projected : null)
  return { from, to, waitsFor: landing.waitsFor, held: landing.held }
}

/**
 * A contingency post that is not needed yet collides with nothing: it and the post that it would replace never both go
 * out.
 */
function isUnseen(timing: Timing, waitsFor: WaitsFor | null): boolean {
  return (
    waitsFor !== null && (timing.kind === 'anchored' || timing.kind === 'calendar') && isContingency(timing.condition)
  )
}

/** Looked up once for each post: a thousand posts close together make more pairs than can be read through for each. */
function collisionsByPost(pairs: readonly Collision[]): Map<Id, Collision[]> {
  const byPost = new Map<Id, Collision[]>()
  for (const pair of pairs) {
    for (const { postId } of [pair.first, pair.second]) {
      const own = byPost.get(postId)
      if (own) own.push(pair)
      else byPost.set(postId, [pair])
    }
  }
  return byPost
}

function countsOf(posts: readonly PostDifference[]): Difference['counts'] {
  const count = (holds: (post: PostDifference) => boolean) => posts.filter(holds).length
  return {
    moved: count((post) => post.moved && post.to !== null),
    waiting: count((post) => post.waitsFor !== null),
    past: count((post) => post.past),
    quiet: count((post) => post.quiet),
    offered: count((post) => post.offered),
    colliding: count((post) => post.collisions.length > 0),
    approvalsLost: count((post) => post.approvalLapses),
  }
}
