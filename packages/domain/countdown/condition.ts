import type { Attempt, AttemptState, Condition } from './event.ts'
import type { PollState } from './poll.ts'

const STATES: Readonly<Record<Exclude<Condition, 'success' | 'anomaly'>, ReadonlySet<AttemptState>>> = {
  any: new Set<AttemptState>(['planned', 'go', 'launched', 'closed']),
  go: new Set<AttemptState>(['go']),
  launched: new Set<AttemptState>(['launched', 'closed']),
  scrubbed: new Set<AttemptState>(['scrubbed']),
}

/**
 * True when the condition holds of the attempt as it stands. On hold nothing holds; once scrubbed, only `scrubbed`. `go` also wants the go/no-go
 * poll to say go, where the event has one (`poll` is null where it has none).
 */
export function conditionHolds(
  condition: Condition,
  attempt: Pick<Attempt, 'state' | 'outcome'>,
  poll: PollState | null = null,
): boolean {
  if (condition === 'go' && poll !== null && poll !== 'go') return false
  if (condition === 'success') return attempt.outcome === 'success'
  if (condition === 'anomaly') return attempt.outcome === 'partial' || attempt.outcome === 'failure'
  return STATES[condition].has(attempt.state)
}

/** True for the conditions of contingency posts: written and approved ahead, unseen until they are needed. */
export function isContingency(condition: Condition): boolean {
  return condition === 'scrubbed' || condition === 'anomaly'
}

/** True when the condition can no longer come to hold in this attempt. */
export function conditionIsLost(condition: Condition, attempt: Pick<Attempt, 'state' | 'outcome'>): boolean {
  if (conditionHolds(condition, attempt)) return false
  if (attempt.state === 'closed' || attempt.state === 'scrubbed') return true
  return attempt.state === 'launched' && (condition === 'go' || condition === 'scrubbed')
}
