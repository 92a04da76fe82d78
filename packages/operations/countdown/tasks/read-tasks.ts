import type { AgencyTx } from '@comptoir/db'
import type { TaskFor } from '@comptoir/domain/countdown'
import type { Role } from '@comptoir/domain/agency'
import { sql } from 'kysely'
import { found } from '../../shared/index.ts'

/** Something that a person does around an event, at a time that follows T-0. */
export type EventTask = {
  id: string
  title: string
  offsetSeconds: number
  /** Null while T-0 is no instant, and once the attempt was scrubbed. */
  dueAt: string | null
  for: { kind: 'role'; role: Role } | { kind: 'member'; memberId: string; name: string }
  done: { at: string; by: string } | null
}

/** The tasks of an event in the order of the countdown. */
export async function readTasks(tx: AgencyTx, eventId: string): Promise<EventTask[]> {
  found(await tx.selectFrom('events').select('id').where('id', '=', eventId).executeTakeFirst(), 'event')
  return (await readTaskRows(tx, eventId)).map((row) => {
    const asked = taskForOf(row)
    return {
      id: row.id,
      title: row.title,
      offsetSeconds: row.offset_seconds,
      dueAt: row.due_at?.toISOString() ?? null,
      for: asked.kind === 'role' ? asked : { ...asked, name: row.member ?? '' },
      done: row.done_at ? { at: row.done_at.toISOString(), by: row.doer ?? '' } : null,
    }
  })
}

/** The rows as they stand, with the names that they lead to. */
export function readTaskRows(tx: AgencyTx, eventId: string) {
  return tx
    .selectFrom('event_tasks as t')
    .leftJoin('members as m', (on) => on.onRef('m.agency_id', '=', 't.agency_id').onRef('m.id', '=', 't.member_id'))
    .leftJoin('members as d', (on) => on.onRef('d.agency_id', '=', 't.agency_id').onRef('d.id', '=', 't.done_by'))
    .select(['t.id', 't.title', 't.offset_seconds', 't.due_at', 't.role', 't.member_id', 't.done_at'])
    .select(['m.name as member', 'd.name as doer'])
    .where('t.event_id', '=', eventId)
    .orderBy('t.offset_seconds')
    .orderBy(sql`t.id`)
    .execute()
}

/** Whom a row asks. */
export function taskForOf(row: { role: string | null; member_id: string | null }): TaskFor {
  // One of the two, by the table's own check.
  return row.member_id ? { kind: 'member', memberId: row.member_id } : { kind: 'role', role: row.role as Role }
}
