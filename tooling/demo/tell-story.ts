import { randomUUIDv7 } from 'node:crypto'
import { inAgency, type KeyRing, type Pools } from '@comptoir/db'
import type { Settings } from '@comptoir/operations/settings'
import type { SimulatorControl } from '@comptoir/simulator'
import { sql } from 'kysely'
import { chanceOf, idsOf } from './chance.ts'
import { connectAccounts } from './connect.ts'
import { seatUsers } from './people.ts'
import { storyTime } from './story-time.ts'
import { tellChannels, tellClients, tellMandates, tellPeople } from './tell-agency.ts'
import { tellEvents } from './tell-launches.ts'
import { tellFollowers } from './tell-readings.ts'
import type { Telling } from './telling.ts'
import { openAccounts } from './world.ts'

export type TellInput = {
  pools: Pick<Pools, 'db' | 'auth'>
  keys: KeyRing
  settings: Settings
  control: SimulatorControl
  now: Temporal.Instant
  say: (line: string) => void
}

/**
 * Tells the whole story into an empty house. Everything that is the agency's is written in one transaction: it is there whole, or not at
 * all. What stands outside it (accounts on the simulated networks, the right to sign in) is laid anew by the next telling.
 */
export async function tellStory({ pools, keys, settings, control, now, say }: TellInput): Promise<string> {
  const time = storyTime(now)
  const started = performance.now()
  const agencyId = randomUUIDv7()
  say('demo       the accounts on the simulated networks')
  const [users, connected] = await Promise.all([
    seatUsers(pools.auth, now),
    openAccounts(control, time).then((accounts) => connectAccounts({ db: pools.db, settings }, accounts)),
  ])
  say('demo       eighteen months of an agency in Roubaix')
  await inAgency(pools.db, agencyId, async (tx) => {
    // The set-up page closes with this: there is a director now.
    await tx
      .updateTable('instance')
      .set({ set_up_at: sql<Date>`coalesce(set_up_at, clock_timestamp())` })
      .execute()
    const people = await tellPeople(tx, time, users)
    const clients = await tellClients(tx, time, people.ines)
    const channels = await tellChannels(tx, time, keys, people.salome, clients, connected)
    const mandates = await tellMandates(tx, time, people, clients, channels)
    const chance = chanceOf(`Zinc & Cie, ${time.today.toString()}`)
    const telling: Telling = { tx, time, chance, id: idsOf(chance), people, clients, channels, mandates }
    await tellFollowers(telling)
    say('demo       launches, and the one that is coming')
    await tellEvents(telling)
  })
  say(`demo       told (${((performance.now() - started) / 1000).toFixed(1)} s)`)
  return agencyId
}
