import type { AgencyTx } from '@comptoir/db'
import { tell } from '../../notices/index.ts'

/**
 * Tells whoever a task is for that it is due: the person, or those of the role on the mandates of the client, else all of the role. What was done, moved or taken
 * away since is not told of; the same time is told once.
 */
export async function tellDueTask(tx: AgencyTx, taskId: string): Promise<number> {
  const now = await tx.now()
  const task = await tx
    .selectFrom('event_tasks as t')
    .innerJoin('events as e', (on) => on.onRef('e.agency_id', '=', 't.agency_id').onRef('e.id', '=', 't.event_id'))
    .select([
      't.title',
      't.due_at',
      't.role',
      't.member_id',
      'e.id as event_id',
      'e.name',
      'e.time_zone',
      'e.client_id',
    ])
    .where('t.id', '=', taskId)
    .where('t.done_at', 'is', null)
    .executeTakeFirst()
  // The second is the clocks' own: a job that runs a breath early must not find nothing and never come back.
  if (!task?.due_at || task.due_at.getTime() > now.epochMilliseconds + 1000) return 0
  return tell(tx, {
    kind: 'task-due',
    subjectKind: 'event',
    subjectId: task.event_id,
    detail: { title: task.title, event: task.name, at: task.due_at.toISOString(), zone: task.time_zone },
    dedupeKey: `task-due:${taskId}:${task.due_at.getTime()}`,
    to: task.member_id ? [task.member_id] : await ofRole(tx, task.role ?? '', task.client_id),
  })
}

async function ofRole(tx: AgencyTx, role: string, clientId: string): Promise<string[]> {
  const all = await tx
    .selectFrom('members')
    .select('id')
    .where('role', '=', role)
    .where('left_at', 'is', null)
    .execute()
  const team = await tx
    .selectFrom('mandate_members as t')
    .innerJoin('mandates as m', (on) => on.onRef('m.agency_id', '=', 't.agency_id').onRef('m.id', '=', 't.mandate_id'))
    .select('t.member_id')
    .where('m.client_id', '=', clientId)
    .execute()
  const ids = all.map(({ id }) => id)
  const near = ids.filter((id) => team.some((one) => one.member_id === id))
  return near.length > 0 ? near : ids
}
