import type { AgencyTx } from '@comptoir/db'
import { may, type Role } from '@comptoir/domain/agency'
import {
  type CountdownEvent,
  type CreateTask,
  taskDueAt,
  type TaskFor,
  type UpdateTask,
} from '@comptoir/domain/countdown'
import { type Actor, isBefore, refused, type Refused } from '@comptoir/domain/shared'
import { sql } from 'kysely'
import type { z } from 'zod'
import { changed, found, record } from '../../shared/index.ts'
import { clockOf, lockEvent } from '../lock-event.ts'
import { areMembers } from '../playbooks/write-playbook.ts'
import { remind } from './move-tasks.ts'

type Person = Actor & { kind: 'member' }
type NewTask = {
  title: string
  offsetSeconds: number
  memberId: string | null
  role: string | null
  playbookId: string | null
}

/** Adds a task to an event. */
export async function createTask(
  tx: AgencyTx,
  actor: Person,
  input: z.output<typeof CreateTask>,
): Promise<{ kind: 'created'; id: string } | Refused<'unknown-member'>> {
  const event = await lockEvent(tx, input.eventId)
  if (!(await isThere(tx, input.for))) return refused('unknown-member')
  const id = await insertTask(tx, actor, event, { ...input, ...columnsOf(input.for), playbookId: null })
  await record(tx, actor, 'countdown.task-created', { kind: 'event', id: event.id }, { after: { title: input.title } })
  await changed(tx, 'events', event.id)
  return { kind: 'created', id }
}

/** Writes the row, and has somebody told in time. The event is locked: its T-0 stands. */
export async function insertTask(tx: AgencyTx, actor: Actor, event: CountdownEvent, task: NewTask): Promise<string> {
  const due = taskDueAt(task.offsetSeconds, event.attempt)
  const { id } = await tx
    .insertInto('event_tasks')
    .values({
      agency_id: tx.agencyId,
      event_id: event.id,
      playbook_id: task.playbookId,
      title: task.title.slice(0, 200),
      offset_seconds: task.offsetSeconds,
      role: task.role,
      member_id: task.memberId,
      due_at: due?.toString() ?? null,
      created_by: actor.kind === 'member' ? actor.memberId : null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  // What was late when it was written stands on the page; nobody is called for it.
  if (due && isBefore(await clockOf(tx), due)) await remind(tx, id, due)
  return id
}

/** Changes what is to be done, when, or by whom. */
export async function updateTask(
  tx: AgencyTx,
  actor: Person,
  input: z.output<typeof UpdateTask>,
): Promise<{ kind: 'updated' } | Refused<'unknown-member' | 'done'>> {
  const { event, task } = await lockTask(tx, input.taskId)
  if (task.done_at) return refused('done')
  if (!(await isThere(tx, input.for))) return refused('unknown-member')
  const due = taskDueAt(input.offsetSeconds, event.attempt)
  const { memberId, role } = columnsOf(input.for)
  await tx
    .updateTable('event_tasks')
    .set({
      title: input.title,
      offset_seconds: input.offsetSeconds,
      member_id: memberId,
      role,
      due_at: due?.toString() ?? null,
    })
    .where('id', '=', task.id)
    .execute()
  if (due && isBefore(await clockOf(tx), due)) await remind(tx, task.id, due)
  const said = { before: { title: task.title }, after: { title: input.title } }
  await record(tx, actor, 'countdown.task-updated', { kind: 'event', id: event.id }, said)
  await changed(tx, 'events', event.id)
  return { kind: 'updated' }
}

/** Takes a task away. */
export async function removeTask(tx: AgencyTx, actor: Person, taskId: string): Promise<{ kind: 'removed' }> {
  const { event, task } = await lockTask(tx, taskId)
  await tx.deleteFrom('event_tasks').where('id', '=', task.id).execute()
  await record(tx, actor, 'countdown.task-removed', { kind: 'event', id: event.id }, { before: { title: task.title } })
  await changed(tx, 'events', event.id)
  return { kind: 'removed' }
}

/** Says that it is done: whoever it is for may, and whoever runs countdowns. Twice is once. */
export async function doTask(
  tx: AgencyTx,
  actor: Person,
  taskId: string,
): Promise<{ kind: 'done' } | Refused<'not-yours'>> {
  const { event, task } = await lockTask(tx, taskId)
  if (!(await isFor(tx, actor, task))) return refused('not-yours')
  if (task.done_at) return { kind: 'done' }
  await tx
    .updateTable('event_tasks')
    .set({ done_at: sql<Date>`clock_timestamp()`, done_by: actor.memberId })
    .where('id', '=', task.id)
    .execute()
  await record(tx, actor, 'countdown.task-done', { kind: 'event', id: event.id }, { after: { title: task.title } })
  await changed(tx, 'events', event.id)
  return { kind: 'done' }
}

/** Says that it is not done after all: it is due again where T-0 puts it now. */
export async function undoTask(
  tx: AgencyTx,
  actor: Person,
  taskId: string,
): Promise<{ kind: 'undone' } | Refused<'not-yours'>> {
  const { event, task } = await lockTask(tx, taskId)
  if (!(await isFor(tx, actor, task))) return refused('not-yours')
  if (!task.done_at) return { kind: 'undone' }
  const due = taskDueAt(task.offset_seconds, event.attempt)
  await tx
    .updateTable('event_tasks')
    .set({ done_at: null, done_by: null, due_at: due?.toString() ?? null })
    .where('id', '=', task.id)
    .execute()
  if (due && isBefore(await clockOf(tx), due)) await remind(tx, task.id, due)
  await record(tx, actor, 'countdown.task-undone', { kind: 'event', id: event.id }, { after: { title: task.title } })
  await changed(tx, 'events', event.id)
  return { kind: 'undone' }
}

/** The event first, as every change of the countdown takes them. */
async function lockTask(tx: AgencyTx, taskId: string) {
  const { event_id } = found(
    await tx.selectFrom('event_tasks').select('event_id').where('id', '=', taskId).executeTakeFirst(),
    'task',
  )
  const event = await lockEvent(tx, event_id)
  const task = await tx
    .selectFrom('event_tasks')
    .select(['id', 'title', 'offset_seconds', 'role', 'member_id', 'done_at'])
    .where('id', '=', taskId)
    .forUpdate()
    .executeTakeFirst()
  return { event, task: found(task, 'task') }
}

async function isFor(
  tx: AgencyTx,
  { memberId }: Person,
  task: { role: string | null; member_id: string | null },
): Promise<boolean> {
  if (task.member_id === memberId) return true
  const { role } = await tx.selectFrom('members').select('role').where('id', '=', memberId).executeTakeFirstOrThrow()
  return task.role === role || may(role as Role, 'countdown.write')
}

async function isThere(tx: AgencyTx, asked: TaskFor): Promise<boolean> {
  return asked.kind === 'role' || areMembers(tx, [asked.memberId])
}

function columnsOf(asked: TaskFor): { memberId: string | null; role: string | null } {
  return asked.kind === 'role' ? { memberId: null, role: asked.role } : { memberId: asked.memberId, role: null }
}
