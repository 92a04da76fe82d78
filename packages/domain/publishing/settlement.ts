import { type Instant, isBefore } from '../shared/index.ts'
import type { SettlementClass } from './delivery.ts'

/** A call that has had no answer may still take effect so long after it began. */
export const SENT_WITHIN_SECONDS = 30

/** Two empty reads prove absence on a `good` network only when they lie this far apart. */
export const EMPTY_READS_APART_SECONDS = 120

/**
 * Two empty reads prove absence on an `exact` network when they lie this far apart: longer than a server of its own needs
 * to show what it has taken. A call that lands later still makes no second post there, since a repeat bears its identity.
 */
export const EXACT_READS_APART_SECONDS = 3

/** An outcome that reading back has not settled after this long is put before a person. */
export const ASK_A_PERSON_AFTER_SECONDS = 600

/** One reading back: what it saw. `no-answer` proves nothing either way. */
export type ReadBack = { at: Instant; saw: 'there' | 'nothing' | 'no-answer' }

/** What the readings prove. */
export type Verdict =
  | { kind: 'there' }
  | { kind: 'absent' }
  | { kind: 'read-again'; at: Instant }
  | { kind: 'ask-a-person' }

/**
 * What reading back has proven so far. `sentBy` is the instant past which the lost call can no longer take effect (the
 * start of the latest attempt plus the network's time-out). exact: two empty reads, three seconds apart, prove absence.
 * good: two, two minutes apart, both past `sentBy`. weak: nothing but presence. none: a person decides at once.
 */
export function settlementVerdict(
  settlement: SettlementClass,
  reads: readonly ReadBack[],
  sentBy: Instant,
  now: Instant,
): Verdict {
  if (reads.some((read) => read.saw === 'there')) return { kind: 'there' }
  if (settlement === 'none') return { kind: 'ask-a-person' }
  const isExact = settlement === 'exact'
  const empty = reads.filter((read) => read.saw === 'nothing' && (isExact || !isBefore(read.at, sentBy)))
  const [first] = empty
  const last = empty.at(-1)
  if (!first || !last) {
    const wait = !isExact && isBefore(now, sentBy)
    return readAgain(wait ? sentBy : soonAfter(reads, now), sentBy, now)
  }
  const secondRead = first.at.add({ seconds: isExact ? EXACT_READS_APART_SECONDS : EMPTY_READS_APART_SECONDS })
  if (isBefore(last.at, secondRead))
    return readAgain(isBefore(now, secondRead) ? secondRead : soonAfter(reads, now), sentBy, now)
  return settlement === 'weak' ? { kind: 'ask-a-person' } : { kind: 'absent' }
}

/** Unanswered reads are repeated after 5, 10, 20 … 60 s. */
function soonAfter(reads: readonly ReadBack[], now: Instant): Instant {
  if (reads.length === 0) return now
  const unanswered = reads.filter((read) => read.saw === 'no-answer').length
  return now.add({ seconds: Math.min(60, 5 * 2 ** Math.max(0, unanswered - 1)) })
}

function readAgain(at: Instant, sentBy: Instant, now: Instant): Verdict {
  const askAt = sentBy.add({ seconds: ASK_A_PERSON_AFTER_SECONDS })
  return isBefore(now, askAt) ? { kind: 'read-again', at } : { kind: 'ask-a-person' }
}
