import { execFile } from 'node:child_process'
import { readFile, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import { StartRefused } from '../start-refused.ts'

const run = promisify(execFile)

/** Who runs PostgreSQL: it refuses to be root. Null: the present user will do. */
export type Account = { name: string; uid: number; gid: number }

const OURS = 'comptoir-postgres'

async function accounts(): Promise<Account[]> {
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n')
  return lines.flatMap((line) => {
    const [name, , uid, gid] = line.split(':')
    return name && uid && gid ? [{ name, uid: Number(uid), gid: Number(gid) }] : []
  })
}

const ownerOf = (path: string) =>
  stat(path).then(
    (found) => found.uid,
    () => null,
  )

/** The account for a data folder: its owner's when it exists, else an account without rights, made if need be. */
export async function postgresAccount(clusterDir: string, log: (line: string) => void): Promise<Account | null> {
  if (process.getuid?.() !== 0) return null
  const known = await accounts()
  const owner = await ownerOf(`${clusterDir}/PG_VERSION`)
  if (owner) {
    const found = known.find((account) => account.uid === owner)
    if (found) return found
    throw new StartRefused(`The data folder ${clusterDir} belongs to user ${owner}, whom this machine does not know.`)
  }
  const named = (name: string) => known.find((account) => account.name === name)
  const present = named(OURS) ?? named('postgres')
  if (present) return present
  try {
    await run('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', OURS])
    log(`made the user ${OURS}: PostgreSQL does not run as root`)
  } catch (error) {
    const nobody = named('nobody')
    if (nobody) return nobody
    throw new StartRefused(`PostgreSQL does not run as root, and no other user could be made: ${String(error)}`)
  }
  const made = (await accounts()).find((account) => account.name === OURS)
  if (!made) throw new StartRefused('PostgreSQL does not run as root, and no other user could be made.')
  return made
}

/** May the account pass through every folder above a path, and read the path itself when it exists? */
export async function canReach(path: string, account: Account | null): Promise<boolean> {
  if (!account) return true
  const permits = async (target: string, bits: number): Promise<boolean> => {
    const found = await stat(target).catch(() => null)
    if (!found) return true
    const shift = found.uid === account.uid ? 6 : found.gid === account.gid ? 3 : 0
    return ((found.mode >> shift) & bits) === bits
  }
  if (!(await permits(path, 0o5))) return false
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (!(await permits(folder, 0o1))) return false
    if (folder === dirname(folder)) return true
  }
}
