import { inAgency } from '@comptoir/db'
import { tellDueTask } from '@comptoir/operations/countdown'
import type { Task } from 'graphile-worker'
import type { Desk } from '../dispatch/desk.ts'
import { TaskPayload } from './payload.ts'

/** Tells whoever a task of an event is for that its time has come. */
export function dueTaskTask(desk: Desk): Task {
  return async (payload) => {
    const { agencyId, taskId } = TaskPayload.parse(payload)
    await inAgency(desk.services.db, agencyId, (tx) => tellDueTask(tx, taskId))
  }
}
