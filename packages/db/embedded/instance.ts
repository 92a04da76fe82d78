import { createHash, randomBytes } from 'node:crypto'
import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { StartRefused } from '../start-refused.ts'
import { canReach, postgresAccount } from './account.ts'
import { SHARED_HOME } from './binaries.ts'
import { livePostmaster } from './postmaster.ts'
import { clusterOf, stagedOf, startEmbedded, superuserUrl, type EmbeddedServer } from './server.ts'

/** The installation's own database on its embedded server. */
export const DATABASE = 'comptoir'

/**
 * Where the embedded server of a COMPTOIR_DATA lives: in its folder `postgres`, or, as root, where PostgreSQL's user can go when a
 * folder above is closed to it (a clone under root's home).
 */
export async function embeddedHome(dataDir: string, log: (line: string) => void = () => undefined): Promise<string> {
  const near = join(resolve(dataDir), 'postgres')
  const far = join(SHARED_HOME, createHash('sha256').update(resolve(dataDir)).digest('hex').slice(0, 12))
  for (const home of [near, far]) if (await stat(clusterOf(home)).catch(() => null)) return home
  const account = await postgresAccount(clusterOf(near), log)
  if (await canReach(near, account)) return near
  log(`the database goes to ${far}: the user ${account?.name} cannot enter ${resolve(dataDir)}`)
  await mkdir(SHARED_HOME, { recursive: true, mode: 0o755 })
  return far
}

async function password(dataDir: string, mayMake: boolean): Promise<string> {
  const path = join(dataDir, 'keys', 'postgres')
  const kept = await readFile(path, 'utf8').catch(() => null)
  if (kept) return kept.trim()
  if (!mayMake) throw new StartRefused(`The database's password file ${path} is missing: restore it from your backup.`)
  const made = randomBytes(24).toString('base64url')
  await mkdir(join(dataDir, 'keys'), { recursive: true, mode: 0o700 })
  await chmod(join(dataDir, 'keys'), 0o700)
  await writeFile(path, `${made}\n`, { mode: 0o600 })
  return made
}

/** Starts the installation's embedded server, and makes its database at the first start. */
export async function startInstanceServer(
  dataDir: string,
  options: { grace?: number; log?: (line: string) => void } = {},
): Promise<{ server: EmbeddedServer; ownerUrl: string }> {
  const home = await embeddedHome(dataDir, options.log)
  const there = await stat(clusterOf(home)).catch(() => null)
  // An empty database must not stand where one was about to come back.
  if (!there && (await stat(stagedOf(home)).catch(() => null))) {
    throw new StartRefused('A restore was broken off before its end: run `pnpm comptoir restore FILE` again.')
  }
  const server = await startEmbedded({ home, password: await password(dataDir, !there), ...options })
  await server.createDatabase(DATABASE)
  return { server, ownerUrl: server.url(DATABASE) }
}

/** The folder of the embedded server's cluster. */
export async function clusterFolder(dataDir: string): Promise<string> {
  return clusterOf(await embeddedHome(dataDir))
}

/** The owner's address of the embedded server when it runs now; null when it does not. */
export async function runningInstance(dataDir: string): Promise<string | null> {
  const home = await embeddedHome(dataDir)
  const found = await livePostmaster(clusterOf(home))
  return found?.ready ? superuserUrl(found.port, await password(dataDir, false), DATABASE) : null
}
