import type { TimingOnWire } from '../countdown/index.ts'

/** Who should see to it. */
export type Who = { id: string; name: string }

/**
 * One thing that waits for a hand. `at` is when it happened or when it is due (ISO); `path` is where its one action leads. Words are the reader's: here are
 * only facts.
 */
export type Need = {
  /** Stable, so that a list that is read again keeps its lines. */
  id: string
  at: string | null
  path: string
  who: Who | null
  networks: string[]
} & (
  | {
      kind: 'uncertain' | 'failed' | 'partial' | 'overdue' | 'held' | 'by-hand'
      title: string
      /** HeldBecause, or the connector's failure. */
      because: string | null
      /** How often the account was read back without finding it. */
      emptyReads: number
      client: string
    }
  | { kind: 'restored'; at: string; reading: number; toDecide: number; out: number; absent: number }
  /** `count` others work; with none, nothing is published. */
  | { kind: 'workers'; title: string; count: number }
  /** A worker's machine is off by so many seconds. */
  | { kind: 'clock'; title: string; seconds: number }
  | { kind: 'event-stopped'; title: string; state: 'hold' | 'scrubbed'; eventId: string; count: number }
  | {
      kind: 'not-approved'
      title: string
      reviewState: 'draft' | 'in_review' | 'changes_requested'
      timing: TimingOnWire
      comment: { by: string; words: string } | null
      author: string | null
      mine: boolean
    }
  | { kind: 'task'; title: string; event: string }
  | { kind: 'review'; title: string; author: string | null; client: string }
  | { kind: 'reconnect'; title: string; client: string; count: number }
  | { kind: 'expires'; title: string; client: string; count: number; firstAt: string }
  | {
      kind: 'collision'
      apartSeconds: number
      first: { title: string; at: string }
      second: { title: string; at: string }
    }
  | {
      kind: 't0-changed'
      title: string
      noticeId: string
      change: string
      by: string | null
      from: string | null
      to: string | null
    }
)

export type NeedKind = Need['kind']

/** First what may have gone wrong before the public, then what will, then what can wait. */
const HARM: readonly NeedKind[] = [
  'workers',
  'restored',
  'uncertain',
  'failed',
  'partial',
  'overdue',
  'by-hand',
  'held',
  'event-stopped',
  'reconnect',
  'not-approved',
  'task',
  'collision',
  't0-changed',
  'expires',
  'clock',
  'review',
]

export type Section = 'now' | 'before-t0' | 'today' | 'later'

/** Where a need stands on the page. What is wrong already is now; the rest by its instant, or later when it has none. */
export function sectionOf(need: Need, t0: Temporal.Instant | null, endOfDay: Temporal.Instant): Section {
  const wrong = HARM.indexOf(need.kind) <= HARM.indexOf('reconnect') || need.kind === 't0-changed'
  if (t0 && (wrong || (need.at !== null && Temporal.Instant.compare(Temporal.Instant.from(need.at), t0) <= 0))) {
    return 'before-t0'
  }
  if (wrong) return 'now'
  if (need.at === null) return 'later'
  return Temporal.Instant.compare(Temporal.Instant.from(need.at), endOfDay) < 0 ? 'today' : 'later'
}

/** By harm, then by time. */
export function byHarm(a: Need, b: Need): number {
  return (
    HARM.indexOf(a.kind) - HARM.indexOf(b.kind) || (a.at ?? '9').localeCompare(b.at ?? '9') || a.id.localeCompare(b.id)
  )
}
