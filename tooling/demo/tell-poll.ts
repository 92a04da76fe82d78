import { SavePoll } from '@comptoir/domain/countdown'
import { savePoll } from '@comptoir/operations/countdown'
import type { ToldEvents } from './tell-launches.ts'
import { CAYENNE } from './story-time.ts'
import { type Telling, told } from './telling.ts'

/** Two hours before Lyre 3 four people are asked for their go, two of them at the client's. */
export async function tellPoll({ tx, time, people }: Telling, { lyre3 }: ToldEvents): Promise<void> {
  const input = SavePoll.parse({
    eventId: lyre3.eventId,
    askOffsetSeconds: -7200,
    closeOffsetSeconds: -600,
    people: [
      {
        kind: 'outside',
        name: 'Yannick Sainte-Rose',
        role: 'opérations de la base',
        email: 'yannick.sainte-rose@orphee.example',
        language: 'fr',
        zone: CAYENNE,
      },
      {
        kind: 'outside',
        name: 'Maëlle Guidon',
        role: 'propulsion',
        email: 'maelle.guidon@orphee.example',
        language: 'fr',
        zone: 'Europe/Paris',
      },
      { kind: 'member', memberId: people.ines.memberId, role: 'direction' },
      { kind: 'member', memberId: people.salome.memberId, role: 'clientèle' },
    ],
  })
  const { pollId } = told(await savePoll(tx, people.salome, input), 'saved')
  await tx
    .updateTable('polls')
    .set({ created_at: time.at(-6, '16:20').toString() })
    .where('id', '=', pollId)
    .execute()
}
