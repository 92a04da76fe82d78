import type { EventOrder, PollState } from '@comptoir/domain/countdown'
import { canonicalJson } from '@comptoir/domain/editorial'
import { createHash } from 'node:crypto'
import type { CountdownEvent } from '@comptoir/domain/countdown'
import type { EventDifference } from './difference.ts'

/**
 * Names a difference as it was shown: the event as it stood, the order, and what it does to each post. Equal fingerprints: what was shown is
 * what happens. Instants that follow the moment of the order itself (a scrub's, an outcome's) are left out, they differ with every look.
 */
export function fingerprintOf(
  event: CountdownEvent,
  order: EventOrder,
  { difference, born }: EventDifference,
  poll: PollState | null,
): string {
  const moving = order.verb === 'scrubbed' || order.verb === 'closed'
  const { attempt } = event
  const shown = {
    verb: order.verb,
    attempt: [attempt.id, attempt.state, t0Name(attempt.t0)],
    order: whatItAsks(order),
    ...(poll ? { poll } : {}),
    posts: difference.posts.map((post) => [
      post.postId,
      post.from?.toString() ?? null,
      moving && post.waitsFor === null ? 'now' : (post.to?.toString() ?? null),
      post.waitsFor,
      !moving && post.past,
      post.offered,
      !moving && post.quiet,
      post.approvalLapses,
    ]),
    collisions: moving ? [] : born.map((pair) => [pair.channelId, pair.first.postId, pair.second.postId]),
  }
  return createHash('sha256').update(canonicalJson(shown)).digest('base64url')
}

function whatItAsks(order: EventOrder): (string | null)[] {
  switch (order.verb) {
    case 't0-set':
    case 'attempt-opened':
      return [t0Name(order.t0)]
    case 'slipped':
      return [order.t0.toString()]
    case 'resumed':
      return [order.t0.toString(), order.to]
    case 'launched':
      return [order.liftoffAt?.toString() ?? null]
    case 'closed':
      return [order.outcome]
    case 'go':
    case 'hold':
    case 'scrubbed':
      return []
  }
}

function t0Name(t0: CountdownEvent['attempt']['t0']): string {
  if (t0.kind === 'instant') return t0.at.toString()
  return t0.kind === 'day' ? t0.day : 'unknown'
}
