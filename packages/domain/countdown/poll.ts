import { z } from 'zod'
import { Email, Id, type Instant, Language, type Refused, refused, Zone } from '../shared/index.ts'
import type { Attempt, AttemptState } from './event.ts'

/** What a person says when asked. */
export const Said = z.enum(['go', 'no-go'])
export type Said = z.output<typeof Said>

/** `waiting`: nobody is asked yet · `asking`: nobody said no-go and somebody is silent · `go`: all said go · `no-go`: one said no-go, or it closed on a silence. */
export const PollState = z.enum(['waiting', 'asking', 'go', 'no-go'])
export type PollState = z.output<typeof PollState>

/** One person's answer, and when it was given. */
export type Voice = { id: Id; said: Said | null; saidAt: Instant | null }

/** A poll of an event: its offsets from T-0 in seconds (negative), the round that is open, and the people that are named. */
export type Poll = {
  askOffsetSeconds: number
  closeOffsetSeconds: number
  openedAt: Instant | null
  closedAt: Instant | null
  closedByHand: boolean
  voices: readonly Voice[]
}

const FARTHEST = 90 * 86_400
const offset = z.int().min(-FARTHEST).max(0)

/** Somebody to be asked: a member by id, or a person outside by name and address. */
export const PollPerson = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('member'), memberId: Id, role: z.string().trim().max(80).default('') }),
  z.object({
    kind: z.literal('outside'),
    name: z.string().trim().min(1).max(120),
    email: Email,
    role: z.string().trim().max(80).default(''),
    language: Language,
    zone: Zone.nullable().default(null),
  }),
])
export type PollPerson = z.output<typeof PollPerson>

/** What one types to set a poll up. Whoever is no longer named is withdrawn. */
export const SavePoll = z
  .object({
    eventId: Id,
    askOffsetSeconds: offset,
    closeOffsetSeconds: offset,
    people: z.array(PollPerson).min(1).max(30),
  })
  .refine((poll) => poll.askOffsetSeconds < poll.closeOffsetSeconds, {
    path: ['closeOffsetSeconds'],
    error: 'closes-before-it-asks',
  })
export type SavePoll = z.output<typeof SavePoll>

const TAKES_ANSWERS: ReadonlySet<AttemptState> = new Set(['planned', 'go', 'hold'])

/** What the answers amount to. Silence is no-go once the poll is closed. */
export function pollState({ openedAt, closedAt, voices }: Poll): PollState {
  if (!openedAt) return 'waiting'
  if (voices.some((voice) => voice.said === 'no-go')) return 'no-go'
  if (voices.length > 0 && voices.every((voice) => voice.said === 'go')) return 'go'
  return closedAt ? 'no-go' : 'asking'
}

/** When the people are asked by themselves; null while T-0 is no instant, or the attempt is over. */
export function asksAt(poll: Poll, attempt: Attempt): Instant | null {
  return fromT0(attempt, poll.askOffsetSeconds)
}

/** When it closes by itself; null while T-0 is no instant, and for a round that was opened after that moment: a person closes it. */
export function closesAt(poll: Poll, attempt: Attempt): Instant | null {
  const at = fromT0(attempt, poll.closeOffsetSeconds)
  return at && (!poll.openedAt || isEarlier(poll.openedAt, at)) ? at : null
}

/** When whoever is silent is reminded, once: halfway between the opening and the closing. */
export function remindsAt(poll: Poll, attempt: Attempt): Instant | null {
  const until = closesAt(poll, attempt)
  if (!poll.openedAt || poll.closedAt || !until) return null
  const half = Math.floor(poll.openedAt.until(until).total('seconds') / 2)
  return poll.openedAt.add({ seconds: half })
}

/** True while answers are taken and may be changed: until the closing, also once all have said go. */
export function takesAnswers(poll: Poll, attempt: Attempt, now: Instant): boolean {
  if (!poll.openedAt || poll.closedAt || !TAKES_ANSWERS.has(attempt.state)) return false
  const until = closesAt(poll, attempt)
  return !until || isEarlier(now, until)
}

/** Asks everybody, at its time or by hand before it. */
export function openPoll(
  poll: Poll,
  attempt: Attempt,
  now: Instant,
): { kind: 'opened'; poll: Poll } | Refused<'already-open' | 'attempt-is-over'> {
  if (!TAKES_ANSWERS.has(attempt.state)) return refused('attempt-is-over')
  if (poll.openedAt) return refused('already-open')
  return { kind: 'opened', poll: { ...poll, openedAt: now, closedAt: null, closedByHand: false } }
}

/** Takes one person's answer, or another instead of it. */
export function sayInPoll(
  poll: Poll,
  attempt: Attempt,
  voiceId: Id,
  said: Said,
  now: Instant,
): { kind: 'said'; poll: Poll } | Refused<'not-open' | 'not-asked'> {
  if (!poll.voices.some((voice) => voice.id === voiceId)) return refused('not-asked')
  if (!takesAnswers(poll, attempt, now)) return refused('not-open')
  return { kind: 'said', poll: { ...poll, voices: answered(poll.voices, voiceId, said, now) } }
}

/** Asks one person anew: the answer is wiped, and a poll that is closed opens again. */
export function askAgain(
  poll: Poll,
  attempt: Attempt,
  voiceId: Id,
  now: Instant,
): { kind: 'asked'; poll: Poll } | Refused<'not-open' | 'not-asked' | 'attempt-is-over'> {
  if (!TAKES_ANSWERS.has(attempt.state)) return refused('attempt-is-over')
  if (!poll.openedAt) return refused('not-open')
  if (!poll.voices.some((voice) => voice.id === voiceId)) return refused('not-asked')
  const reopened = takesAnswers(poll, attempt, now) ? {} : { openedAt: now, closedAt: null, closedByHand: false }
  return { kind: 'asked', poll: { ...poll, ...reopened, voices: answered(poll.voices, voiceId, null, now) } }
}

/** Leaves one person out; the last one stays, a poll of nobody would say go by itself. */
export function withdrawVoice(
  poll: Poll,
  voiceId: Id,
): { kind: 'withdrawn'; poll: Poll } | Refused<'not-asked' | 'last-voice'> {
  if (!poll.voices.some((voice) => voice.id === voiceId)) return refused('not-asked')
  if (poll.voices.length === 1) return refused('last-voice')
  return { kind: 'withdrawn', poll: { ...poll, voices: poll.voices.filter((voice) => voice.id !== voiceId) } }
}

/** Takes no more answers: whoever is silent has said no-go. */
export function closePoll(
  poll: Poll,
  now: Instant,
  byHand: boolean,
): { kind: 'closed'; poll: Poll } | Refused<'not-open'> {
  if (!poll.openedAt || poll.closedAt) return refused('not-open')
  return { kind: 'closed', poll: { ...poll, closedAt: now, closedByHand: byHand } }
}

/**
 * The poll after T-0 or the attempt changed. Before the new moment of asking everything lapses and it is asked again then; after it, only answers
 * that are older than that moment lapse. What closed by the clock is open again while the new closing lies ahead.
 */
export function pollAfter(poll: Poll, before: Attempt, after: Attempt, now: Instant): { poll: Poll; lapsed: Id[] } {
  if (!poll.openedAt) return { poll, lapsed: [] }
  const asks = asksAt(poll, after)
  const moved = before.id !== after.id || (asks !== null && !isSame(asks, asksAt(poll, before)))
  if (!moved) return { poll, lapsed: [] }
  const spoke = (since: Instant | null) =>
    poll.voices.flatMap((voice) => (voice.saidAt && (!since || isEarlier(voice.saidAt, since)) ? [voice.id] : []))
  if (before.id !== after.id || !asks || isEarlier(now, asks)) {
    const voices = poll.voices.map((voice) => ({ ...voice, said: null, saidAt: null }))
    return { poll: { ...poll, openedAt: null, closedAt: null, closedByHand: false, voices }, lapsed: spoke(null) }
  }
  const lapsed = spoke(asks)
  const voices = poll.voices.map((voice) =>
    lapsed.includes(voice.id) ? { ...voice, said: null, saidAt: null } : voice,
  )
  const until = fromT0(after, poll.closeOffsetSeconds)
  const opensAgain = poll.closedAt && !poll.closedByHand && until && isEarlier(now, until)
  const reopened = lapsed.length > 0 || opensAgain ? { openedAt: now, closedAt: null, closedByHand: false } : {}
  return { poll: { ...poll, ...reopened, voices }, lapsed }
}

function answered(voices: readonly Voice[], id: Id, said: Said | null, now: Instant): Voice[] {
  return voices.map((voice) => (voice.id === id ? { ...voice, said, saidAt: said ? now : null } : voice))
}

function fromT0({ state, t0 }: Attempt, seconds: number): Instant | null {
  return t0.kind === 'instant' && TAKES_ANSWERS.has(state) ? t0.at.add({ seconds }) : null
}

function isEarlier(a: Instant, b: Instant): boolean {
  return Temporal.Instant.compare(a, b) < 0
}

function isSame(a: Instant, b: Instant | null): boolean {
  return b !== null && a.equals(b)
}
