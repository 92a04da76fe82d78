import { type Attempt, type Condition, conditionHolds, type PollState } from '../countdown/index.ts'
import type { ChannelState } from '../channels/index.ts'
import type { Instant } from '../shared/index.ts'
import type { HeldBecause } from './delivery.ts'
import { isTooLate } from './late.ts'

/** All that the gate looks at, read in one transaction under the event's lock. */
export type GateFacts = {
  dueAt: Instant | null
  lateLimitSeconds: number
  agencyStopped: boolean
  clientStopped: boolean
  /** The event that the post hangs from with its poll, if it has one, and its condition; null for an unanchored post. */
  anchor: { attempt: Pick<Attempt, 'state' | 'outcome'>; poll: PollState | null; condition: Condition } | null
  /** What `approvalHolds` says of the exact content that would leave. */
  approval: 'holds' | 'none' | 'content-changed' | 'slipped-too-far'
  channel: ChannelState
  /** The credentials have run out and cannot be refreshed. */
  credentialsExpired: boolean
  /** What the network's rules would refuse: the number of problems. */
  problems: number
}

/** What the gate decides: send, wait for the instant, remind a person to post by hand, or hold and tell someone. */
export type GateDecision =
  | { kind: 'send' }
  | { kind: 'not-yet' }
  | { kind: 'by-hand' }
  | { kind: 'held'; because: HeldBecause }

/**
 * May this delivery leave now? The first thing that forbids it is named; lateness last, since it follows from the
 * others.
 */
export function gate(facts: GateFacts, now: Instant): GateDecision {
  if (!facts.dueAt) return { kind: 'held', because: 't0-unknown' }
  if (Temporal.Instant.compare(now, facts.dueAt) < 0) return { kind: 'not-yet' }
  const because = whatForbids(facts, facts.dueAt, now)
  if (because) return { kind: 'held', because }
  return facts.channel === 'by-hand' ? { kind: 'by-hand' } : { kind: 'send' }
}

function whatForbids(facts: GateFacts, dueAt: Instant, now: Instant): HeldBecause | null {
  if (facts.agencyStopped || facts.clientStopped) return 'stop-switch'
  if (facts.anchor?.attempt.state === 'hold') return 'hold'
  if (facts.anchor && !conditionHolds(facts.anchor.condition, facts.anchor.attempt, facts.anchor.poll))
    return 'condition-not-met'
  if (facts.approval === 'none') return 'not-approved'
  if (facts.approval !== 'holds') return 'approval-lapsed'
  if (facts.channel === 'disconnected') return 'channel-disconnected'
  if (facts.channel === 'reconnect' || (facts.channel === 'connected' && facts.credentialsExpired))
    return 'credentials-lost'
  if (facts.problems > 0) return 'against-rules'
  return isTooLate(dueAt, facts.lateLimitSeconds, now) ? 'too-late' : null
}
