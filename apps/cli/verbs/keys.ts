import { addKey, countByKey, forgetOldKeys, rewrapAll, upgrade, type KeyRing } from '@comptoir/db'
import { holdDataFolder } from '@comptoir/db/embedded'
import { readSettings } from '@comptoir/operations/settings'
import { withHouse, withPools, type House } from '../house.ts'
import type { VerbInput } from '../verb.ts'

export async function keys({ args, env, say }: VerbInput): Promise<boolean> {
  const [what = 'list'] = args
  if (what === 'list') return withHouse(env, (house) => list(house, say))
  if (what === 'rotate') return rotate({ args, env, say })
  say('pnpm comptoir keys list, or: pnpm comptoir keys rotate')
  return false
}

async function list(house: House, say: (line: string) => void): Promise<boolean> {
  const counts = await withPools(house, ({ db }) => countByKey(db))
  for (const id of house.keys.keys.keys()) {
    const state = id === house.keys.active.id ? 'seals and opens' : 'opens only'
    say(`${id}  ${state}, ${counts.get(id) ?? 0} sealed values`)
  }
  const missing = [...counts].filter(([id]) => !house.keys.keys.has(id))
  for (const [id, count] of missing) say(`${id}  MISSING: ${count} sealed values cannot be opened without it`)
  return missing.length === 0
}

/** Processes hold the ring in memory: whoever rotates stops the house first, and it starts again with the new key. */
async function rotate({ env, say }: VerbInput): Promise<boolean> {
  const settings = readSettings(env)
  if (settings.masterKey) {
    const rewrapped = await withHouse(env, (house) => underActiveKey(house, house.keys))
    say(`${rewrapped} values now stand under the first key of COMPTOIR_MASTER_KEY: the keys after it may go.`)
    return true
  }
  const folder = await holdDataFolder(settings.dataDir, 'a rotation of keys', 0)
  await folder.release()
  const fresh = await addKey(settings.dataDir)
  const rewrapped = await withHouse(env, (house) => underActiveKey(house, fresh))
  await forgetOldKeys(settings.dataDir)
  say(
    `${rewrapped} values now stand under the key ${fresh.active.id}; the older keys are forgotten. Back up ${settings.dataDir}/keys.`,
  )
  return true
}

async function underActiveKey(house: House, ring: KeyRing): Promise<number> {
  // The logins' passwords follow the active key.
  await upgrade({ ownerUrl: house.directUrl, keys: ring })
  return withPools({ ...house, keys: ring }, ({ db }) => rewrapAll(db, ring))
}
