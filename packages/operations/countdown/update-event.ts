import type { AgencyTx } from '@comptoir/db'
import type { UpdateEvent } from '@comptoir/domain/countdown'
import type { Actor } from '@comptoir/domain/shared'
import { changed, record } from '../shared/index.ts'
import { lockEvent } from './lock-event.ts'

/** Changes what an event is called and where it is. Its T-0 and state have verbs of their own. */
export async function updateEvent(tx: AgencyTx, actor: Actor, input: UpdateEvent): Promise<{ kind: 'updated' }> {
  const before = await lockEvent(tx, input.eventId)
  await tx
    .updateTable('events')
    .set({
      name: input.name,
      subject: input.subject || null,
      site: input.site || null,
      time_zone: input.zone,
      window_minutes: input.windowMinutes,
    })
    .where('id', '=', input.eventId)
    .execute()
  const { eventId: _, ...after } = input
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
      },
      after,
    },
  )
  await changed(tx, 'events', input.eventId)
  return { kind: 'updated' }
}
