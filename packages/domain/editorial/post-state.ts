import type { DeliveryState } from '../publishing/index.ts'
import type { PostState, ReviewState } from './post.ts'

const OF_REVIEW: Readonly<Record<ReviewState, PostState>> = {
  draft: 'draft',
  changes_requested: 'draft',
  in_review: 'review',
  approved: 'approved',
}

/** In order of harm: the first that any delivery is in speaks for the whole post. */
const LOUDEST: readonly (readonly [PostState, readonly DeliveryState[]])[] = [
  ['uncertain', ['uncertain']],
  ['failed', ['failed', 'partial']],
  ['held', ['held']],
  ['publishing', ['sending']],
]

/**
 * What a post is shown as, from its review and its deliveries (one per channel; none while it is not scheduled). What
 * waits to go out is armed only while the review stands; a post whose every delivery was called off or taken back is
 * cancelled.
 */
export function postState(review: ReviewState, deliveries: readonly DeliveryState[]): PostState {
  for (const [shown, states] of LOUDEST) {
    if (deliveries.some((state) => states.includes(state))) return shown
  }
  if (deliveries.some((state) => state === 'scheduled' || state === 'claimed')) {
    return review === 'approved' ? 'armed' : OF_REVIEW[review]
  }
  if (deliveries.includes('published')) return 'published'
  return deliveries.length > 0 ? 'cancelled' : OF_REVIEW[review]
}

/** True while a post's content must not change: something of it is on its way, or may be. */
export function isFrozen(deliveries: readonly DeliveryState[]): boolean {
  return deliveries.some((state) => state === 'sending' || state === 'uncertain')
}
