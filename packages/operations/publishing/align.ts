import { type Attempt, type Condition, type Due, resolveDueAt, type Timing } from '@comptoir/domain/countdown'
import {
  type Cause,
  type Delivery,
  type HeldBecause,
  isTooLate,
  type Moved,
  moved,
  raised,
} from '@comptoir/domain/publishing'
import type { Instant } from '@comptoir/domain/shared'

/** What holds a delivery for the countdown's sake alone: a change of the countdown may lift it. */
const OF_THE_COUNTDOWN: ReadonlySet<HeldBecause> = new Set([
  'hold',
  'condition-not-met',
  't0-unknown',
  't0-in-the-past',
  'too-late',
])

/** `notBefore`: a person decided, when T-0 moved, that the post waits for the end of the quiet hours. */
export type Where = { timing: Timing; attempt: Attempt | null; notBefore: Instant | null; now: Instant }

type Target = { dueAt: Instant | null; held: HeldBecause | null }

/**
 * Where an unpublished delivery belongs under a timing and an attempt. What a slip would put in the past is held, never fired; what a lift-off, a scrub
 * or an outcome makes due (its instant lies just behind by nature) leaves at once within its late limit.
 */
export function targetOf(
  delivery: Pick<Delivery, 'dueAt' | 'lateLimitSeconds'>,
  { timing, attempt, notBefore, now }: Where,
  isNew = false,
): Target {
  const anchored = timing.kind === 'anchored' || timing.kind === 'calendar'
  const due: Due = resolveDueAt(timing, attempt)
  if (anchored && attempt?.state === 'hold') return { dueAt: null, held: 'hold' }
  if (due.kind === 'waits') {
    return { dueAt: null, held: due.for === 'attempt-scrubbed' ? 'condition-not-met' : null }
  }
  const at = notBefore && Temporal.Instant.compare(notBefore, due.at) > 0 ? notBefore : due.at
  const past = Temporal.Instant.compare(at, now) <= 0
  if (!past) return { dueAt: at, held: null }
  const slipped = anchored && timing.base === 't0' && !isNew && !(delivery.dueAt?.equals(at) ?? false)
  if (slipped) return { dueAt: at, held: 't0-in-the-past' }
  if (isTooLate(at, delivery.lateLimitSeconds, now)) return { dueAt: at, held: 'too-late' }
  return { dueAt: at, held: null }
}

/**
 * Brings a delivery that has not started to leave where it belongs; null when it is there already. `force` also lifts what held it for other reasons
 * than the countdown (a fresh approval).
 */
export function align(
  delivery: Delivery,
  where: Where,
  cause: Extract<Cause, 'countdown-changed' | 'post-changed' | 'event-held' | 'event-scrubbed' | 'planned'>,
  force = false,
): Moved | null {
  const target = targetOf(delivery, where)
  const same = sameInstant(target.dueAt, delivery.dueAt)
  if (delivery.state === 'held') {
    const kept = !force && !OF_THE_COUNTDOWN.has(delivery.heldBecause!)
    // Too late stays so until the instant itself moves.
    const stays = kept || (!force && same && delivery.heldBecause === 'too-late')
    const because = stays ? delivery.heldBecause : target.held
    if (because === delivery.heldBecause && same) return null
    if (because)
      return moved(delivery, 'held', cause, { ...raised(delivery), dueAt: target.dueAt, heldBecause: because })
    return moved(delivery, 'scheduled', cause, { ...raised(delivery), dueAt: target.dueAt, retryAt: null })
  }
  if (delivery.state !== 'scheduled' && delivery.state !== 'claimed') return null
  if (target.held) {
    return moved(delivery, 'held', cause, { ...raised(delivery), dueAt: target.dueAt, heldBecause: target.held })
  }
  // A claim is void after any change of the countdown, even one that leaves the instant where it was: the condition is judged anew.
  if (delivery.state === 'scheduled' && same) return null
  return moved(delivery, 'scheduled', cause, { ...raised(delivery), dueAt: target.dueAt, retryAt: null })
}

/** The condition that a timing carries; null for a fixed time. */
export function conditionOf(timing: Timing): Condition | null {
  return timing.kind === 'anchored' || timing.kind === 'calendar' ? timing.condition : null
}

function sameInstant(a: Instant | null, b: Instant | null): boolean {
  return a && b ? a.equals(b) : a === b
}
