import { inAgency } from '@comptoir/db'
import { mailNotice } from '@comptoir/operations/notices'
import type { Task } from 'graphile-worker'
import type { Desk } from '../dispatch/desk.ts'
import { NoticePayload } from './payload.ts'

/** Lays a notice out as a mail and queues it. */
export function mailNoticeTask(desk: Desk): Task {
  return async (payload) => {
    const { agencyId, noticeId } = NoticePayload.parse(payload)
    await inAgency(desk.services.db, agencyId, (tx) => mailNotice(tx, desk.services.settings.url, noticeId))
  }
}
