import { type Instant, type Refused, refused } from '../shared/index.ts'
import type { Cause, Delivery } from './delivery.ts'
import { type Found, out } from './confirm.ts'
import { type Moved, moved, raised } from './transition.ts'

/**
 * Lets the first comment of a post that is out leave, by itself (reading back found the post and a comment is still to
 * follow) or because a person asks. The instant of the post stays what it was; from `now` the comment is judged late.
 */
export function sendComment(
  delivery: Delivery,
  now: Instant,
  cause: Extract<Cause, 'read-back-found' | 'person-found' | 'retry-asked'>,
): Moved | Refused<'not-out' | 'by-hand'> {
  if (delivery.state !== 'published') return refused('not-out')
  if (delivery.byHand) return refused('by-hand')
  return moved(delivery, 'scheduled', cause, { ...raised(delivery), retryAt: now, tries: 0, commentOnly: true })
}

/** What became of the first comment cannot be proven: the post is out, and a person is told to look. `found` is the post. */
export function leaveComment(delivery: Delivery, found: Found): Moved | Refused<'not-uncertain'> {
  if (delivery.state !== 'uncertain') return refused('not-uncertain')
  return moved({ ...delivery, commentOnly: true }, 'partial', delivery.cause, { ...out(found), ...raised(delivery) })
}
