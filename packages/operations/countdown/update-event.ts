import { type AgencyTx, jsonb } from '@comptoir/db'
import type { UpdateEvent } from '@comptoir/domain/countdown'
import type { Actor, Refused } from '@comptoir/domain/shared'
import { changed, record } from '../shared/index.ts'
import { readEventClients, writeEventClients } from './event-clients.ts'
import { judgeAnew, postsWithPlaceholders } from './follow-facts.ts'
import { lockEvent } from './lock-event.ts'

/** Changes what an event is called and where it is. Its T-0 and state have verbs of their own. */
export async function updateEvent(
  tx: AgencyTx,
  actor: Actor,
  input: UpdateEvent,
): Promise<{ kind: 'updated'; approvalsLost: number } | Refused<'client-has-posts'>> {
  const before = await lockEvent(tx, input.eventId)
  const were = (await readEventClients(tx, before.id)).map(({ id }) => id)
  const clients = await writeEventClients(tx, before, input.otherClientIds ?? were)
  if (clients.kind === 'refused') return clients
  const posts = await postsWithPlaceholders(tx, before.id)
  const facts = input.facts ?? before.facts
  await tx
    .updateTable('events')
    .set({
      name: input.name,
      subject: input.subject || null,
      site: input.site || null,
      time_zone: input.zone,
      window_minutes: input.windowMinutes,
      facts: jsonb(facts),
    })
    .where('id', '=', input.eventId)
    .execute()
  const { eventId: _, ...typed } = input
  const after = { ...typed, facts, otherClientIds: input.otherClientIds ?? were }
  await record(
    tx,
    actor,
    'countdown.updated',
    { kind: 'event', id: input.eventId },
    {
      before: {
        name: before.name,
        subject: before.subject,
        site: before.site,
        zone: before.zone,
        windowMinutes: before.windowMinutes,
        facts: before.facts,
        otherClientIds: were,
      },
      after,
    },
  )
  await changed(tx, 'events', input.eventId)
  return { kind: 'updated', approvalsLost: await judgeAnew(tx, actor, posts) }
}
