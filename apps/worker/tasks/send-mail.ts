import { MailDesk } from '@comptoir/operations/notices'
import type { Task } from 'graphile-worker'
import type { Desk } from '../dispatch/desk.ts'
import { MailPayload } from './payload.ts'

/** Sends one mail; what the mail server did not take is tried again. */
export function sendMailTask(desk: Desk): Task {
  const mails = new MailDesk(desk.services)
  return async (payload) => {
    const { agencyId, mailId } = MailPayload.parse(payload)
    await mails.deliver(agencyId, mailId)
  }
}
