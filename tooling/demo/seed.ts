import { existsSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { announced, inAgency, type KeyRing, openPools, type Pools } from '@comptoir/db'
import type { Settings } from '@comptoir/operations/settings'
import { createSimulatorControl } from '@comptoir/simulator'
import { AGENCY, CHANNELS, PASSWORD, PEOPLE } from './cast.ts'
import { agenciesThere, removeStory } from './remove-story.ts'
import { tellApart } from './tell-apart.ts'
import { accountsThere } from './world.ts'

export type DemoHouse = {
  settings: Settings
  ownerUrl: string
  keys: KeyRing
  simulatorUrl: string
  say: (line: string) => void
  /** The moment from which the story is told: this one, unless a test tells it twice. */
  now?: Temporal.Instant
}

/** Whoever took the demo away does not want it told again by the next start. */
const markOf = (dataDir: string) => join(dataDir, 'demo.removed')

export async function withDemoPools<T>(house: DemoHouse, work: (pools: Pools) => Promise<T>): Promise<T> {
  const { settings, ownerUrl, keys } = house
  const directUrl = settings.directUrl ?? undefined
  const pools = openPools({ ownerUrl, directUrl, keys, application: 'comptoir demo', runtimeMax: 2, authMax: 6 })
  try {
    return await work(pools)
  } finally {
    // Wake-ups leave after their commit, behind the back of whoever committed.
    await announced(pools.db)
    await pools.end()
  }
}

/**
 * What each start does: tells the story in an empty house, and only looks after it in one where it was told. Returns the lines that greet whoever started
 * the house; none where an agency lives that is not the demo's.
 */
export function seedDemo(house: DemoHouse): Promise<string[]> {
  return withDemoPools(house, async (pools) => {
    const { demo, others } = await agenciesThere(pools.db)
    const [agencyId] = demo
    if (agencyId) {
      await lookAfter(house, pools, agencyId)
      return [...greeting(house), ...(await offerOf(pools, agencyId))]
    }
    if (others > 0 || existsSync(markOf(house.settings.dataDir))) return []
    await tellApart(house)
    return greeting(house)
  })
}

/** The simulated networks keep their world in a file; where it was lost, they are told again what they knew. */
async function lookAfter(house: DemoHouse, pools: Pools, agencyId: string): Promise<void> {
  const control = createSimulatorControl(house.simulatorUrl)
  if ((await accountsThere(control)).length === CHANNELS.length) return
  house.say('demo       the simulated networks had forgotten it: telling them again')
  const { mendWorld } = await import('./mend-world.ts')
  await mendWorld(house, pools, agencyId, control)
}

/** Tells the story anew, from today. False where an agency lives that is not the demo's. */
export function resetDemo(house: DemoHouse): Promise<boolean> {
  return withDemoPools(house, async (pools) => {
    const { demo, others } = await agenciesThere(pools.db)
    if (demo.length === 0 && others > 0) return false
    await remove(house, pools)
    await rm(markOf(house.settings.dataDir), { force: true })
    await tellApart(house)
    return true
  })
}

/** Takes the demo away for good. False where there was none. */
export function removeDemo(house: DemoHouse): Promise<boolean> {
  return withDemoPools(house, async (pools) => {
    const removed = await remove(house, pools)
    await writeFile(markOf(house.settings.dataDir), '')
    return removed > 0
  })
}

function remove({ settings, ownerUrl, simulatorUrl }: DemoHouse, pools: Pools): Promise<number> {
  const control = createSimulatorControl(simulatorUrl)
  return removeStory({ ownerUrl, pools, dataDir: settings.dataDir, control })
}

/** How the demo stands, in lines for a person at a terminal. */
export function demoStatus(house: Omit<DemoHouse, 'simulatorUrl'>): Promise<string[]> {
  return withDemoPools({ ...house, simulatorUrl: '' }, async (pools) => {
    const { demo, others } = await agenciesThere(pools.db)
    const [agencyId] = demo
    if (!agencyId) return [others > 0 ? 'No demo: this house has an agency of its own.' : 'No demo is told here.']
    const { posts, readings } = await inAgency(pools.db, agencyId, async (tx) => ({
      posts: await tx
        .selectFrom('posts')
        .select((row) => row.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow(),
      readings: await tx
        .selectFrom('readings')
        .select((row) => row.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow(),
    }))
    const told = `${AGENCY} is told: ${posts.count} posts, ${readings.count} readings.`
    return [told, ...(await offerOf(pools, agencyId))]
  })
}

function greeting({ simulatorUrl }: DemoHouse): string[] {
  const emails = ['nour', 'ines'].flatMap((key) => PEOPLE.filter((person) => person.key === key))
  const who = emails.map((person) => `${person.email} (${person.role.replace('_', ' ')})`).join(' or ')
  return [
    `The demo: ${AGENCY}, Roubaix. Everything in it is invented.`,
    `  sign in   ${who}`,
    `  password  ${PASSWORD}`,
    `  networks  ${simulatorUrl} (simulated: what comes due is really posted there)`,
    '  anew      npx -y pnpm@12 comptoir demo reset; take it away: demo remove',
  ]
}

/** Once the next launch is behind, the story has run out of future. */
async function offerOf(pools: Pools, agencyId: string): Promise<string[]> {
  const { ahead } = await inAgency(pools.db, agencyId, (tx) =>
    tx
      .selectFrom('attempts')
      .select((row) => row.fn.countAll<number>().as('ahead'))
      .where('t0', '>', new Date())
      .executeTakeFirstOrThrow(),
  )
  if (ahead > 0) return []
  return ['Its next launch has passed: `npx -y pnpm@12 comptoir demo reset` tells the story anew, from today.']
}
