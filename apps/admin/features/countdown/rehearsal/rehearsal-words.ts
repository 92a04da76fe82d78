import type { ScoreCall, ScoreLine, StepVerb } from '@comptoir/domain/rehearsal'
import type { ShownState } from '../../../components/state-mark.tsx'
import type { Outputs } from '../../../data/trpc.ts'
import { capital, duration, list, quoted } from '../../../format/index.ts'
import { m } from '../../../words.ts'

export type RehearsalList = Outputs['rehearsal']['list']
export type RehearsalLine = RehearsalList['rehearsals'][number]
export type ChannelLine = RehearsalList['channels'][number]
export type Rehearsal = Outputs['rehearsal']['get']
export type Card = NonNullable<Rehearsal['scorecard']>

export const VERBS: readonly StepVerb[] = [
  'go',
  'hold',
  'resumed',
  'slipped',
  'scrubbed',
  'launched',
  'closed',
  'attempt-opened',
  'token-dies',
  'rate-limited',
  'network-down',
  'answers-lost',
]

export const verbWord = (verb: StepVerb) => m[`rehearsal.verb.${verb}`]()

/** What a rehearsal showed, in one sentence. */
export function countsSentence(counts: NonNullable<RehearsalLine['counts']>): string {
  const out =
    counts.out > 0
      ? [
          m['rehearsal.count.out']({ count: counts.out }),
          counts.late > 0 && m['rehearsal.count.late']({ count: counts.late }),
        ]
      : [m['rehearsal.count.nothing']()]
  const others = (['held', 'failed', 'unknown', 'byHand', 'missing'] as const).flatMap((name) =>
    counts[name] > 0 ? m[`rehearsal.count.${name}`]({ count: counts[name] }) : [],
  )
  return `${capital([out.filter(Boolean).join(', '), ...others].join(', '))}.`
}

const SHOWN: Readonly<Record<ScoreLine['end'], ShownState>> = {
  out: 'published',
  part: 'failed',
  held: 'held',
  failed: 'failed',
  unknown: 'uncertain',
  'by-hand': 'review',
  waiting: 'draft',
  dropped: 'cancelled',
}

/** How a line ended, in the colours and words of the house. */
export function endOf(line: ScoreLine): { state: ShownState; word: string } {
  const state = line.end === 'out' && line.through.includes('late') ? 'late' : SHOWN[line.end]
  return { state, word: m[`rehearsal.end.${line.end}`]() }
}

const HELD = new Set([
  'hold',
  'stop-switch',
  'condition-not-met',
  'not-approved',
  'approval-lapsed',
  'too-late',
  'offered',
  'credentials-lost',
  'against-rules',
  't0-unknown',
  't0-in-the-past',
  'channel-disconnected',
] as const)
type HeldWhy = typeof HELD extends Set<infer Why> ? Why : never
const isHeldWhy = (why: string): why is HeldWhy => [...HELD].some((one) => one === why)
const FAILED = ['refused', 'unavailable', 'delayed', 'credentials-lost'] as const

/** Why it did not go out, or what it went through on its way. */
export function becauseOf(line: ScoreLine): string | null {
  const { because, end, lateSeconds, through } = line
  if (end === 'held' && because && isHeldWhy(because)) return m[`publishing.held.${because}`]()
  if (end === 'failed' || end === 'unknown') {
    const why = FAILED.find((one) => one === because)
    return m[`rehearsal.why-failed.${why ?? 'other'}`]()
  }
  const said = through.flatMap((one) => {
    if (one !== 'late') return m[`rehearsal.through.${one}`]()
    return lateSeconds === null ? [] : m['rehearsal.line.late']({ span: duration(lateSeconds) })
  })
  return said.length > 0 ? list(said) : null
}

const CALLS = [
  'delivery-uncertain',
  'delivery-failed',
  'delivery-partial',
  'delivery-overdue',
  'delivery-held',
  'by-hand-due',
  'approval-lapsed',
  'channel-reconnect',
  'contingency-offered',
  'event-held',
  'event-scrubbed',
  'event-slipped',
  'event-launched',
] as const

/** A piece of news that somebody would have had. */
export function callWord(call: ScoreCall): string {
  const channel = call.channel ?? m['notices.channel']()
  const title = call.about ? quoted(call.about) : m['notices.post']()
  // One post on two channels is two pieces of news.
  const about = call.channel ? `${title} (${call.channel})` : title
  return m[`rehearsal.call.${CALLS.find((one) => one === call.kind) ?? 'other'}`]({ about, channel })
}
