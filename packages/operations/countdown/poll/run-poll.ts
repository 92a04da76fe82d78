import type { AgencyTx } from '@comptoir/db'
import { askAgain, closePoll as closed, openPoll as opened } from '@comptoir/domain/countdown'
import type { Actor, Refused } from '@comptoir/domain/shared'
import { changed, found, record } from '../../shared/index.ts'
import { actorName } from '../actor-name.ts'
import { clockOf, lockEvent } from '../lock-event.ts'
import { readPoll, wipeAnswers } from './poll-row.ts'
import { logPoll, settlePoll } from './settle-poll.ts'

/** Asks everybody now, without waiting for the moment that was set. */
export async function openPoll(
  tx: AgencyTx,
  actor: Actor,
  eventId: string,
): Promise<{ kind: 'opened' } | Refused<'already-open' | 'attempt-is-over'>> {
  const event = await lockEvent(tx, eventId)
  const stored = found(await readPoll(tx, eventId), 'poll')
  const outcome = opened(stored.poll, event.attempt, await clockOf(tx))
  if (outcome.kind === 'refused') return outcome
  await logPoll(tx, eventId, 'opened', await actorName(tx, actor))
  await record(tx, actor, 'countdown.poll-opened', { kind: 'event', id: eventId })
  await settlePoll(tx, actor, event, stored, outcome.poll)
  return { kind: 'opened' }
}

/** Asks one person anew: the answer is wiped, and a closed poll opens for it. */
export async function askVoiceAgain(
  tx: AgencyTx,
  actor: Actor,
  input: { eventId: string; voiceId: string },
): Promise<{ kind: 'asked' } | Refused<'not-open' | 'not-asked' | 'attempt-is-over'>> {
  const event = await lockEvent(tx, input.eventId)
  const stored = found(await readPoll(tx, event.id), 'poll')
  const person = found(
    stored.people.find(({ id }) => id === input.voiceId),
    'voice',
  )
  const outcome = askAgain(stored.poll, event.attempt, person.id, await clockOf(tx))
  if (outcome.kind === 'refused') return outcome
  await wipeAnswers(tx, [person.id])
  await logPoll(tx, event.id, 'asked-again', person.name)
  const before = { name: person.name, said: person.said }
  await record(tx, actor, 'countdown.poll-asked-again', { kind: 'event', id: event.id }, { before })
  await settlePoll(tx, actor, event, stored, outcome.poll)
  return { kind: 'asked' }
}

/** Takes no more answers: silence is no-go from here on. */
export async function closePoll(
  tx: AgencyTx,
  actor: Actor,
  eventId: string,
): Promise<{ kind: 'closed' } | Refused<'not-open'>> {
  const event = await lockEvent(tx, eventId)
  const stored = found(await readPoll(tx, eventId), 'poll')
  const outcome = closed(stored.poll, await clockOf(tx), actor.kind === 'member')
  if (outcome.kind === 'refused') return outcome
  await logPoll(tx, eventId, 'closed', await actorName(tx, actor))
  await record(tx, actor, 'countdown.poll-closed', { kind: 'event', id: eventId })
  await settlePoll(tx, actor, event, stored, outcome.poll)
  return { kind: 'closed' }
}

/** Takes the poll away: posts with the condition `go` wait for the Go of the launch alone. */
export async function dropPoll(tx: AgencyTx, actor: Actor, eventId: string): Promise<{ kind: 'dropped' }> {
  const event = await lockEvent(tx, eventId)
  const stored = found(await readPoll(tx, eventId), 'poll')
  await tx.deleteFrom('polls').where('id', '=', stored.id).execute()
  await logPoll(tx, eventId, 'dropped', await actorName(tx, actor))
  await record(
    tx,
    actor,
    'countdown.poll-dropped',
    { kind: 'event', id: event.id },
    {
      before: { state: stored.state, people: stored.people.map(({ name, said }) => ({ name, said })) },
    },
  )
  await changed(tx, 'events', event.id)
  return { kind: 'dropped' }
}
