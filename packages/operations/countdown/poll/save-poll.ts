import { randomUUIDv7 } from 'node:crypto'
import type { AgencyTx } from '@comptoir/db'
import { type Poll, type PollPerson, type SavePoll, withdrawVoice } from '@comptoir/domain/countdown'
import type { Actor, Language } from '@comptoir/domain/shared'
import { found, record } from '../../shared/index.ts'
import { lockEvent } from '../lock-event.ts'
import { readPoll, type StoredPoll } from './poll-row.ts'
import { settlePoll } from './settle-poll.ts'
import { revokeLinks } from './withdraw-voice.ts'

type Named = {
  memberId: string | null
  name: string
  role: string
  email: string
  language: Language
  zone: string
}

/**
 * Sets the poll of an event up, or changes it. Whoever was named before keeps their answer; whoever is new is asked at once when the poll is open; whoever is
 * no longer named is withdrawn.
 */
export async function savePoll(
  tx: AgencyTx,
  actor: Actor,
  input: SavePoll,
): Promise<{ kind: 'saved'; pollId: string }> {
  const event = await lockEvent(tx, input.eventId)
  const { time_zone: zone } = found(
    await tx.selectFrom('clients').select('time_zone').where('id', '=', event.clientId).executeTakeFirst(),
    'client',
  )
  const people: Named[] = []
  for (const person of input.people) people.push(await named(tx, person, zone))
  const wanted = [...new Map(people.map((person) => [person.email.toLowerCase(), person])).values()]
  const stored = (await readPoll(tx, event.id)) ?? (await begin(tx, input))
  const kept = new Map(stored.people.map((person) => [person.email.toLowerCase(), person]))
  let poll: Poll = {
    ...stored.poll,
    askOffsetSeconds: input.askOffsetSeconds,
    closeOffsetSeconds: input.closeOffsetSeconds,
  }
  for (const [position, person] of wanted.entries()) {
    const id = await seat(tx, stored.id, person, position, kept.get(person.email.toLowerCase())?.id ?? null)
    if (!poll.voices.some((voice) => voice.id === id)) {
      poll = { ...poll, voices: [...poll.voices, { id, said: null, saidAt: null }] }
    }
  }
  const names = new Set(wanted.map((person) => person.email.toLowerCase()))
  for (const gone of stored.people.filter((person) => !names.has(person.email.toLowerCase()))) {
    const outcome = withdrawVoice(poll, gone.id)
    if (outcome.kind === 'refused') throw new Error(`A poll of ${wanted.length} people cannot lose its last voice`)
    poll = outcome.poll
    await revokeLinks(tx, gone.id)
  }
  await record(
    tx,
    actor,
    'countdown.poll-set',
    { kind: 'event', id: event.id },
    {
      before: stored.people.map(({ name }) => name),
      after: {
        people: wanted.map(({ name }) => name),
        askOffsetSeconds: input.askOffsetSeconds,
        closeOffsetSeconds: input.closeOffsetSeconds,
      },
    },
  )
  await settlePoll(tx, actor, event, stored, poll)
  return { kind: 'saved', pollId: stored.id }
}

async function begin(tx: AgencyTx, input: SavePoll): Promise<StoredPoll> {
  const id = randomUUIDv7()
  const { eventId, askOffsetSeconds, closeOffsetSeconds } = input
  await tx
    .insertInto('polls')
    .values({
      agency_id: tx.agencyId,
      id,
      event_id: eventId,
      ask_offset_seconds: askOffsetSeconds,
      close_offset_seconds: closeOffsetSeconds,
    })
    .execute()
  const poll: Poll = {
    askOffsetSeconds,
    closeOffsetSeconds,
    openedAt: null,
    closedAt: null,
    closedByHand: false,
    voices: [],
  }
  return { id, eventId, state: 'waiting', poll, people: [] }
}

async function named(tx: AgencyTx, person: PollPerson, clientZone: string): Promise<Named> {
  if (person.kind === 'outside') {
    const { name, email, role, language, zone } = person
    return { memberId: null, name, email, role, language, zone: zone ?? clientZone }
  }
  const member = found(
    await tx
      .selectFrom('members')
      .select(['name', 'email', 'language', 'time_zone'])
      .where('id', '=', person.memberId)
      .where('left_at', 'is', null)
      .executeTakeFirst(),
    'member',
  )
  const { name, email, language, time_zone: zone } = member
  return { memberId: person.memberId, name, email, role: person.role, language: language as Language, zone }
}

async function seat(
  tx: AgencyTx,
  pollId: string,
  person: Named,
  position: number,
  known: string | null,
): Promise<string> {
  const values = {
    position,
    member_id: person.memberId,
    name: person.name,
    role: person.role,
    language: person.language,
    time_zone: person.zone,
  }
  if (known) {
    await tx.updateTable('poll_voices').set(values).where('id', '=', known).execute()
    return known
  }
  const id = randomUUIDv7()
  await tx
    .insertInto('poll_voices')
    .values({ agency_id: tx.agencyId, id, poll_id: pollId, email: person.email, ...values })
    .execute()
  return id
}
