import { type Instant, isBefore } from '../shared/index.ts'
import { isContingency } from './condition.ts'
import { resolveDueAt, type WaitsFor } from './due.ts'
import type { Attempt, Timing } from './event.ts'
import { type Offer, offerStands } from './release.ts'

/** What decides where an unpublished post lands. `notBefore`: a person decided that it waits for the end of the quiet hours. */
export type Landable = { timing: Timing; offer: Offer; notBefore: Instant | null; lateLimitSeconds: number }

/** Why the countdown alone keeps a post back. */
export type LandingHeld = 'hold' | 'condition-not-met' | 'offered' | 't0-in-the-past' | 'too-late'

/** Where a post lands: `at` when it is due (null while no instant is known), `held` when it does not leave then by itself. */
export type Landing = { at: Instant | null; held: LandingHeld | null; waitsFor: WaitsFor | null }

/** Where a post stood before: its instant, and what kept it back, whatever that was. */
export type Standing = { at: Instant | null; held: string | null }

/**
 * Where an unpublished post belongs under an attempt. `was` is where it stood; 'new' when it has not stood anywhere yet. What a slip would
 * put in the past is held, never fired; what a lift-off, a scrub or an outcome makes due (its instant lies just behind by nature) leaves at once
 * within its late limit, in seconds. What is held for its instant stays so until the instant moves. What is offered waits for a person, however late.
 */
export function landingOf(post: Landable, attempt: Attempt | null, was: Standing | 'new', now: Instant): Landing {
  const { timing } = post
  const anchored = timing.kind === 'anchored' || timing.kind === 'calendar'
  if (anchored && attempt?.state === 'hold') return { at: null, held: 'hold', waitsFor: 'on-hold' }
  const due = resolveDueAt(timing, attempt)
  if (due.kind === 'waits') {
    return { at: null, held: due.for === 'attempt-scrubbed' ? 'condition-not-met' : null, waitsFor: due.for }
  }
  const stands = attempt ? offerStands(post.offer, timing, attempt.id) : 'by-itself'
  if (stands === 'dropped') return { at: null, held: null, waitsFor: 'dropped' }
  // What a person let go late leaves from then on, not at the instant that has passed.
  const at = latest(due.at, post.notBefore, stands === 'released' ? (post.offer.answer?.at ?? null) : null)
  if (stands === 'asked') return { at, held: 'offered', waitsFor: null }
  if (isBefore(now, at)) return { at, held: null, waitsFor: null }
  if (was !== 'new') {
    const same = was.at?.equals(at) ?? false
    if (same && (was.held === 't0-in-the-past' || was.held === 'too-late'))
      return { at, held: was.held, waitsFor: null }
    // A contingency post that had no instant was not slipped: its case has just come.
    const isCaseNew = anchored && isContingency(timing.condition) && was.at === null
    if (!same && anchored && timing.base === 't0' && !isCaseNew) return { at, held: 't0-in-the-past', waitsFor: null }
  }
  const late = now.epochMilliseconds - at.epochMilliseconds > post.lateLimitSeconds * 1000
  return { at, held: late ? 'too-late' : null, waitsFor: null }
}

function latest(at: Instant, ...others: (Instant | null)[]): Instant {
  return others.reduce<Instant>((last, one) => (one && isBefore(last, one) ? one : last), at)
}
