import type { AgencyTx } from '@comptoir/db'
import type { Actor, Instant } from '@comptoir/domain/shared'
import type { Need } from './need.ts'

/** The tasks of events that this member should see to within a day, and those that are late: asked of the person, or of the role. */
export async function needsOfTasks(tx: AgencyTx, actor: Actor & { kind: 'member' }, now: Instant): Promise<Need[]> {
  const rows = await tx
    .selectFrom('event_tasks as t')
    .innerJoin('events as e', (on) => on.onRef('e.agency_id', '=', 't.agency_id').onRef('e.id', '=', 't.event_id'))
    .innerJoin('members as m', (on) => on.onRef('m.agency_id', '=', 't.agency_id').on('m.id', '=', actor.memberId))
    .select(['t.id', 't.title', 't.due_at', 'e.id as event_id', 'e.name'])
    .where('t.done_at', 'is', null)
    .where('t.due_at', '<', new Date(now.add({ hours: 24 }).epochMilliseconds))
    .where((eb) => eb.or([eb('t.member_id', '=', actor.memberId), eb('t.role', '=', eb.ref('m.role'))]))
    .orderBy('t.due_at')
    .limit(20)
    .execute()
  return rows.map((row) => ({
    id: `task:${row.id}`,
    kind: 'task',
    at: row.due_at?.toISOString() ?? null,
    path: `/countdown/${row.event_id}`,
    who: null,
    networks: [],
    title: row.title,
    event: row.name,
  }))
}
