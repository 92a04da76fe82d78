import type { AgencyTx } from '@comptoir/db'
import { type Attempt, type CountdownEvent, pollAfter } from '@comptoir/domain/countdown'
import type { Actor, Instant } from '@comptoir/domain/shared'
import { readPoll, wipeAnswers } from './poll-row.ts'
import { logPoll, settlePoll } from './settle-poll.ts'

/** Brings the poll along after an order, in the order's own transaction. Answers that are too old for the new T-0 lapse. */
export async function followT0(
  tx: AgencyTx,
  actor: Actor,
  event: CountdownEvent,
  after: Attempt,
  now: Instant,
): Promise<void> {
  const stored = await readPoll(tx, event.id)
  if (!stored) return
  const { poll, lapsed } = pollAfter(stored.poll, event.attempt, after, now)
  // A round that is over is asked anew by a mail of its own, also to whoever was silent.
  await wipeAnswers(tx, poll.openedAt ? lapsed : stored.people.map(({ id }) => id))
  for (const person of stored.people) {
    if (lapsed.includes(person.id)) await logPoll(tx, event.id, 'lapsed', person.name)
  }
  await settlePoll(tx, actor, { ...event, attempt: after }, stored, poll)
}
