import type { AgencyTx, DB } from '@comptoir/db'
import { type Attempt, type Poll, type PollState, pollState, type Said } from '@comptoir/domain/countdown'
import type { Language } from '@comptoir/domain/shared'
import type { Selectable } from 'kysely'
import { dateFrom, instantFrom } from '../event-row.ts'

/** Somebody who is asked, beside their answer. */
export type Person = Pick<
  Selectable<DB['poll_voices']>,
  | 'id'
  | 'member_id'
  | 'name'
  | 'role'
  | 'email'
  | 'time_zone'
  | 'reason'
  | 'asked_at'
  | 'reminded_at'
  | 'said'
  | 'said_at'
> & { language: Language }

export type StoredPoll = { id: string; eventId: string; state: PollState; poll: Poll; people: Person[] }

/** The poll of an event; null where it has none. The caller holds the event's row if it means to change anything. */
export async function readPoll(tx: AgencyTx, eventId: string): Promise<StoredPoll | null> {
  const row = await tx.selectFrom('polls').selectAll().where('event_id', '=', eventId).executeTakeFirst()
  if (!row) return null
  const people = await tx
    .selectFrom('poll_voices')
    .select(['id', 'member_id', 'name', 'role', 'email', 'language', 'time_zone', 'reason'])
    .select(['asked_at', 'reminded_at', 'said', 'said_at'])
    .where('poll_id', '=', row.id)
    .where('withdrawn_at', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .execute()
  return {
    id: row.id,
    eventId,
    state: row.state as PollState,
    people: people.map((person) => ({ ...person, language: person.language as Language })),
    poll: {
      askOffsetSeconds: row.ask_offset_seconds,
      closeOffsetSeconds: row.close_offset_seconds,
      openedAt: instantFrom(row.opened_at),
      closedAt: instantFrom(row.closed_at),
      closedByHand: row.closed_by_hand,
      voices: people.map(({ id, said, said_at: at }) => ({ id, said: said as Said | null, saidAt: instantFrom(at) })),
    },
  }
}

/** What the poll of an event says; null where it has none. */
export async function readPollState(tx: AgencyTx, eventId: string): Promise<PollState | null> {
  const row = await tx.selectFrom('polls').select('state').where('event_id', '=', eventId).executeTakeFirst()
  return (row?.state as PollState | undefined) ?? null
}

/** Writes the poll as it stands now, with the state that the gate reads. */
export async function writePoll(tx: AgencyTx, pollId: string, poll: Poll): Promise<PollState> {
  const state = pollState(poll)
  await tx
    .updateTable('polls')
    .set({
      ask_offset_seconds: poll.askOffsetSeconds,
      close_offset_seconds: poll.closeOffsetSeconds,
      state,
      opened_at: dateFrom(poll.openedAt),
      closed_at: dateFrom(poll.closedAt),
      closed_by_hand: poll.closedByHand,
    })
    .where('id', '=', pollId)
    .execute()
  return state
}

/** Wipes answers: these people are asked anew, by a mail of its own. */
export async function wipeAnswers(tx: AgencyTx, voiceIds: readonly string[]): Promise<void> {
  if (voiceIds.length === 0) return
  await tx
    .updateTable('poll_voices')
    .set({ said: null, said_at: null, reason: '', asked_at: null, reminded_at: null })
    .where('id', 'in', [...voiceIds])
    .execute()
}

/** True while an answer could still matter. */
export function isRunning({ state }: Attempt): boolean {
  return state === 'planned' || state === 'go' || state === 'hold'
}
