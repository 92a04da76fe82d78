import { type Attempt, type Condition, type Landable, landingOf, type Timing } from '@comptoir/domain/countdown'
import { type Cause, type Delivery, type HeldBecause, type Moved, moved, raised } from '@comptoir/domain/publishing'
import type { Instant } from '@comptoir/domain/shared'

/** What holds a delivery for the countdown's sake alone: a change of the countdown may lift it. */
const OF_THE_COUNTDOWN: ReadonlySet<HeldBecause> = new Set([
  'hold',
  'offered',
  'condition-not-met',
  't0-unknown',
  't0-in-the-past',
  'too-late',
])

/** What decides where a delivery belongs, but for its own late limit. */
export type Where = Omit<Landable, 'lateLimitSeconds'> & { attempt: Attempt | null; now: Instant }

type Target = { dueAt: Instant | null; held: HeldBecause | null }

/** Where an unpublished delivery belongs under a timing and an attempt: by the rule that the difference is shown by. */
export function targetOf(
  delivery: Pick<Delivery, 'dueAt' | 'lateLimitSeconds' | 'heldBecause'>,
  { attempt, now, ...post }: Where,
  isNew = false,
): Target {
  const { lateLimitSeconds, dueAt, heldBecause } = delivery
  const was = isNew ? ('new' as const) : { at: dueAt, held: heldBecause }
  const { at, held } = landingOf({ ...post, lateLimitSeconds }, attempt, was, now)
  return { dueAt: at, held }
}

/**
 * Brings a delivery that has not started to leave where it belongs; null when it is there already. `force` also lifts what held it for other reasons
 * than the countdown (a fresh approval).
 */
export function align(
  delivery: Delivery,
  where: Where,
  cause: Extract<
    Cause,
    | 'countdown-changed'
    | 'post-changed'
    | 'event-held'
    | 'event-scrubbed'
    | 'planned'
    | 'release-asked'
    | 'offer-dropped'
  >,
  force = false,
): Moved | null {
  const target = targetOf(force ? { ...delivery, heldBecause: null } : delivery, where)
  const same = sameInstant(target.dueAt, delivery.dueAt)
  if (delivery.state === 'held') {
    const kept = !force && !OF_THE_COUNTDOWN.has(delivery.heldBecause!)
    const because = kept ? delivery.heldBecause : target.held
    if (because === delivery.heldBecause && same) return null
    if (because)
      return moved(delivery, 'held', cause, { ...raised(delivery), dueAt: target.dueAt, heldBecause: because })
    return moved(delivery, 'scheduled', cause, { ...raised(delivery), dueAt: target.dueAt, retryAt: null })
  }
  if (delivery.state !== 'scheduled' && delivery.state !== 'claimed') return null
  // The post is out: its comment follows it, not the event's new instant.
  if (delivery.commentOnly && !target.held) return null
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
