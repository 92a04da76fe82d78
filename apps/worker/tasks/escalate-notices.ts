import { inAgency } from '@comptoir/db'
import { escalateNotices } from '@comptoir/operations/notices'
import type { Task } from 'graphile-worker'
import type { Desk } from '../dispatch/desk.ts'
import { NoticePayload } from './payload.ts'

/** Tells the directors what whoever is on duty did not read. */
export function escalateTask(desk: Desk): Task {
  return async (payload) => {
    const { agencyId, noticeId } = NoticePayload.parse(payload)
    await inAgency(desk.services.db, agencyId, (tx) => escalateNotices(tx, noticeId))
  }
}
