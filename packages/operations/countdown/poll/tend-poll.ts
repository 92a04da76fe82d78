import type { AgencyTx } from '@comptoir/db'
import { asksAt, closePoll, closesAt, type CountdownEvent, openPoll, remindsAt } from '@comptoir/domain/countdown'
import type { Actor, Instant } from '@comptoir/domain/shared'
import { sql } from 'kysely'
import { mintLink } from '../../shared/index.ts'
import { queueMail } from '../../notices/index.ts'
import { clockOf, lockEvent } from '../lock-event.ts'
import { pollMail } from './poll-mail.ts'
import { isRunning, type Person, readPoll, type StoredPoll } from './poll-row.ts'
import { logPoll, lookAfter, settlePoll } from './settle-poll.ts'

const CLOCK: Actor = { kind: 'system', name: 'poll' }
/** A link outlives any slip that leaves its answer standing. */
const LINK_DAYS = 30

/** Does what the poll's clock says: asks, reminds, closes; then orders the next moment. Running it twice is harmless. */
export async function tendPoll(tx: AgencyTx, publicUrl: string, pollId: string): Promise<void> {
  const row = await tx.selectFrom('polls').select('event_id').where('id', '=', pollId).executeTakeFirst()
  if (!row) return
  const event = await lockEvent(tx, row.event_id)
  if (!isRunning(event.attempt)) return
  const stored = await openOrClose(tx, event)
  if (!stored) return
  const now = await clockOf(tx)
  const { poll } = stored
  const remind = remindsAt(poll, event.attempt)
  if (poll.openedAt && !poll.closedAt) {
    for (const person of stored.people) {
      if (person.said !== null) continue
      if (!person.asked_at) await ask(tx, event, stored, person, publicUrl, 'asked')
      else if (
        remind &&
        isDue(remind, now) &&
        !person.reminded_at &&
        isDue(person.asked_at.toTemporalInstant(), remind)
      ) {
        await ask(tx, event, stored, person, publicUrl, 'reminded')
      }
    }
  }
  const until = poll.openedAt && !poll.closedAt ? closesAt(poll, event.attempt) : null
  const moments = [poll.openedAt ? null : asksAt(poll, event.attempt), remind, until]
  const next = moments.flatMap((at) => (at && !isDue(at, now) ? [at] : [])).toSorted(Temporal.Instant.compare)[0]
  if (next) await lookAfter(tx, stored.id, next)
}

async function openOrClose(tx: AgencyTx, event: CountdownEvent): Promise<StoredPoll | null> {
  const stored = await readPoll(tx, event.id)
  if (!stored) return null
  const now = await clockOf(tx)
  const asks = stored.poll.openedAt ? null : asksAt(stored.poll, event.attempt)
  const until = stored.poll.openedAt && !stored.poll.closedAt ? closesAt(stored.poll, event.attempt) : null
  if (asks && isDue(asks, now)) {
    const outcome = openPoll(stored.poll, event.attempt, now)
    if (outcome.kind === 'refused') return stored
    await logPoll(tx, event.id, 'opened', '')
    await settlePoll(tx, CLOCK, event, stored, outcome.poll)
  } else if (until && isDue(until, now)) {
    const outcome = closePoll(stored.poll, now, false)
    if (outcome.kind === 'refused') return stored
    await logPoll(tx, event.id, 'closed', '')
    await settlePoll(tx, CLOCK, event, stored, outcome.poll)
  } else return stored
  return readPoll(tx, event.id)
}

async function ask(
  tx: AgencyTx,
  event: CountdownEvent,
  stored: StoredPoll,
  person: Person,
  publicUrl: string,
  what: 'asked' | 'reminded',
): Promise<void> {
  const { token, hash } = mintLink(tx.agencyId)
  await tx
    .insertInto('poll_links')
    .values({
      agency_id: tx.agencyId,
      voice_id: person.id,
      secret_hash: hash,
      expires_at: (await tx.now()).add({ hours: LINK_DAYS * 24 }).toString(),
    })
    .execute()
  const { name: agencyName } = await tx.selectFrom('agencies').select('name').executeTakeFirstOrThrow()
  const until = closesAt(stored.poll, event.attempt)
  const mail = pollMail({ what, event, person, agencyName, until, url: `${publicUrl}/poll/${token}` })
  await queueMail(tx, { kind: 'poll', recipient: person.email, ...mail })
  await tx
    .updateTable('poll_voices')
    .set(what === 'asked' ? { asked_at: sql<Date>`clock_timestamp()` } : { reminded_at: sql<Date>`clock_timestamp()` })
    .where('id', '=', person.id)
    .execute()
}

function isDue(at: Instant, now: Instant): boolean {
  return Temporal.Instant.compare(at, now) <= 0
}
