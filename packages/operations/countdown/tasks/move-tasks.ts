import type { AgencyTx } from '@comptoir/db'
import { type Attempt, taskDueAt } from '@comptoir/domain/countdown'
import type { Instant } from '@comptoir/domain/shared'
import { enqueue } from '../../shared/index.ts'

/** Brings the tasks that are not done where the attempt puts them, in the transaction that changes it. */
export async function moveTasks(tx: AgencyTx, eventId: string, attempt: Attempt): Promise<void> {
  const rows = await tx
    .selectFrom('event_tasks')
    .select(['id', 'offset_seconds', 'due_at'])
    .where('event_id', '=', eventId)
    .where('done_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute()
  for (const row of rows) {
    const due = taskDueAt(row.offset_seconds, attempt)
    if ((due?.epochMilliseconds ?? null) === (row.due_at?.getTime() ?? null)) continue
    await tx
      .updateTable('event_tasks')
      .set({ due_at: due?.toString() ?? null })
      .where('id', '=', row.id)
      .execute()
    if (due) await remind(tx, row.id, due)
  }
}

/** Somebody is told when it is due; a time that moves replaces the reminder. */
export function remind(tx: AgencyTx, taskId: string, due: Instant): Promise<void> {
  return enqueue(tx, 'tell-due-task', { taskId }, { key: `tell-due-task:${taskId}`, runAt: due, maxAttempts: 8 })
}
