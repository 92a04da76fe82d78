import type { AgencyTx } from '@comptoir/db'
import { withdrawVoice as withdrawn } from '@comptoir/domain/countdown'
import type { Actor, Refused } from '@comptoir/domain/shared'
import { sql } from 'kysely'
import { found, record } from '../../shared/index.ts'
import { lockEvent } from '../lock-event.ts'
import { readPoll } from './poll-row.ts'
import { logPoll, settlePoll } from './settle-poll.ts'

/** Leaves one person out of the poll: the answer does not count any more, and the links are dead. */
export async function withdrawVoice(
  tx: AgencyTx,
  actor: Actor,
  input: { eventId: string; voiceId: string },
): Promise<{ kind: 'withdrawn' } | Refused<'not-asked' | 'last-voice'>> {
  const event = await lockEvent(tx, input.eventId)
  const stored = found(await readPoll(tx, event.id), 'poll')
  const person = found(
    stored.people.find(({ id }) => id === input.voiceId),
    'voice',
  )
  const outcome = withdrawn(stored.poll, person.id)
  if (outcome.kind === 'refused') return outcome
  await revokeLinks(tx, person.id)
  await logPoll(tx, event.id, 'withdrawn', person.name)
  await record(
    tx,
    actor,
    'countdown.poll-withdrawn',
    { kind: 'event', id: event.id },
    { before: { name: person.name } },
  )
  await settlePoll(tx, actor, event, stored, outcome.poll)
  return { kind: 'withdrawn' }
}

/** Takes somebody's seat and every link to it. */
export async function revokeLinks(tx: AgencyTx, voiceId: string): Promise<void> {
  const at = sql<Date>`clock_timestamp()`
  await tx.updateTable('poll_voices').set({ withdrawn_at: at }).where('id', '=', voiceId).execute()
  await tx
    .updateTable('poll_links')
    .set({ revoked_at: at })
    .where('voice_id', '=', voiceId)
    .where('revoked_at', 'is', null)
    .execute()
}
