import type { AgencyTx } from '@comptoir/db'
import type { CountdownEvent, Poll } from '@comptoir/domain/countdown'
import type { Actor } from '@comptoir/domain/shared'
import { tell } from '../../notices/index.ts'
import { moveAnchored } from '../../publishing/index.ts'
import { changed, enqueue } from '../../shared/index.ts'
import { type StoredPoll, writePoll } from './poll-row.ts'

/** Writes a line of the launch's log. */
export async function logPoll(
  tx: AgencyTx,
  eventId: string,
  verb: string,
  name: string,
  more: { reason?: string } = {},
): Promise<void> {
  await tx
    .insertInto('poll_log')
    .values({ agency_id: tx.agencyId, event_id: eventId, verb, name, reason: more.reason ?? '' })
    .execute()
}

/**
 * Writes the poll as it now is, under the event's lock, and what follows: a turn is logged and told, what waited for a go leaves, and the next moment
 * of the poll is looked after. What passed the gate before this commits is out; nothing passes after it on the old answers.
 */
export async function settlePoll(
  tx: AgencyTx,
  actor: Actor,
  event: CountdownEvent,
  stored: StoredPoll,
  poll: Poll,
): Promise<void> {
  const state = await writePoll(tx, stored.id, poll)
  await changed(tx, 'events', event.id)
  await lookAfter(tx, stored.id)
  if (state === stored.state) return
  if (state === 'go' && event.attempt.state === 'go') await moveAnchored(tx, actor, event.id)
  if (state !== 'go' && state !== 'no-go') return
  await logPoll(tx, event.id, state === 'go' ? 'turned-go' : 'turned-no-go', '')
  const against = poll.voices.find((voice) => voice.said === 'no-go')
  const by = stored.people.find((person) => person.id === against?.id)
  await tell(tx, {
    kind: state === 'go' ? 'poll-go' : 'poll-no-go',
    subjectKind: 'event',
    subjectId: event.id,
    clientId: event.clientId,
    dedupeKey: `poll:${stored.id}:${state}:${(await tx.now()).epochMilliseconds}`,
    detail: { event: event.name, ...(state === 'no-go' && by ? { by: by.name } : {}) },
  })
}

/** The poll's next moment (asking, reminding, closing) is a job: it looks what is due, and orders the one after. */
export async function lookAfter(tx: AgencyTx, pollId: string, runAt?: Temporal.Instant): Promise<void> {
  await enqueue(tx, 'tend-poll', { pollId }, { key: `tend-poll:${pollId}`, ...(runAt ? { runAt } : {}) })
}
