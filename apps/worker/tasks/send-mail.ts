import { inAgency } from '@comptoir/db'
import { mailToSend, mailTried } from '@comptoir/operations/notices'
import type { Task } from 'graphile-worker'
import { createTransport, type Transporter } from 'nodemailer'
import type { Desk } from '../dispatch/desk.ts'
import { MailPayload } from './payload.ts'

/**
 * Sends one mail. Without a mail server it stays readable in the app, and nothing is tried. A mail server that takes a mail and dies before saying so may
 * be given it twice: mail knows no identity that would prevent it.
 */
export function sendMailTask(desk: Desk): Task {
  const { settings, db } = desk.services
  let transport: Transporter | null = null
  return async (payload) => {
    const { agencyId, mailId } = MailPayload.parse(payload)
    if (!settings.smtpUrl) return
    const mail = await inAgency(db, agencyId, (tx) => mailToSend(tx, mailId))
    if (!mail) return
    transport ??= createTransport(settings.smtpUrl)
    try {
      await transport.sendMail({
        from: settings.mailFrom,
        to: mail.recipient,
        subject: mail.subject,
        text: mail.text,
        html: mail.html,
        headers: {
          'List-Unsubscribe': `<${new URL('/profile', settings.url).toString()}>`,
          'Auto-Submitted': 'auto-generated',
        },
      })
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      await inAgency(db, agencyId, (tx) => mailTried(tx, mailId, why.slice(0, 500)))
      throw error
    }
    await inAgency(db, agencyId, (tx) => mailTried(tx, mailId, null))
  }
}
