import { type AgencyTx, jsonb } from '@comptoir/db'
import { type CreateEvent, isPast, newAttempt } from '@comptoir/domain/countdown'
import { type Actor, refused, type Refused } from '@comptoir/domain/shared'
import { randomUUIDv7 } from 'node:crypto'
import { changed, found, record } from '../shared/index.ts'
import { actorName } from './actor-name.ts'
import { writeEventClients } from './event-clients.ts'
import { attemptColumns } from './event-row.ts'
import { clockOf } from './lock-event.ts'
import { attemptOnWire } from './on-wire.ts'

/** Adds an event with its first attempt. T-0 may be unknown, a day, or an instant still ahead. */
export async function createEvent(
  tx: AgencyTx,
  actor: Actor,
  input: CreateEvent,
): Promise<{ kind: 'created'; eventId: string; attemptId: string } | Refused<'t0-in-the-past'>> {
  found(
    await tx
      .selectFrom('clients')
      .select('id')
      .where('id', '=', input.clientId)
      .where('archived_at', 'is', null)
      .executeTakeFirst(),
    'client',
  )
  if (isPast(input.t0, input.zone, await clockOf(tx))) return refused('t0-in-the-past')
  const eventId = randomUUIDv7()
  const attempt = newAttempt(randomUUIDv7(), 1, input.t0)
  // The current attempt's key is checked at the commit, so that the two rows may name each other.
  await tx
    .insertInto('events')
    .values({
      agency_id: tx.agencyId,
      id: eventId,
      client_id: input.clientId,
      name: input.name,
      subject: input.subject || null,
      site: input.site || null,
      time_zone: input.zone,
      window_minutes: input.windowMinutes,
      facts: jsonb(input.facts ?? {}),
      current_attempt_id: attempt.id,
      created_by: actor.kind === 'member' ? actor.memberId : null,
    })
    .execute()
  await tx
    .insertInto('attempts')
    .values({ agency_id: tx.agencyId, id: attempt.id, event_id: eventId, ...attemptColumns(attempt) })
    .execute()
  await writeEventClients(tx, { id: eventId, clientId: input.clientId }, input.otherClientIds ?? [])
  await tx
    .insertInto('event_changes')
    .values({
      agency_id: tx.agencyId,
      event_id: eventId,
      attempt_id: attempt.id,
      verb: 'created',
      actor: jsonb(actor),
      actor_name: await actorName(tx, actor),
      before: jsonb(null),
      after: jsonb(attemptOnWire(attempt)),
    })
    .execute()
  await record(
    tx,
    actor,
    'countdown.created',
    { kind: 'event', id: eventId },
    {
      after: { name: input.name, clientId: input.clientId, t0: attemptOnWire(attempt).t0 },
    },
  )
  await changed(tx, 'events', eventId)
  return { kind: 'created', eventId, attemptId: attempt.id }
}
