import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmod, chown, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { StartRefused } from '../start-refused.ts'
import { postgresAccount, type Account } from './account.ts'
import { postgresBinaries, type Binaries } from './binaries.ts'
import { endPostmaster, readPostmaster, stopLeftover } from './postmaster.ts'

export type EmbeddedSettings = {
  /** The server's own folder: `cluster/` and `postgresql.log` stand in it. PostgreSQL's user must be able to reach it. */
  home: string
  /** The bootstrap superuser's password; used to initialise and to connect. */
  password: string
  /** Left out: any free one. */
  port?: number
  /** Tests: nothing is written to the disk for certain. */
  fast?: boolean
  /** Seconds that the server outlives this process when this one is killed. */
  grace?: number
  log?: (line: string) => void
}

export type EmbeddedServer = {
  port: number
  /** The bootstrap superuser's address of a database. */
  url(database: string): string
  createDatabase(name: string): Promise<void>
  /** Fast shutdown; resolves once the process has ended. */
  stop(): Promise<void>
  /** Resolves when the server ends, asked or not. */
  ended: Promise<void>
}

export const SUPERUSER = 'comptoir_root'

export const clusterOf = (home: string) => join(home, 'cluster')

/** Where a restore unpacks, before it takes the cluster's place. */
export const stagedOf = (home: string) => join(home, 'cluster.restoring')

export const superuserUrl = (port: number, password: string, database: string) =>
  `postgres://${SUPERUSER}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`

// Small on purpose: one agency on one machine, beside four Node processes.
const KEPT = {
  shared_buffers: '32MB',
  max_connections: '60',
  wal_buffers: '1MB',
  max_wal_size: '256MB',
  max_worker_processes: '4',
  max_parallel_workers_per_gather: '0',
  io_method: 'sync',
  jit: 'off',
  huge_pages: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
}

const FAST = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_connections: '300',
  shared_buffers: '64MB',
  autovacuum: 'off',
}

// PostgreSQL gets a session of its own (a Ctrl-C must not stop it before the worker has written "published"), and a watcher on
// our end of a pipe: when this process dies without a word, the server follows after the grace.
const GUARD = `exec 3<&0
( ( if read -r word <&3; then :; else sleep "$GRACE"; fi; kill -INT $$ 2>/dev/null ) >/dev/null 2>&1 & )
exec "$@" 3<&- </dev/null`

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve, reject) => probe.once('error', reject).listen(0, '127.0.0.1', resolve))
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port was given')
  return address.port
}

const identity = (account: Account | null) => (account ? { uid: account.uid, gid: account.gid } : {})

const cleanEnv = () => {
  const { PATH, TZ, HOME, TMPDIR } = process.env
  return { PATH, TZ, HOME, TMPDIR, LC_ALL: 'C' }
}

async function initialise(settings: EmbeddedSettings, binaries: Binaries, account: Account | null): Promise<void> {
  const { home, password } = settings
  const secret = join(home, `initial-${randomBytes(6).toString('hex')}`)
  await writeFile(secret, `${password}\n`, { mode: 0o600 })
  if (account) await chown(secret, account.uid, account.gid)
  const partial = join(home, 'cluster.partial')
  await rm(partial, { recursive: true, force: true })
  try {
    const child = spawn(
      binaries.initdb,
      [
        `--pgdata=${partial}`,
        `--username=${SUPERUSER}`,
        `--pwfile=${secret}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--locale=C',
        '--no-instructions',
        ...(settings.fast ? ['--no-sync'] : []),
      ],
      { ...identity(account), env: cleanEnv(), cwd: home, stdio: ['ignore', 'pipe', 'pipe'] },
    )
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
    const code = await new Promise<number | null>((resolve, reject) =>
      child.once('error', reject).once('close', resolve),
    )
    if (code !== 0)
      throw new StartRefused(`PostgreSQL could not make its data folder in ${home}: ${said.trim().split('\n').at(-1)}`)
    // Renamed when whole: a first start that was killed half-way starts over.
    await rename(partial, clusterOf(home))
  } finally {
    await rm(secret, { force: true })
  }
}

async function prepareHome(home: string, account: Account | null): Promise<void> {
  try {
    await mkdir(home, { recursive: true, mode: 0o700 })
    if (account) await chown(home, account.uid, account.gid)
    await chmod(home, 0o700)
  } catch (error) {
    throw new StartRefused(
      `The data folder ${home} cannot be written: ${error instanceof Error ? error.message : String(error)}.`,
    )
  }
}

async function waitUntilReady(cluster: string, child: ChildProcess, logFile: string): Promise<void> {
  for (let waited = 0; waited < 60_000; waited += 20) {
    if (child.exitCode !== null || child.signalCode !== null) {
      const tail = (await readFile(logFile, 'utf8'))
        .trim()
        .split('\n')
        .findLast((line) => /FATAL|ERROR|PANIC/.test(line))
      throw new StartRefused(`PostgreSQL did not start: ${tail ?? `see ${logFile}`}`)
    }
    const postmaster = await readPostmaster(cluster)
    if (postmaster?.pid === child.pid && postmaster?.ready) return
    await sleep(20)
  }
  throw new StartRefused(`PostgreSQL was not ready within a minute: see ${logFile}`)
}

/** Starts the packaged PostgreSQL 18 on a free port of 127.0.0.1; makes its data folder at the first start. */
export async function startEmbedded(settings: EmbeddedSettings): Promise<EmbeddedServer> {
  const { home, password, log = () => undefined } = settings
  const cluster = clusterOf(home)
  const account = await postgresAccount(cluster, log)
  const binaries = await postgresBinaries(account, log)
  await prepareHome(home, account)
  await stopLeftover(cluster, log)
  if (!(await stat(join(cluster, 'PG_VERSION')).catch(() => null))) {
    log('making the database folder')
    await initialise(settings, binaries, account)
  }
  const port = settings.port ?? (await freePort())
  const logFile = join(home, 'postgresql.log')
  const output = await open(logFile, 'w', 0o600)
  const options = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    ...KEPT,
    ...(settings.fast ? FAST : {}),
  }
  const flags = Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = spawn('/bin/sh', ['-c', GUARD, 'postgres', binaries.postgres, '-D', cluster, ...flags], {
    ...identity(account),
    env: { ...cleanEnv(), GRACE: String(settings.grace ?? 0) },
    cwd: home,
    detached: true,
    stdio: ['pipe', output.fd, output.fd],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()).once('error', () => resolve()))
  try {
    await waitUntilReady(cluster, child, logFile)
  } catch (error) {
    if (child.pid && child.exitCode === null) await endPostmaster(child.pid)
    throw error
  } finally {
    await output.close()
  }
  const pid = child.pid!
  const url = (database: string) => superuserUrl(port, password, database)
  // The event loop may end while the server runs: whoever started it decides when to stop it.
  child.unref()
  if (child.stdin && 'unref' in child.stdin && typeof child.stdin.unref === 'function') child.stdin.unref()
  return {
    port,
    url,
    ended,
    async createDatabase(name) {
      const client = new pg.Client({ connectionString: url('postgres') })
      await client.connect()
      try {
        const { rows } = await client.query('select 1 from pg_database where datname = $1', [name])
        if (rows.length === 0) await client.query(`create database ${pg.escapeIdentifier(name)}`)
      } finally {
        await client.end()
      }
    },
    async stop() {
      child.ref()
      // A word to the watcher: it asks for the same shutdown and ends, instead of sleeping through its grace.
      child.stdin?.end('stop\n')
      await endPostmaster(pid)
      await ended
    },
  }
}
