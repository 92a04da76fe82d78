import type { Failure } from './failure.ts'
import type { SettlementClass } from './manifest.ts'
import type { Settlement } from './contract.ts'
import { earliest } from './time.ts'

/** A request that timed out may still be on its way so long: an empty reading before that proves nothing. Seconds. */
const PAST_TIME_OUT = 30
/** Two empty readings so far apart prove absence, where reading back is good. Seconds. */
const APART = 120
/** How often a weak network is read before a person is asked. */
const WEAK_READINGS = 3

/**
 * What one more reading proves that did not show the post. exact: it is absent. good: absent after an empty reading past the time-out and
 * another two minutes later. weak and none: nothing, ever; a weak network is read a few times, since the post may only be slow to show.
 */
export function unseen(
  settlement: SettlementClass,
  since: Temporal.Instant,
  emptyReadings: readonly Temporal.Instant[],
  now: Temporal.Instant,
): Settlement {
  if (settlement === 'exact') return { kind: 'absent' }
  if (settlement === 'none') return { kind: 'unknown', why: 'cannot-prove', failure: null, readAgainAt: null }
  const seconds = (from: Temporal.Instant, to: Temporal.Instant) => to.since(from).total('seconds')
  if (settlement === 'weak') {
    if (emptyReadings.length + 1 >= WEAK_READINGS) {
      return { kind: 'unknown', why: 'cannot-prove', failure: null, readAgainAt: null }
    }
    return notSeenYet(now.add({ seconds: 60 }))
  }
  const first = earliest(emptyReadings.filter((at) => seconds(since, at) >= PAST_TIME_OUT))
  if (first && seconds(first, now) >= APART) return { kind: 'absent' }
  if (first) return notSeenYet(first.add({ seconds: APART }))
  const counts = seconds(since, now) >= PAST_TIME_OUT
  return notSeenYet(counts ? now.add({ seconds: APART }) : since.add({ seconds: PAST_TIME_OUT }))
}

const notSeenYet = (readAgainAt: Temporal.Instant): Settlement => ({
  kind: 'unknown',
  why: 'not-seen-yet',
  failure: null,
  readAgainAt,
})

/** A reading that got no answer: it proves nothing, and comes again soon (or when the network says). */
export function noReading(failure: Failure, now: Temporal.Instant): Settlement {
  const readAgainAt = failure.kind === 'delayed' ? failure.until : now.add({ seconds: 10 })
  return { kind: 'unknown', why: 'no-answer', failure, readAgainAt }
}

/** The instant from which an account is read back: clocks differ by minutes between servers. */
export const readBackFrom = (since: Temporal.Instant) => since.subtract({ minutes: 2 })
