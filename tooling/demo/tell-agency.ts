import type { AgencyTx, KeyRing } from '@comptoir/db'
import { saveAccount } from '@comptoir/operations/channels'
import { createClient } from '@comptoir/operations/clients'
import { createMandate } from '@comptoir/operations/mandates'
import { CreateClient } from '@comptoir/domain/clients'
import { CreateMandate } from '@comptoir/domain/mandates'
import { AGENCY, type ChannelKey, CHANNELS, type ClientKey, PEOPLE, type PersonKey } from './cast.ts'
import type { ConnectedAccount } from './connect.ts'
import type { UserIds } from './people.ts'
import { insertRows } from './rows.ts'
import { PARIS, type StoryTime } from './story-time.ts'
import { type Person, told, type ToldChannel } from './telling.ts'
import { knotsOf } from './curve.ts'
import { saturdayOf } from './week.ts'
import { CLIENT_NAMES } from './world.ts'

/** The agency and its six people. */
export async function tellPeople(tx: AgencyTx, time: StoryTime, users: UserIds): Promise<Record<PersonKey, Person>> {
  const founded = time.at(-700, '09:00')
  await tx
    .insertInto('agencies')
    .values({
      agency_id: tx.agencyId,
      name: AGENCY,
      town: 'Roubaix',
      language: 'fr',
      time_zone: PARIS,
      is_demo: true,
      created_at: founded.toString(),
    })
    .execute()
  await insertRows(
    tx,
    'members',
    PEOPLE.map((person) => ({
      agency_id: tx.agencyId,
      user_id: users[person.key],
      name: person.name,
      email: person.email,
      role: person.role,
      language: person.language,
      time_zone: PARIS,
      created_at: founded.toString(),
    })),
  )
  const rows = await tx.selectFrom('members').select(['id', 'user_id']).execute()
  const seats = PEOPLE.map(({ key, name }) => {
    const row = rows.find((one) => one.user_id === users[key])
    if (!row) throw new Error(`${name} has no seat`)
    return [key, { kind: 'member', memberId: row.id, userId: row.user_id, name }] as const
  })
  return Object.fromEntries(seats) as Record<PersonKey, Person>
}

const NIGHT = { from: '22:00', until: '07:00', zone: PARIS }

/** The rocket maker, and the two smaller clients. */
export async function tellClients(tx: AgencyTx, time: StoryTime, ines: Person): Promise<Record<ClientKey, string>> {
  const add = async (input: Parameters<typeof CreateClient.parse>[0], since: Temporal.Instant) => {
    const { id } = told(await createClient(tx, ines, CreateClient.parse(input)), 'created')
    await tx.updateTable('clients').set({ created_at: since.toString() }).where('id', '=', id).execute()
    return id
  }
  return {
    orphee: await add(
      {
        name: CLIENT_NAMES.orphee,
        sector: 'Lanceurs spatiaux',
        language: 'fr',
        zone: PARIS,
        quietHours: NIGHT,
        contactName: 'Claire Tessier, communication',
        contactEmail: 'claire.tessier@orphee.example',
        colour: '#a63d17',
      },
      time.today.subtract({ months: 22 }).toZonedDateTime({ timeZone: PARIS, plainTime: '11:20' }).toInstant(),
    ),
    delvoye: await add(
      {
        name: CLIENT_NAMES.delvoye,
        sector: 'Textile',
        language: 'fr',
        zone: PARIS,
        quietHours: NIGHT,
        contactName: 'Lucie Delvoye, gérante',
        contactEmail: 'lucie@delvoye.example',
        colour: '#3b4a6b',
      },
      time.at(-290, '10:00'),
    ),
    dentelles: await add(
      {
        name: CLIENT_NAMES.dentelles,
        sector: 'Musées et patrimoine',
        language: 'fr',
        zone: PARIS,
        quietHours: NIGHT,
        contactName: 'Martine Ruyssen, publics et médiation',
        contactEmail: 'publics@dentelles.example',
        colour: '#7a3e5d',
      },
      time.at(-195, '10:00'),
    ),
  }
}

/** The clients' accounts, connected to the simulated networks. */
export async function tellChannels(
  tx: AgencyTx,
  time: StoryTime,
  keys: KeyRing,
  salome: Person,
  clients: Record<ClientKey, string>,
  connected: ReadonlyMap<ChannelKey, ConnectedAccount>,
): Promise<Record<ChannelKey, ToldChannel>> {
  const channels: [ChannelKey, ToldChannel][] = []
  for (const cast of CHANNELS) {
    const answer = connected.get(cast.key)
    if (!answer) throw new Error(`${cast.key} was not connected`)
    const { account, rules, scopes } = answer
    const { id } = told(
      await saveAccount(tx, keys, salome, {
        clientId: clients[cast.client],
        channelId: null,
        network: cast.network,
        account,
        rules,
        scopes,
      }),
      'saved',
    )
    const first = time.today.add({ days: knotsOf(cast, time)[0]?.day ?? 0 })
    const since = cast.followers[0]?.[0] === 'before' ? first.subtract({ months: 38 }) : first
    await tx
      .updateTable('channels')
      .set({
        opened_on: since.toString(),
        created_at: first.toZonedDateTime({ timeZone: PARIS, plainTime: '14:00' }).toInstant().toString(),
      })
      .where('id', '=', id)
      .execute()
    if (cast.key === ENDING) await endAccess(tx, time, id)
    const { remoteId, handle, baseUrl } = account
    channels.push([cast.key, { id, client: cast.client, network: cast.network, handle, remoteId, baseUrl }])
  }
  return Object.fromEntries(channels) as Record<ChannelKey, ToldChannel>
}

/** One page's access ends this Saturday, before three posts: the day says so in time. */
const ENDING: ChannelKey = 'delvoye-facebook'

async function endAccess(tx: AgencyTx, time: StoryTime, channelId: string): Promise<void> {
  await tx
    .updateTable('credentials')
    .set({ expires_at: time.at(saturdayOf(time), '08:00').toString(), refreshable: false })
    .where('channel_id', '=', channelId)
    .execute()
}

/** What was promised to each client, for how much, by whom. */
export async function tellMandates(
  tx: AgencyTx,
  time: StoryTime,
  people: Record<PersonKey, Person>,
  clients: Record<ClientKey, string>,
  channels: Record<ChannelKey, ToldChannel>,
): Promise<Record<ClientKey, string>> {
  const seat = (key: PersonKey) => people[key].memberId
  const day = (days: number) => time.today.add({ days })
  const followers = (key: ChannelKey, target: number, dueOn: Temporal.PlainDate) => ({
    channelId: channels[key].id,
    metric: 'followers' as const,
    target,
    dueOn: dueOn.toString(),
  })
  const add = async (input: Parameters<typeof CreateMandate.parse>[0], signed: Temporal.Instant) => {
    const { id } = told(await createMandate(tx, people.ines, CreateMandate.parse(input)), 'created')
    await tx.updateTable('mandates').set({ created_at: signed.toString() }).where('id', '=', id).execute()
    return id
  }
  const won = time.tenderWon.toLocaleString('fr-FR', { month: 'long', year: 'numeric' })
  return {
    orphee: await add(
      {
        clientId: clients.orphee,
        name: `Réseaux sociaux, marché remporté en ${won}`,
        startsOn: time.mandateFrom.toString(),
        endsOn: time.mandateUntil.toString(),
        fee: { cents: 17_000_00, currency: 'EUR' },
        hoursPerMonth: 240,
        scope: [
          { network: 'facebook', postsPerMonth: 12 },
          { network: 'x', postsPerMonth: 12 },
          { network: 'bluesky', postsPerMonth: 8 },
          { network: 'mastodon', postsPerMonth: 6 },
        ],
        goals: [
          followers('orphee-facebook', 400_000, time.goalsDue),
          followers('orphee-x', 80_000, time.goalsDue),
          followers('orphee-bluesky', 15_000, time.goalsDue),
        ],
        team: (['ines', 'salome', 'nour', 'theo', 'basile', 'hugo'] as const).map(seat),
        dutyMemberId: seat('nour'),
      },
      time.mandateFrom.subtract({ days: 12 }).toZonedDateTime({ timeZone: PARIS, plainTime: '16:00' }).toInstant(),
    ),
    delvoye: await add(
      {
        clientId: clients.delvoye,
        name: 'Présence en ligne de la filature',
        startsOn: day(-270).with({ day: 1 }).toString(),
        endsOn: day(-270).with({ day: 1 }).add({ months: 18 }).subtract({ days: 1 }).toString(),
        fee: { cents: 2_400_00, currency: 'EUR' },
        hoursPerMonth: 60,
        scope: [
          { network: 'facebook', postsPerMonth: 4 },
          { network: 'mastodon', postsPerMonth: 3 },
        ],
        goals: [followers('delvoye-facebook', 9_000, time.goalsDue)],
        team: (['salome', 'theo', 'basile', 'hugo'] as const).map(seat),
        dutyMemberId: seat('theo'),
      },
      time.at(-285, '15:00'),
    ),
    dentelles: await add(
      {
        clientId: clients.dentelles,
        name: 'Saison des dentelles',
        startsOn: day(-180).with({ day: 1 }).toString(),
        endsOn: day(-180).with({ day: 1 }).add({ months: 12 }).subtract({ days: 1 }).toString(),
        fee: { cents: 1_800_00, currency: 'EUR' },
        hoursPerMonth: 36,
        scope: [
          { network: 'facebook', postsPerMonth: 5 },
          { network: 'bluesky', postsPerMonth: 4 },
        ],
        goals: [followers('dentelles-bluesky', 3_000, time.goalsDue)],
        team: (['salome', 'theo', 'basile'] as const).map(seat),
        dutyMemberId: seat('theo'),
      },
      time.at(-190, '15:00'),
    ),
  }
}
