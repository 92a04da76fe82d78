import { dayIn, type Instant, instantOf } from '../shared/index.ts'
import { conditionHolds, isContingency } from './condition.ts'
import type { AnchorBase, Attempt, Timing } from './event.ts'

/** Why a post has no instant yet. */
export type WaitsFor =
  | 'unscheduled'
  | 'no-event'
  | 't0-unknown'
  | 't0-is-a-day'
  | 'on-hold'
  | 'not-launched'
  | 'not-scrubbed'
  | 'no-outcome'
  | 'attempt-scrubbed'
  | 'not-needed'
  /** It was offered, and a person let it be. */
  | 'dropped'

/**
 * When a post is due, or what it waits for. `projected` is where a waiting post would fall if T-0 held and the lift-off
 * came at T-0: for calendars only, nothing is sent on it.
 */
export type Due = { kind: 'due'; at: Instant } | { kind: 'waits'; for: WaitsFor; projected: Instant | null }

/**
 * The instant at which a post is due under an attempt; `attempt` is null for a post without event. Posts that hang from
 * the lift-off, the scrub or the outcome wait until it is entered; contingency posts wait until their condition holds.
 */
export function resolveDueAt(timing: Timing, attempt: Attempt | null): Due {
  if (timing.kind === 'unscheduled') return waits('unscheduled')
  if (timing.kind === 'fixed') return { kind: 'due', at: timing.at }
  if (!attempt) return waits('no-event')
  const missing = whatIsMissing(timing, attempt)
  if (missing) return waits(missing, projected(timing, attempt))
  const at = applied(timing, attempt, timing.base)
  return at ? { kind: 'due', at } : waits(attempt.t0.kind === 'day' ? 't0-is-a-day' : 't0-unknown')
}

type Anchored = Extract<Timing, { kind: 'anchored' | 'calendar' }>

function whatIsMissing(timing: Anchored, attempt: Attempt): WaitsFor | null {
  if (attempt.state === 'hold') return 'on-hold'
  if (attempt.state === 'scrubbed' && timing.condition !== 'scrubbed') return 'attempt-scrubbed'
  if (isContingency(timing.condition) && !conditionHolds(timing.condition, attempt)) {
    if (attempt.state === 'closed' || (attempt.state === 'launched' && timing.condition === 'scrubbed'))
      return 'not-needed'
    return timing.condition === 'scrubbed' ? 'not-scrubbed' : 'no-outcome'
  }
  if (timing.base === 'liftoff' && !attempt.liftoffAt)
    return attempt.state === 'scrubbed' ? 'not-needed' : 'not-launched'
  if (timing.base === 'scrub' && !attempt.scrubbedAt) return 'not-scrubbed'
  if (timing.base === 'outcome' && !attempt.outcomeAt) return attempt.state === 'scrubbed' ? 'not-needed' : 'no-outcome'
  return null
}

function applied(timing: Anchored, attempt: Attempt, base: AnchorBase): Instant | null {
  const instant = baseInstant(attempt, base)
  if (timing.kind === 'anchored') return instant?.add({ seconds: timing.offsetSeconds }) ?? null
  const day = instant ? dayIn(timing.zone, instant) : base === 't0' && attempt.t0.kind === 'day' ? attempt.t0.day : null
  if (!day) return null
  return instantOf(
    Temporal.PlainDate.from(day).add({ days: timing.dayOffset }).toString(),
    timing.wallTime,
    timing.zone,
  )
}

function baseInstant(attempt: Attempt, base: AnchorBase): Instant | null {
  if (base === 'liftoff') return attempt.liftoffAt
  if (base === 'scrub') return attempt.scrubbedAt
  if (base === 'outcome') return attempt.outcomeAt
  return attempt.t0.kind === 'instant' ? attempt.t0.at : null
}

function projected(timing: Anchored, attempt: Attempt): Instant | null {
  const flies = attempt.state === 'planned' || attempt.state === 'go'
  if (flies && timing.base === 'liftoff') return applied(timing, attempt, 't0')
  return flies && timing.base === 't0' ? applied(timing, attempt, 't0') : null
}

function waits(what: WaitsFor, at: Instant | null = null): Due {
  return { kind: 'waits', for: what, projected: at }
}
