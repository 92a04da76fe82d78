import { type Database, inAgency } from '@comptoir/db'
import { createTransport, type Transporter } from 'nodemailer'
import type { Settings } from '../settings/index.ts'
import { mailToSend, mailTried } from './send-mail.ts'

/**
 * Sends mails that are written down, through the house's mail server. Without one they stay readable in the app, and nothing is tried. A mail server that takes a mail
 * and dies before saying so may be given it twice: mail knows no identity that would prevent it.
 */
export class MailDesk {
  readonly #db: Database
  readonly #settings: Settings
  #transport: Transporter | null = null

  constructor({ db, settings }: { db: Database; settings: Settings }) {
    this.#db = db
    this.#settings = settings
  }

  /** Throws what the mail server said, after it is written down. */
  async deliver(agencyId: string, mailId: string): Promise<void> {
    const { smtpUrl, mailFrom, url } = this.#settings
    if (!smtpUrl) return
    const mail = await inAgency(this.#db, agencyId, (tx) => mailToSend(tx, mailId))
    if (!mail) return
    this.#transport ??= createTransport(smtpUrl)
    try {
      await this.#transport.sendMail({
        from: mailFrom,
        to: mail.recipient,
        subject: mail.subject,
        text: mail.text,
        html: mail.html,
        headers: {
          'List-Unsubscribe': `<${new URL('/profile', url).toString()}>`,
          'Auto-Submitted': 'auto-generated',
        },
      })
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      await inAgency(this.#db, agencyId, (tx) => mailTried(tx, mailId, why.slice(0, 500)))
      throw error
    }
    await inAgency(this.#db, agencyId, (tx) => mailTried(tx, mailId, null))
  }
}
