import type { ShownState } from '../../components/state-mark.tsx'
import { networkName } from '../../components/network-mark.tsx'
import type { Outputs } from '../../data/trpc.ts'
import { duration } from '../../format/index.ts'
import { m } from '../../words.ts'

export type Line = Outputs['publishing']['list']['lines'][number]
export type Delivery = Outputs['publishing']['get']
export type Happening = Delivery['happenings'][number]
type Attempt = Extract<Happening, { what: 'attempt' }>

/** The delivery's state in the colours and words of the house. */
export function shownAs(line: Pick<Line, 'state' | 'commentOnly'>): { state: ShownState; word?: string } {
  // The post is out: what is told is that, and what its comment does.
  if (line.commentOnly) {
    return line.state === 'uncertain'
      ? { state: 'uncertain', word: m['deliveries.comment.in-doubt']() }
      : { state: 'published', word: m['deliveries.comment.follows']() }
  }
  switch (line.state) {
    case 'scheduled':
    case 'claimed':
      return { state: 'armed' }
    case 'sending':
      return { state: 'publishing' }
    case 'published':
      return { state: 'published' }
    case 'partial':
      return { state: 'failed', word: m['publishing.partial']() }
    case 'withdrawn':
      return { state: 'cancelled', word: m['publishing.withdrawn']() }
    case 'failed':
    case 'held':
    case 'uncertain':
    case 'cancelled':
      return { state: line.state }
  }
}

/** Under the state: what holds it. */
export function heldWord(because: Line['heldBecause']): string | null {
  return because && m[`publishing.held.${because}`]()
}

export const causeWord = (cause: Line['cause']) => m[`publishing.cause.${cause}`]()

/** One attempt in a sentence. Sending has two: when it left, and what came back. */
export function attemptSentence(attempt: Attempt, network: string): string {
  const name = networkName(network)
  switch (attempt.kind) {
    case 'publish':
      return outcomeSentence(attempt, name)
    case 'settle':
      return settleSentence(attempt)
    case 'look':
      return attempt.outcome === 'seen' ? m['deliveries.looked']() : m['deliveries.looked-in-vain']()
    case 'prepare':
      return attempt.outcome === 'prepared' ? m['publishing.try.prepared']() : m['publishing.try.not-prepared']()
    case 'withdraw':
      return attempt.outcome === 'withdrawn'
        ? m['publishing.try.withdrawn']({ network: name })
        : m['publishing.try.act-failed']({ network: name })
    default:
      return attempt.outcome === 'edited'
        ? m['publishing.try.edited']({ network: name })
        : m['publishing.try.act-failed']({ network: name })
  }
}

export function sentSentence(attempt: Attempt, network: string, parts: number): string {
  const name = networkName(network)
  if (parts < 2 || attempt.part === null) return m['publishing.try.sent']({ network: name })
  return m['publishing.try.sent-part']({ part: partWord(attempt.part, attempt.partKind), network: name })
}

export const partWord = (position: number, kind: string | null) =>
  kind === 'first-comment' ? m['publishing.first-comment']() : m['publishing.part']({ number: position + 1 })

function outcomeSentence(attempt: Attempt, network: string): string {
  switch (attempt.outcome) {
    case 'published':
      return m['publishing.try.answered']({ network })
    case 'delayed':
      return m['publishing.try.delayed']({ network })
    case 'refused':
      return m['publishing.try.refused']({ network, reason: reasonOf(attempt.failure) })
    case 'credentials-lost':
      return m['publishing.try.credentials-lost']({ network })
    case 'permission-missing':
      return m['publishing.try.permission-missing']({ network })
    case 'unavailable':
      return m['publishing.try.unavailable']({ network })
    case 'uncertain':
      return lostSentence(attempt, network)
    case 'worker-lost':
      return m['publishing.try.worker-lost']()
    default:
      return m['publishing.try.running']()
  }
}

/** Only a time-out waited: a cut line or a server's error is not "no answer after so long". */
function lostSentence(attempt: Attempt, network: string): string {
  const { failure } = attempt
  const why = typeof failure === 'object' && failure !== null && 'why' in failure ? failure.why : null
  if (why === 'time-out') return m['publishing.try.uncertain']({ span: span(attempt) })
  if (why === 'connection-lost') return m['publishing.try.cut']()
  if (why === 'server-error') return m['publishing.try.server-error']({ network })
  return m['publishing.try.unreadable']({ network })
}

function settleSentence(attempt: Attempt): string {
  if (attempt.outcome === 'there') return m['publishing.try.there']()
  if (attempt.outcome === 'absent') return m['publishing.try.absent']()
  switch (attempt.more['why']) {
    case 'not-seen-yet':
      return m['publishing.try.not-seen']()
    case 'several-match':
      return m['publishing.try.several']()
    case 'cannot-prove':
      return m['publishing.try.cannot-prove']()
    default:
      return m['publishing.try.no-answer']()
  }
}

/** The network's own words when it gave some: they are shown as they came. */
function reasonOf(failure: unknown): string {
  if (typeof failure !== 'object' || failure === null) return m['publishing.reason.other']()
  if ('rule' in failure && failure.rule === 'duplicate') return m['publishing.reason.duplicate']()
  return 'reason' in failure && typeof failure.reason === 'string' ? failure.reason : m['publishing.reason.other']()
}

function span({ at, until }: Attempt): string {
  return until ? duration(Math.max(1, Math.round((Date.parse(until) - Date.parse(at)) / 1000))) : ''
}

const WHYS = {
  'on-its-way': m['publishing.why.on-its-way'],
  'already-out': m['publishing.why.already-out'],
  'called-off': m['publishing.why.called-off'],
  'by-hand': m['publishing.why.by-hand'],
  'changed-meanwhile': m['publishing.why.changed-meanwhile'],
  'not-uncertain': m['publishing.why.not-uncertain'],
  'not-out': m['publishing.why.not-out'],
  'network-cannot': m['publishing.why.network-cannot'],
  'in-the-future': m['publishing.why.in-the-future'],
  'not-connected': m['publishing.why.not-connected'],
  'no-such-part': m['publishing.why.no-such-part'],
  'no-comment': m['deliveries.why.no-comment'],
} as const

/** Why an order was not carried out. */
export function refusalWord(answer: { kind: string; why?: keyof typeof WHYS }): string {
  return answer.why ? WHYS[answer.why]() : m['publishing.why.network-failed']()
}

/** 15:37:00.018 */
export function toTheMs(at: string, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
    hourCycle: 'h23',
  }).format(new Date(at))
}
