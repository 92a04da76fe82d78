import { z } from 'zod'
import type { DeliveryState } from '../publishing/index.ts'
import { StepDoes } from './script.ts'

/** Later than this a post counts as late, in seconds. */
export const LATE_SECONDS = 60

/**
 * What became of a post on a channel: `out`, `part` of a thread out, `held` or `failed` and so for a person to decide, `unknown` (nobody can say whether it is out), `by-hand`
 * (somebody was asked to post it), `waiting` (its moment did not come in this rehearsal), `dropped`.
 */
export const LineEnd = z.enum(['out', 'part', 'held', 'failed', 'unknown', 'by-hand', 'waiting', 'dropped'])
export type LineEnd = z.output<typeof LineEnd>

/** One post on one channel. Instants are ISO 8601; `leftAt` is when it left, `dueAt` when it was due at the end, `meantAt` when it was due before anything happened. */
export const ScoreLine = z.object({
  deliveryId: z.string(),
  postId: z.string(),
  title: z.string(),
  network: z.string(),
  handle: z.string(),
  condition: z.string().nullable(),
  end: LineEnd,
  meantAt: z.string().nullable(),
  dueAt: z.string().nullable(),
  leftAt: z.string().nullable(),
  /** From its due instant to its leaving. */
  lateSeconds: z.int().nullable(),
  /** What keeps it back, or made it fail: a code. */
  because: z.string().nullable(),
  /** Calls that were made for it. */
  calls: z.int(),
  /** What it went through on the way, in order, each once: `late`, `retried`, `held`, `read-back`. */
  through: z.array(z.enum(['late', 'retried', 'held', 'read-back'])),
})
export type ScoreLine = z.output<typeof ScoreLine>

/** News that somebody would have had: in the app at once, and by mail where it says so. */
export const ScoreCall = z.object({
  at: z.string(),
  kind: z.string(),
  about: z.string().nullable(),
  channel: z.string().nullable(),
  because: z.string().nullable(),
  people: z.array(z.string()),
  byMail: z.boolean(),
})
export type ScoreCall = z.output<typeof ScoreCall>

/** A post that hangs from the event and had nothing to send: never submitted, never approved, on no channel. */
export const ScoreMissing = z.object({
  postId: z.string(),
  title: z.string(),
  why: z.enum(['draft', 'in_review', 'changes_requested', 'approval-lapsed', 'no-channel']),
})
export type ScoreMissing = z.output<typeof ScoreMissing>

/** A step of the script as it was carried out; `refused` is a code. `clockSeconds`: what the clock read. */
export const ScoreStep = z.object({
  at: z.string(),
  clockSeconds: z.int().nullable(),
  does: StepDoes,
  refused: z.string().nullable(),
  channel: z.string().nullable(),
})
export type ScoreStep = z.output<typeof ScoreStep>

export const Counts = z.object({
  out: z.int(),
  late: z.int(),
  held: z.int(),
  failed: z.int(),
  unknown: z.int(),
  byHand: z.int(),
  waiting: z.int(),
  missing: z.int(),
  calls: z.int(),
})
export type Counts = z.output<typeof Counts>

/** What a rehearsal showed. `arrived` and `twice` are the simulated networks' own count of what reached them. */
export const Scorecard = z.object({
  from: z.string(),
  until: z.string(),
  t0: z.string(),
  steps: z.array(ScoreStep),
  lines: z.array(ScoreLine),
  calls: z.array(ScoreCall),
  missing: z.array(ScoreMissing),
  counts: Counts,
  arrived: z.int(),
  twice: z.int(),
  /** The event has a go/no-go poll: it was taken as answered with go. */
  pollAssumed: z.boolean(),
})
export type Scorecard = z.output<typeof Scorecard>

/** What is known of a delivery when the rehearsal ends. `passages` are its transitions, in order. */
export type LineFacts = Pick<
  ScoreLine,
  'deliveryId' | 'postId' | 'title' | 'network' | 'handle' | 'condition' | 'calls'
> & {
  state: DeliveryState
  /** Somebody was asked to post it by hand. */
  wasAsked: boolean
  meantAt: Temporal.Instant | null
  dueAt: Temporal.Instant | null
  because: string | null
  passages: readonly { to: DeliveryState; cause: string; at: Temporal.Instant }[]
}

/** How one delivery ended, told from its states alone. */
export function scoreLine(facts: LineFacts): ScoreLine {
  const { state, wasAsked, meantAt, dueAt, because, passages, ...named } = facts
  const end = endOf(state, wasAsked)
  const left = end === 'out' || end === 'part' ? lastSending(passages) : null
  const lateSeconds =
    left && dueAt ? Math.max(0, Math.round((left.epochMilliseconds - dueAt.epochMilliseconds) / 1000)) : null
  const through = new Set<ScoreLine['through'][number]>()
  if (lateSeconds !== null && lateSeconds > LATE_SECONDS) through.add('late')
  for (const { to, cause } of passages) {
    if (to === 'scheduled' && cause === 'proven-not-sent') through.add('retried')
    if (to === 'held' && end !== 'held') through.add('held')
    if (to === 'uncertain') through.add('read-back')
  }
  return {
    ...named,
    end,
    meantAt: meantAt?.toString() ?? null,
    dueAt: dueAt?.toString() ?? null,
    leftAt: left?.toString() ?? null,
    lateSeconds,
    because: end === 'held' || end === 'failed' || end === 'unknown' ? because : null,
    through: [...through],
  }
}

function endOf(state: DeliveryState, wasAsked: boolean): LineEnd {
  switch (state) {
    case 'published':
      return 'out'
    case 'partial':
      return 'part'
    case 'failed':
    case 'held':
      return state
    case 'uncertain':
    case 'sending':
      return 'unknown'
    case 'cancelled':
    case 'withdrawn':
      return 'dropped'
    case 'scheduled':
    case 'claimed':
      return wasAsked ? 'by-hand' : 'waiting'
  }
}

/** When the call that counts began: the last that passed the gate. */
function lastSending(passages: LineFacts['passages']): Temporal.Instant | null {
  return passages.findLast(({ to }) => to === 'sending')?.at ?? passages.at(-1)?.at ?? null
}

/** Puts the lines in the order of a day: as they left, then as they were due, what never had an instant last. */
export function inOrder(lines: readonly ScoreLine[]): ScoreLine[] {
  const key = (line: ScoreLine) => line.leftAt ?? line.dueAt ?? line.meantAt
  const ms = (line: ScoreLine) => {
    const at = key(line)
    return at === null ? Number.POSITIVE_INFINITY : Temporal.Instant.from(at).epochMilliseconds
  }
  return lines.toSorted((a, b) => ms(a) - ms(b) || a.title.localeCompare(b.title))
}

/** Counts what the lines say. */
export function countsOf(lines: readonly ScoreLine[], missing: number, calls: readonly ScoreCall[]): Counts {
  const of = (...ends: LineEnd[]) => lines.filter(({ end }) => ends.includes(end)).length
  return {
    out: of('out', 'part'),
    late: lines.filter(({ through }) => through.includes('late')).length,
    held: of('held'),
    failed: of('failed'),
    unknown: of('unknown'),
    byHand: of('by-hand'),
    waiting: of('waiting'),
    missing,
    calls: calls.filter(({ byMail }) => byMail).length,
  }
}
