import type { AgencyTx } from '@comptoir/db'
import type { CountdownEvent } from '@comptoir/domain/countdown'
import type { Instant } from '@comptoir/domain/shared'
import { found } from '../shared/index.ts'
import { ATTEMPT_COLUMNS, EVENT_COLUMNS, eventFrom } from './event-row.ts'

/**
 * Takes the event for this transaction: of two people at once, the second sees what the first has done. The gate share-locks the
 * same row, so that from the commit on nothing passes under the old state.
 */
export async function lockEvent(tx: AgencyTx, eventId: string): Promise<CountdownEvent> {
  return readEventWith(tx, eventId, true)
}

export async function readEvent(tx: AgencyTx, eventId: string): Promise<CountdownEvent> {
  return readEventWith(tx, eventId, false)
}

async function readEventWith(tx: AgencyTx, eventId: string, lock: boolean): Promise<CountdownEvent> {
  const event = found(
    await tx
      .selectFrom('events')
      .select([...EVENT_COLUMNS, 'current_attempt_id'])
      .where('id', '=', eventId)
      .$if(lock, (query) => query.forUpdate())
      .executeTakeFirst(),
    'event',
  )
  // A statement of its own, after the lock: what another transaction committed while we waited is seen.
  const attempt = found(
    await tx
      .selectFrom('attempts')
      .select(ATTEMPT_COLUMNS)
      .where('id', '=', event.current_attempt_id)
      .where('event_id', '=', eventId)
      .executeTakeFirst(),
    'attempt',
  )
  return eventFrom(event, attempt)
}

/** The agency's clock, cut to the millisecond that a row gives back, so that what is computed now equals what is computed later. */
export async function clockOf(tx: AgencyTx): Promise<Instant> {
  return (await tx.now()).round({ smallestUnit: 'millisecond', roundingMode: 'trunc' })
}
