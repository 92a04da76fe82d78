import { type AgencyTx, type Database, inAgency } from '@comptoir/db'
import { type Attempt, closesAt, type PollState, type Said, sayInPoll, takesAnswers } from '@comptoir/domain/countdown'
import type { Actor, Instant, Language } from '@comptoir/domain/shared'
import { readLink, record } from '../../shared/index.ts'
import { clockOf, lockEvent, readEvent } from '../lock-event.ts'
import { readPoll } from './poll-row.ts'
import { logPoll, settlePoll } from './settle-poll.ts'

export const REASON_LENGTH = 300

/** What the page of one person shows; nothing of what the others said. */
export type PollQuestion = {
  kind: 'question'
  language: Language
  agencyName: string
  clientName: string
  person: { name: string; role: string; zone: string }
  event: { name: string; subject: string | null; site: string | null; zone: string; windowMinutes: number | null }
  t0: Attempt['t0']
  attemptState: Attempt['state']
  state: PollState
  /** Answers are taken, and may be changed. */
  isOpen: boolean
  until: Instant | null
  said: Said | null
  saidAt: Instant | null
  reason: string
}

export type PollDoor =
  | PollQuestion
  | { kind: 'not-found' }
  | { kind: 'expired'; language: Language; agencyName: string }

/** Opens the question by somebody's link. Nothing changes, so that a scanner that follows links says nothing. */
export async function openQuestion(db: Database, token: string): Promise<PollDoor> {
  const named = readLink(token)
  if (!named) return { kind: 'not-found' }
  return inAgency(db, named.agencyId, async (tx) => {
    const link = await findLink(tx, named.hash)
    return link ? questionOf(tx, link) : { kind: 'not-found' }
  })
}

/** Records what the holder of a link says; the same again, or another answer, replaces it until the poll closes. */
export async function answerQuestion(
  db: Database,
  token: string,
  input: { said: Said; reason: string },
): Promise<PollDoor> {
  const named = readLink(token)
  if (!named) return { kind: 'not-found' }
  return inAgency(db, named.agencyId, async (tx) => {
    const known = await findLink(tx, named.hash)
    if (!known) return { kind: 'not-found' }
    const event = await lockEvent(tx, known.eventId)
    // Read again under the lock: a withdrawal may have come in between.
    const link = await findLink(tx, named.hash)
    if (!link) return { kind: 'not-found' }
    if (link.isExpired) return questionOf(tx, link)
    const stored = await readPoll(tx, event.id)
    if (!stored) return { kind: 'not-found' }
    const reason = shortened(input.reason)
    const now = await clockOf(tx)
    const outcome = sayInPoll(stored.poll, event.attempt, link.voiceId, input.said, now)
    if (outcome.kind === 'refused') return questionOf(tx, link)
    const before = stored.people.find(({ id }) => id === link.voiceId)
    if (before?.said === input.said && before.reason === reason) return questionOf(tx, link)
    const actor: Actor = { kind: 'link', linkId: link.id }
    await tx
      .updateTable('poll_voices')
      .set({ said: input.said, said_at: now.toString(), reason })
      .where('id', '=', link.voiceId)
      .execute()
    await logPoll(tx, event.id, input.said === 'go' ? 'said-go' : 'said-no-go', before?.name ?? '', { reason })
    await record(
      tx,
      actor,
      'countdown.poll-said',
      { kind: 'event', id: event.id },
      {
        before: before?.said ? { said: before.said, reason: before.reason } : null,
        after: { name: before?.name, said: input.said, reason },
      },
    )
    await settlePoll(tx, actor, event, stored, outcome.poll)
    return questionOf(tx, link)
  })
}

/** What is kept of a reason: no half signs where it is cut, and nothing that the database refuses. */
function shortened(reason: string): string {
  const text = reason.replaceAll('\0', '').trim().slice(0, REASON_LENGTH)
  return text.isWellFormed() ? text : text.replaceAll(/\p{Surrogate}/gu, '')
}

type Link = { id: string; voiceId: string; eventId: string; language: Language; isExpired: boolean }

async function findLink(tx: AgencyTx, hash: string): Promise<Link | null> {
  const row = await tx
    .selectFrom('poll_links as l')
    .innerJoin('poll_voices as v', (on) => on.onRef('v.agency_id', '=', 'l.agency_id').onRef('v.id', '=', 'l.voice_id'))
    .innerJoin('polls as p', (on) => on.onRef('p.agency_id', '=', 'v.agency_id').onRef('p.id', '=', 'v.poll_id'))
    .select(['l.id', 'l.voice_id', 'l.expires_at', 'p.event_id', 'v.language'])
    .where('l.secret_hash', '=', hash)
    .where('l.revoked_at', 'is', null)
    .where('v.withdrawn_at', 'is', null)
    .executeTakeFirst()
  if (!row) return null
  const isExpired = row.expires_at.getTime() <= (await tx.now()).epochMilliseconds
  return { id: row.id, voiceId: row.voice_id, eventId: row.event_id, language: row.language as Language, isExpired }
}

async function questionOf(tx: AgencyTx, link: Link): Promise<PollDoor> {
  const { name: agencyName } = await tx.selectFrom('agencies').select('name').executeTakeFirstOrThrow()
  if (link.isExpired) return { kind: 'expired', language: link.language, agencyName }
  const event = await readEvent(tx, link.eventId)
  const stored = await readPoll(tx, link.eventId)
  const person = stored?.people.find(({ id }) => id === link.voiceId)
  const client = await tx.selectFrom('clients').select('name').where('id', '=', event.clientId).executeTakeFirst()
  if (!stored || !person || !client) return { kind: 'not-found' }
  const { name, subject, site, zone, windowMinutes, attempt } = event
  return {
    kind: 'question',
    language: link.language,
    agencyName,
    clientName: client.name,
    person: { name: person.name, role: person.role, zone: person.time_zone },
    event: { name, subject, site, zone, windowMinutes },
    t0: attempt.t0,
    attemptState: attempt.state,
    state: stored.state,
    isOpen: takesAnswers(stored.poll, attempt, await clockOf(tx)),
    until: closesAt(stored.poll, attempt),
    said: person.said as Said | null,
    saidAt: person.said_at?.toTemporalInstant() ?? null,
    reason: person.reason,
  }
}
