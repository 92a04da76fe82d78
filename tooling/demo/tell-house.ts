import type { KeyRing } from '@comptoir/db'
import { InviteMember } from '@comptoir/domain/agency'
import { inviteMember, saveNetworkApp } from '@comptoir/operations/agency'
import type { SimulatedAccount } from '@comptoir/simulator'
import type { ChannelKey } from './cast.ts'
import { PARIS } from './story-time.ts'
import { type Telling, told } from './telling.ts'

/** What a director has arranged: the keys of the house's applications on the networks, and a seventh person who has not answered yet. */
export async function tellHouse(
  { tx, time, people }: Telling,
  house: { keys: KeyRing; url: string },
  accounts: ReadonlyMap<ChannelKey, SimulatedAccount>,
): Promise<void> {
  const facebook = accounts.get('orphee-facebook')
  const x = accounts.get('orphee-x')
  const apps = [
    {
      network: 'facebook',
      on: facebook,
      id: facebook?.credentials.facebook?.appId,
      secret: facebook?.credentials.facebook?.appSecret,
    },
    { network: 'x', on: x, id: x?.credentials.x?.clientId, secret: x?.credentials.x?.clientSecret },
  ]
  for (const { network, on, id, secret } of apps) {
    if (!on || !id || !secret) continue
    const app = { network, baseUrl: on.base, clientId: id, clientSecret: secret }
    told(await saveNetworkApp(tx, house.keys, people.ines, app), 'saved')
  }
  const jeanne = { name: 'Jeanne Dhaene', email: 'jeanne@zinc.example', role: 'community_manager', language: 'fr' }
  told(await inviteMember(tx, people.ines, house.url, InviteMember.parse(jeanne)), 'invited')
  await tx
    .updateTable('invitations')
    .set({ created_at: time.at(-1, '10:10').toString() })
    .execute()
  const arranged = {
    created_at: time.mandateFrom.toZonedDateTime({ timeZone: PARIS, plainTime: '09:30' }).toInstant().toString(),
  }
  await tx.updateTable('network_apps').set(arranged).execute()
}
