import { type Instant, isBefore } from '../shared/index.ts'
import type { SettlementClass } from './delivery.ts'

/** Two empty reads prove absence on a `good` network only when they lie this far apart. */
export const EMPTY_READS_APART_SECONDS = 120

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
 * start of the attempt plus the network's time-out): an empty read before it proves nothing. exact: one empty read
 * proves absence. good: two, two minutes apart. weak: nothing but presence. none: a person decides at once.
 */
export function settlementVerdict(
  settlement: SettlementClass,
  reads: readonly ReadBack[],
  sentBy: Instant,
  now: Instant,
): Verdict {
  if (reads.some((read) => read.saw === 'there')) return { kind: 'there' }
  if (settlement === 'none') return { kind: 'ask-a-person' }
  const empty = reads.filter((read) => read.saw === 'nothing' && !isBefore(read.at, sentBy))
  const [first] = empty
  const last = empty.at(-1)
  if (!first || !last) return readAgain(isBefore(now, sentBy) ? sentBy : soonAfter(reads, now), sentBy, now)
  if (settlement === 'exact') return { kind: 'absent' }
  const secondRead = first.at.add({ seconds: EMPTY_READS_APART_SECONDS })
  if (isBefore(last.at, secondRead))
    return readAgain(isBefore(now, secondRead) ? secondRead : soonAfter(reads, now), sentBy, now)
  return settlement === 'good' ? { kind: 'absent' } : { kind: 'ask-a-person' }
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
