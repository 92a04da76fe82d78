import { jsonb } from '@comptoir/db'
import { layOutMail, tell } from '@comptoir/operations/notices'
import { AGENCY, PEOPLE } from './cast.ts'
import { insertRows } from './rows.ts'
import type { TroubledDelivery } from './tell-past.ts'
import type { Telling } from './telling.ts'
import { CLIENT_NAMES } from './world.ts'

/** What the bell says of the deliveries that went wrong: the same news, under the same keys, as the worker tells. */
export async function tellTroubles(telling: Telling, troubled: readonly TroubledDelivery[]): Promise<void> {
  const { tx, channels, clients, mandates } = telling
  for (const { deliveryId, kind, channel: key, post } of troubled) {
    const channel = channels[key]
    const why = kind === 'held' ? 'too-late' : kind === 'failed' ? 'duplicate' : 'answer-lost'
    await tell(tx, {
      kind: `delivery-${kind}`,
      subjectKind: 'delivery',
      subjectId: deliveryId,
      clientId: clients[post.client],
      mandateId: mandates[post.client],
      detail: {
        title: post.title,
        client: CLIENT_NAMES[post.client],
        network: channel.network,
        channel: channel.handle,
        why,
        at: post.at.toString(),
      },
      dedupeKey: `delivery-${kind}:${deliveryId}:1`,
    })
    await tx
      .updateTable('notices')
      .set({ at: post.at.add({ minutes: kind === 'failed' ? 1 : 11 }).toString() })
      .where('subject_id', '=', deliveryId)
      .execute()
  }
}

/** Older news, long read: the bell keeps a memory. */
export async function tellOldNews(telling: Telling): Promise<void> {
  const { tx, time, people, channels, id } = telling
  const at = time.at(-11, '09:20')
  const common = { agency_id: tx.agencyId, severity: 3, read_at: at.add({ minutes: 40 }).toString(), at: at.toString() }
  const detail = { network: 'facebook', channel: channels['delvoye-facebook'].handle, client: CLIENT_NAMES.delvoye }
  await insertRows(tx, 'notices', [
    {
      ...common,
      id: id(at),
      member_id: people.theo.memberId,
      kind: 'channel-expires',
      subject_kind: 'channel',
      subject_id: channels['delvoye-facebook'].id,
      detail: jsonb({ ...detail, at: time.at(-1, '08:00').toString() }),
      dedupe_key: 'channel-expires:told',
    },
  ])
}

/** Two mails of the last weeks, as they stand in the house's own list. */
export async function tellMails(telling: Telling): Promise<void> {
  const { tx, time, id } = telling
  const to = (key: string) => PEOPLE.find((person) => person.key === key)!
  const mails = [
    {
      at: time.at(-12, '08:02'),
      to: to('theo'),
      words: {
        subject: `${AGENCY}\u00a0: vous êtes de garde pour Filatures Delvoye`,
        paragraphs: [
          'Salomé Wacquez vous a mis de garde pour Filatures Delvoye et pour le Musée des Dentelles.',
          'Ce qui tourne mal vous est dit d’abord\u00a0; sans réponse, Inès Vanhoutte est prévenue.',
        ],
      },
    },
    {
      at: time.at(-2, '08:06'),
      to: to('nour'),
      words: {
        subject: 'Lyre 3 a glissé d’un jour',
        paragraphs: [
          'Salomé Wacquez a glissé le T\u20110 de Lyre 3. Raison notée\u00a0: vent en altitude.',
          'Les posts accrochés ont suivi\u00a0; aucun ne tombe dans la nuit.',
        ],
      },
    },
  ]
  await insertRows(
    tx,
    'mails',
    mails.map((mail) => {
      const greeting = `Bonjour ${mail.to.name.split(' ')[0]},`
      const laid = layOutMail({ ...mail.words, greeting, footer: `Comptoir, ${AGENCY}` }, 'fr')
      return {
        agency_id: tx.agencyId,
        id: id(mail.at),
        kind: 'notice',
        recipient: mail.to.email,
        subject: laid.subject,
        text_body: laid.text,
        html_body: laid.html,
        created_at: mail.at.toString(),
      }
    }),
  )
}
