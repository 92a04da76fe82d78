import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { rename, writeFile } from 'node:fs/promises'
import type { Arrival, Account, App, Consent, Grant, Media, Network, Post, Token } from './types.ts'
import type { World } from './world.ts'

const version = 1
const quietMs = 1000
const longestMs = 5000

interface Snapshot {
  version: number
  seed: string
  clockOffsetMs: number
  accounts: Account[]
  posts: Post[]
  media: Media[]
  apps: App[]
  tokens: Token[]
  grants: Grant[]
  consents: [Network, Consent][]
  records: [string, { cid: string; value: Record<string, unknown> }][]
  spent: [string, number][]
  arrivals: { list: Arrival[]; seq: number; dropped: number }
}

const take = (world: World): string => {
  const snapshot: Snapshot = {
    version,
    seed: world.seed,
    clockOffsetMs: world.clockOffsetMs,
    accounts: [...world.accounts.values()],
    posts: [...world.posts.values()],
    media: [...world.media.values()],
    apps: [...world.apps.values()],
    tokens: [...world.tokens.values()],
    grants: [...world.grants.values()],
    consents: [...world.consents],
    records: [...world.records],
    spent: [...world.spent],
    arrivals: world.arrivals.dump(),
  }
  return JSON.stringify(snapshot)
}

/** Brings a kept world back. A file of another version is set aside, not read and not lost. */
const restore = (world: World, path: string): void => {
  if (!existsSync(path)) return
  let snapshot: Snapshot
  try {
    snapshot = JSON.parse(readFileSync(path, 'utf8'))
    if (snapshot.version !== version) throw new Error(`version ${snapshot.version}`)
  } catch (error) {
    const aside = `${path}.unreadable`
    renameSync(path, aside)
    process.stderr.write(`simulator: the kept world could not be read (${String(error)}), set aside as ${aside}\n`)
    return
  }
  world.clockOffsetMs = snapshot.clockOffsetMs
  for (const account of snapshot.accounts) world.addAccount(account)
  for (const media of snapshot.media) world.addMedia(media)
  for (const post of snapshot.posts) world.addPost(post)
  for (const app of snapshot.apps) world.addApp(app)
  for (const token of snapshot.tokens) world.addToken(token)
  for (const grant of snapshot.grants) world.grants.set(grant.code, grant)
  for (const [network, consent] of snapshot.consents) world.consents.set(network, consent)
  for (const [uri, record] of snapshot.records) world.records.set(uri, record)
  for (const [id, at] of snapshot.spent) world.spent.set(id, at)
  world.arrivals.load(snapshot.arrivals)
}

/** Restores the world from the file, then keeps the file a second behind it. Returns the last write, for the shutdown. */
export const keepIn = (world: World, path: string): (() => void) => {
  restore(world, path)
  let timer: NodeJS.Timeout | null = null
  let firstChange = 0
  let writing = false

  const write = async (): Promise<void> => {
    timer = null
    firstChange = 0
    writing = true
    try {
      await writeFile(`${path}.new`, take(world))
      await rename(`${path}.new`, path)
    } finally {
      writing = false
    }
  }
  const schedule = (): void => {
    const now = Date.now()
    if (firstChange === 0) firstChange = now
    if (timer !== null) {
      if (now - firstChange > longestMs) return
      clearTimeout(timer)
    }
    timer = setTimeout(() => {
      if (writing) schedule()
      else
        write().catch((error: unknown) =>
          process.stderr.write(`simulator: could not keep the world: ${String(error)}\n`),
        )
    }, quietMs)
    timer.unref()
  }
  world.onChange(schedule)

  return () => {
    if (timer !== null) clearTimeout(timer)
    writeFileSync(`${path}.last`, take(world))
    renameSync(`${path}.last`, path)
  }
}
