import { type AgencyTx, jsonb } from '@comptoir/db'
import type { OrderRehearsal } from '@comptoir/domain/rehearsal'
import { type Actor, refused, type Refused } from '@comptoir/domain/shared'
import { sql } from 'kysely'
import type { Settings } from '../settings/index.ts'
import { changed, enqueue, found, record } from '../shared/index.ts'

export type RehearsalRefused = Refused<
  'no-simulator' | 'attempt-is-over' | 't0-in-the-past' | 'nothing-hangs' | 'already-running'
>

/** Orders a rehearsal of an event; a worker takes it up at once. One at a time for each event. */
export async function orderRehearsal(
  tx: AgencyTx,
  settings: Pick<Settings, 'simulator'>,
  actor: Actor & { kind: 'member' },
  { eventId, t0, script }: OrderRehearsal,
): Promise<{ kind: 'ordered'; id: string } | RehearsalRefused> {
  const event = found(
    await tx
      .selectFrom('events')
      .innerJoin('attempts', (join) =>
        join
          .onRef('attempts.agency_id', '=', 'events.agency_id')
          .onRef('attempts.id', '=', 'events.current_attempt_id'),
      )
      .select(['events.id', 'attempts.state'])
      .where('events.id', '=', eventId)
      .forUpdate('events')
      .executeTakeFirst(),
    'event',
  )
  if (!settings.simulator) return refused('no-simulator')
  if (!['planned', 'go', 'hold'].includes(event.state)) return refused('attempt-is-over')
  if (Temporal.Instant.compare(t0, await tx.now()) <= 0) return refused('t0-in-the-past')
  const hanging = await tx
    .selectFrom('posts')
    .select('id')
    .where('event_id', '=', eventId)
    .where('cancelled_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  if (!hanging) return refused('nothing-hangs')
  const row = await tx
    .insertInto('rehearsals')
    .values({
      agency_id: tx.agencyId,
      event_id: eventId,
      script: jsonb(script),
      t0: t0.toString(),
      ordered_by: actor.memberId,
    })
    .onConflict((clash) =>
      clash
        .columns(['agency_id', 'event_id'])
        .where(sql<boolean>`state in ('queued', 'running')`)
        .doNothing(),
    )
    .returning('id')
    .executeTakeFirst()
  if (!row) return refused('already-running')
  await enqueue(tx, 'rehearse', { rehearsalId: row.id }, { key: `rehearse:${row.id}`, maxAttempts: 1 })
  await record(
    tx,
    actor,
    'countdown.rehearsed',
    { kind: 'event', id: eventId },
    { after: { t0: t0.toString(), steps: script.length } },
  )
  await changed(tx, 'events', eventId)
  return { kind: 'ordered', id: row.id }
}
