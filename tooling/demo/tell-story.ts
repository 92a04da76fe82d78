import { randomUUIDv7 } from 'node:crypto'
import { type AgencyTx, inAgency, type KeyRing, type Pools } from '@comptoir/db'
import { slipEvent } from '@comptoir/operations/countdown'
import type { Settings } from '@comptoir/operations/settings'
import type { SimulatorControl } from '@comptoir/simulator'
import { sql } from 'kysely'
import type { ChannelKey } from './cast.ts'
import { chanceOf, idsOf } from './chance.ts'
import { connectAccounts, type ConnectedAccount } from './connect.ts'
import { readFigures } from './figures.ts'
import { pastPosts } from './past-plan.ts'
import { seatUsers, type UserIds } from './people.ts'
import { agenciesThere } from './remove-story.ts'
import { postPast } from './post-past.ts'
import { redateAudit } from './redate-audit.ts'
import { redateEvent } from './redate.ts'
import { type StoryTime, storyTime } from './story-time.ts'
import { tellChannels, tellClients, tellMandates, tellPeople } from './tell-agency.ts'
import { tellComing } from './tell-coming.ts'
import { tellHouse } from './tell-house.ts'
import { tellEvents, type ToldEvents } from './tell-launches.ts'
import { drawPictures, tellMedia } from './tell-media.ts'
import { tellMails, tellOldNews, tellTroubles } from './tell-notices.ts'
import { tellPlaybook } from './tell-playbook.ts'
import { tellPoll } from './tell-poll.ts'
import { tellPast } from './tell-past.ts'
import { tellFollowers } from './tell-readings.ts'
import { tellReports } from './tell-reports.ts'
import { type Telling, told } from './telling.ts'
import { weekSlots } from './week.ts'
import { openAccounts } from './world.ts'

export type TellInput = {
  pools: Pick<Pools, 'db' | 'auth'>
  keys: KeyRing
  ownerUrl: string
  settings: Settings
  control: SimulatorControl
  now: Temporal.Instant
  say: (line: string) => void
}

/**
 * Tells the whole story into an empty house. Everything that is the agency's is written in one transaction: it is there whole, or not at
 * all. What stands outside it (accounts on the simulated networks, the right to sign in) is laid anew by the next telling.
 */
export async function tellStory({ pools, keys, ownerUrl, settings, control, now, say }: TellInput): Promise<string> {
  const time = storyTime(now)
  const started = performance.now()
  const agencyId = randomUUIDv7()
  const week = weekSlots(time)
  const beside = (await agenciesThere(pools.db)).others
  const posts = [...pastPosts(time), ...week.behind]
  say('demo       pictures, and the accounts on the simulated networks')
  const opening = openAccounts(control, time)
  const [users, drawings, accounts, connected] = await Promise.all([
    seatUsers(pools.auth, now),
    drawPictures(),
    opening,
    opening.then((opened) => connectAccounts({ db: pools.db, settings }, opened)),
  ])
  const posted = await postPast(control, time, accounts, posts, drawings)
  const figures = await readFigures(control, time, posted)
  say('demo       eighteen months of an agency in Roubaix')
  await inAgency(pools.db, agencyId, async (tx) => {
    const telling = await tellAgency(tx, time, keys, users, connected, beside)
    await tellFollowers(telling)
    say('demo       launches, and the one that is coming')
    const events = await tellEvents(telling)
    const media = await tellMedia(telling, drawings, settings.dataDir)
    say(`demo       ${posts.length} posts that left, and those that wait`)
    const troubled = await tellPast(telling, { posts, posted, figures, drawings, media, events: events.past })
    await tellComing(telling, events, week.ahead, media)
    await slip(telling, events)
    await tellPoll(telling, events)
    await tellPlaybook(telling, events)
    await tellTroubles(telling, troubled)
    await tellOldNews(telling)
    await tellMails(telling)
    await tellHouse(telling, { keys, url: settings.url }, accounts)
    say('demo       eighteen reports, and the links to them')
    await tellReports(telling, { keys, url: settings.url })
  })
  await redateAudit(ownerUrl, agencyId)
  say(`demo       told (${((performance.now() - started) / 1000).toFixed(1)} s)`)
  return agencyId
}

async function tellAgency(
  tx: AgencyTx,
  time: StoryTime,
  keys: KeyRing,
  users: UserIds,
  connected: ReadonlyMap<ChannelKey, ConnectedAccount>,
  beside: number,
): Promise<Telling> {
  // The set-up page closes with this: there is a director now. Of two who would move in at once, one finds it closed.
  const claimed = await tx
    .updateTable('instance')
    .set({ set_up_at: sql<Date>`clock_timestamp()` })
    .where('set_up_at', 'is', null)
    .returning('only_row')
    .executeTakeFirst()
  if (!claimed && beside === 0) throw new Error('Somebody else has moved in meanwhile: the demo is not told.')
  const people = await tellPeople(tx, time, users)
  const clients = await tellClients(tx, time, people.ines)
  const channels = await tellChannels(tx, time, keys, people.salome, clients, connected)
  const mandates = await tellMandates(tx, time, people, clients, channels)
  const chance = chanceOf(`Zinc & Cie, ${time.today.toString()}`)
  return { tx, time, chance, id: idsOf(chance), people, clients, channels, mandates }
}

/** Two days ago the wind said no: everything that hangs from the launch followed by a day and twenty-seven minutes. */
async function slip(telling: Telling, { lyre3, far }: ToldEvents): Promise<void> {
  const { tx, time, people } = telling
  const order = { ...lyre3, t0: time.t0, reason: 'Vent en altitude', fingerprint: null, decisions: [] }
  told(await slipEvent(tx, people.salome, order), 'changed')
  await redateEvent(telling, lyre3.eventId, {
    created: time.at(-21, '09:12'),
    't0-set': time.at(-12, '10:30'),
    slipped: time.at(-2, '08:05'),
  })
  for (const eventId of far) await redateEvent(telling, eventId, { created: time.at(-48, '15:20') })
}
