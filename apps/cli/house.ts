import { openKeyRing, openPools, type KeyRing, type Pools } from '@comptoir/db'
import { holdDataFolder, runningInstance, startInstanceServer } from '@comptoir/db/embedded'
import { readSettings, type Settings } from '@comptoir/operations/settings'

export type Say = (line: string) => void

export type House = { settings: Settings; keys: KeyRing; ownerUrl: string; directUrl: string }

/**
 * The installation's database for one verb: the server named by DATABASE_URL, the embedded one when it runs, else the embedded one
 * started for as long as the verb takes.
 */
export async function withHouse<T>(env: NodeJS.ProcessEnv, work: (house: House) => Promise<T>): Promise<T> {
  const settings = readSettings(env)
  const keys = await openKeyRing({ dataDir: settings.dataDir, masterKey: settings.masterKey ?? undefined })
  const open = (ownerUrl: string) => work({ settings, keys, ownerUrl, directUrl: settings.directUrl ?? ownerUrl })
  if (settings.databaseUrl) return open(settings.databaseUrl)
  const running = await runningInstance(settings.dataDir)
  if (running) return open(running)
  const folder = await holdDataFolder(settings.dataDir, 'a verb of `pnpm comptoir`')
  try {
    const { server, ownerUrl } = await startInstanceServer(settings.dataDir)
    try {
      return await open(ownerUrl)
    } finally {
      await server.stop()
    }
  } finally {
    await folder.release()
  }
}

/** The pools of one verb. */
export async function withPools<T>(house: House, work: (pools: Pools) => Promise<T>): Promise<T> {
  const { ownerUrl, directUrl, keys } = house
  const pools = openPools({ ownerUrl, directUrl, keys, application: 'comptoir cli', runtimeMax: 2, authMax: 1 })
  try {
    return await work(pools)
  } finally {
    await pools.end()
  }
}
