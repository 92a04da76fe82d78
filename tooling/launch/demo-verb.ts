import { join } from 'node:path'
import { type House, type Verb, withHouse } from '@comptoir/cli'
import { demoStatus, removeDemo, resetDemo } from '@comptoir/demo'
import { startSimulator } from '@comptoir/simulator'
import { simulatorPort } from './demo-world.ts'

type Say = (line: string) => void

/** The simulated networks while a verb runs: those of the house when it runs, else started for as long as the verb takes. */
async function withSimulator<T>(house: House, work: (url: string) => Promise<T>): Promise<T> {
  const { dataDir, port } = house.settings
  const own = await simulatorPort(dataDir, port)
  const url = `http://localhost:${own}`
  if (await answers(url)) return work(url)
  const simulator = await startSimulator({ port: own, dataFile: join(dataDir, 'simulator.json') })
  try {
    return await work(simulator.url)
  } finally {
    await simulator.stop()
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/_control/state`, { signal: AbortSignal.timeout(2_000) })).ok
  } catch (error) {
    if (error instanceof TypeError || (error instanceof DOMException && error.name === 'TimeoutError')) return false
    throw error
  }
}

function open({ settings, ownerUrl, keys }: House, simulatorUrl: string, say: Say) {
  const allowOrigins = [...settings.allowOrigins, new URL(simulatorUrl).origin]
  return { settings: { ...settings, allowOrigins }, ownerUrl, keys, simulatorUrl, say }
}

const VERBS: Readonly<Record<string, (house: House, say: Say) => Promise<boolean>>> = {
  async status(house, say) {
    for (const line of await demoStatus({ ...house, say })) say(line)
    return true
  },
  async reset(house, say) {
    const told = await withSimulator(house, (url) => resetDemo(open(house, url, say)))
    say(
      told ? 'The story is told anew, from today.' : 'This house has an agency of its own: no demo is told beside it.',
    )
    return told
  },
  async remove(house, say) {
    const removed = await withSimulator(house, (url) => removeDemo(open(house, url, say)))
    say(removed ? 'The demo is gone; nothing else was touched.' : 'There was no demo.')
    return true
  },
}

/** `comptoir demo`: how it stands, told anew, taken away. */
export const demoVerb: Verb = {
  usage: 'demo [status|reset|remove]',
  what: 'the invented agency: how it stands, told anew from today, or taken away',
  async run({ args, env, say }) {
    const verb = VERBS[args[0] ?? 'status']
    if (!verb) {
      say('pnpm comptoir demo [status|reset|remove]')
      return false
    }
    return withHouse(env, (house) => verb(house, say))
  },
}
