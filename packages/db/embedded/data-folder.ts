import { randomBytes } from 'node:crypto'
import { access, constants, link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { StartRefused } from '../start-refused.ts'

type Holder = { pid: number; born: string | null; what: string; stopping: boolean }

/** The right to run on a data folder: one launcher (or one verb that starts the database for itself) at a time. */
export type HeldFolder = {
  /** True when the last holder died without a word: its children may still be going. */
  inherited: boolean
  /** Who comes next waits instead of giving up. */
  stopping(): Promise<void>
  release(): Promise<void>
}

// A process id is used again; with the moment of its birth it is one process.
async function bornOf(pid: number): Promise<string | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null)
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
}

async function isAlive(holder: Holder): Promise<boolean> {
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false
  }
  return holder.born === null || holder.born === (await bornOf(holder.pid))
}

async function readHolder(path: string): Promise<Holder | null> {
  const text = await readFile(path, 'utf8').catch(() => null)
  if (text === null) return null
  const found: unknown = JSON.parse(text)
  return typeof found === 'object' && found !== null && 'pid' in found ? (found as Holder) : null
}

/** Makes the data folder, or says in one sentence why it cannot be used. */
export async function prepareDataFolder(dataDir: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o755 })
    await access(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
    const probe = join(dataDir, `.probe-${randomBytes(4).toString('hex')}`)
    await writeFile(probe, '')
    await rm(probe)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new StartRefused(
      `The data folder ${resolve(dataDir)} cannot be written (${code}): give it to this user, or set COMPTOIR_DATA.`,
    )
  }
}

/** Takes the data folder. `what` is how the holder is named to whoever comes second. */
export async function holdDataFolder(dataDir: string, what: string, patience = 3_000): Promise<HeldFolder> {
  await prepareDataFolder(dataDir)
  const path = join(dataDir, 'running.json')
  const mine: Holder = { pid: process.pid, born: await bornOf(process.pid), what, stopping: false }
  const draft = `${path}.${process.pid}`
  let inherited = false
  const started = performance.now()
  for (;;) {
    await writeFile(draft, JSON.stringify(mine))
    try {
      await link(draft, path)
      await rm(draft)
      break
    } catch (error) {
      await rm(draft, { force: true })
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    }
    const holder = await readHolder(path)
    if (holder && (await isAlive(holder))) {
      const waited = performance.now() - started
      if (waited > (holder.stopping ? 60_000 : patience)) {
        throw new StartRefused(`Comptoir already runs on ${resolve(dataDir)}: ${holder.what} (process ${holder.pid}).`)
      }
      await sleep(100)
    } else {
      inherited = holder !== null
      await rm(path, { force: true })
    }
  }
  return {
    inherited,
    async stopping() {
      await writeFile(draft, JSON.stringify({ ...mine, stopping: true }))
      await rename(draft, path)
    },
    async release() {
      await rm(path, { force: true })
    },
  }
}
