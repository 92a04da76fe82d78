import { type Id, type Refused, refused } from '../shared/index.ts'
import type { ReviewState } from './post.ts'

/** A transition of a post's review: the state that follows. */
type Moved<Kind extends string> = { kind: Kind; state: ReviewState }

/** Puts a draft, or a post whose change was made, before the reviewers. */
export function submit(state: ReviewState): Moved<'submitted'> | Refused<'already-in-review' | 'already-approved'> {
  if (state === 'in_review') return refused('already-in-review')
  if (state === 'approved') return refused('already-approved')
  return { kind: 'submitted', state: 'in_review' }
}

/** Takes a post back from review. */
export function takeBack(state: ReviewState): Moved<'withdrawn'> | Refused<'not-in-review'> {
  return state === 'in_review' ? { kind: 'withdrawn', state: 'draft' } : refused('not-in-review')
}

/**
 * Approves a post in review. `writers` are all who wrote in the content under review, not only its first author: who
 * wrote a word of it does not approve it, unless the mandate allows that.
 */
export function approve(
  state: ReviewState,
  by: { reviewerId: Id; writers: readonly Id[]; selfApproval: boolean },
): Moved<'approved'> | Refused<'not-in-review' | 'already-approved' | 'own-post'> {
  if (state === 'approved') return refused('already-approved')
  if (state !== 'in_review') return refused('not-in-review')
  if (!by.selfApproval && by.writers.includes(by.reviewerId)) return refused('own-post')
  return { kind: 'approved', state: 'approved' }
}

/** Asks for a change, in words, of a post in review or already approved. */
export function askForChange(
  state: ReviewState,
  comment: string,
): Moved<'changes-requested'> | Refused<'not-in-review' | 'comment-missing'> {
  if (state !== 'in_review' && state !== 'approved') return refused('not-in-review')
  if (comment.trim() === '') return refused('comment-missing')
  return { kind: 'changes-requested', state: 'changes_requested' }
}

/** Says something about a post: its state stays. */
export function comment(state: ReviewState, text: string): Moved<'comment'> | Refused<'comment-missing'> {
  return text.trim() === '' ? refused('comment-missing') : { kind: 'comment', state }
}

/**
 * Ends a standing approval (an edit, or a slip past the limit): the post waits for review again. Any other state stays.
 */
export function lapse(state: ReviewState): Moved<'lapsed'> | { kind: 'unchanged'; state: ReviewState } {
  return state === 'approved' ? { kind: 'lapsed', state: 'in_review' } : { kind: 'unchanged', state }
}
