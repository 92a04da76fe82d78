import { type Instant, type Refused, refused } from '../shared/index.ts'
import { type Found, out } from './confirm.ts'
import type { Delivery } from './delivery.ts'
import { sendAgain } from './fail.ts'
import { type Moved, moved, raised } from './transition.ts'

/** Reading back found the post: the whole of it, or (`whole` false) a part of its thread. */
export function settleThere(delivery: Delivery, found: Found, whole = true): Moved | Refused<'not-uncertain'> {
  if (delivery.state !== 'uncertain') return refused('not-uncertain')
  return moved(delivery, whole ? 'published' : 'partial', 'read-back-found', { ...out(found), emptyReads: 0 })
}

/**
 * Reading back proved that the post is not there: it is sent again, with the same identity, unless that is too late.
 */
export function settleAbsent(delivery: Delivery, now: Instant): Moved | Refused<'not-uncertain'> {
  if (delivery.state !== 'uncertain') return refused('not-uncertain')
  return sendAgain({ ...delivery, emptyReads: 0 }, now, 'read-back-absent')
}

/** Reading back proved nothing yet: it is read again at `at`, or (`at` null) only a person can tell. */
export function settleLater(
  delivery: Delivery,
  at: Instant | null,
  sawNothing: boolean,
): Moved | Refused<'not-uncertain'> {
  if (delivery.state !== 'uncertain') return refused('not-uncertain')
  return moved(delivery, 'uncertain', delivery.cause, {
    settleAt: at,
    sendingAt: delivery.sendingAt,
    emptyReads: delivery.emptyReads + (sawNothing ? 1 : 0),
  })
}

/**
 * A person looked and found it: the whole of it, or (`whole` false) what was in doubt, with parts of its thread still to
 * follow. `found` is the first part.
 */
export function decideThere(delivery: Delivery, found: Found, whole = true): Moved | Refused<'not-uncertain'> {
  if (delivery.state !== 'uncertain') return refused('not-uncertain')
  return moved(delivery, whole ? 'published' : 'partial', 'person-found', { ...out(found), emptyReads: 0 })
}

/**
 * A person looked and found nothing: it has failed, and may be published again by an order of its own. With parts that
 * are out before it (`firstPart`) the delivery is partial, and a post whose first comment is missing stays published.
 */
export function decideAbsent(delivery: Delivery, firstPart: Found | null = null): Moved | Refused<'not-uncertain'> {
  if (delivery.state !== 'uncertain') return refused('not-uncertain')
  const known = { ...raised(delivery), emptyReads: 0, ...(firstPart ? out(firstPart) : {}) }
  return moved(delivery, firstPart ? 'partial' : 'failed', 'person-ruled-absent', known)
}
