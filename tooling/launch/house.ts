import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { openKeyRing, openPools, StartRefused, upgrade, type KeyRing } from '@comptoir/db'
import { holdDataFolder, startInstanceServer, type EmbeddedServer, type HeldFolder } from '@comptoir/db/embedded'
import { meetDatabase } from '@comptoir/operations/restore'
import { readSettings, type Settings } from '@comptoir/operations/settings'
import { buildAdmin } from './admin-build.ts'
import { startChild, type Child } from './child.ts'
import { simulatorPort } from './demo-world.ts'
import { claimPort } from './ports.ts'
import { since, type Say } from './progress.ts'
import { ofRestore } from './restore-words.ts'

export const ROOT = join(import.meta.dirname, '..', '..')

/** The programs that make the house; a test may put stand-ins in their place. */
export type Programs = { api: string; worker: string; simulator: string }

const PROGRAMS: Programs = {
  api: join(ROOT, 'apps', 'api', 'main.ts'),
  worker: join(ROOT, 'apps', 'worker', 'main.ts'),
  simulator: join(ROOT, 'tooling', 'simulator', 'main.ts'),
}

/** What seeding the demo is given. */
export type SeedInput = { settings: Settings; ownerUrl: string; keys: KeyRing; simulatorUrl: string; say: Say }
export type Seed = (input: SeedInput) => Promise<string[]>

export type HouseOptions = {
  env: NodeJS.ProcessEnv
  say: Say
  programs?: Partial<Programs>
  /** Tells the demo's story in an empty house; answers the lines that greet whoever started it. */
  seed?: Seed
  /** False: the pages are built already, or not wanted. */
  pages?: boolean
  /** Gives up a start that is under way, and stops what it has started. */
  signal?: AbortSignal
}

export type House = {
  url: string
  settings: Settings
  ownerUrl: string
  simulatorUrl: string | null
  greeting: string[]
  pids: Record<string, number>
  /** Resolves with one sentence when the house falls by itself. */
  fallen: Promise<string>
  /** In order: worker, api, simulator, PostgreSQL last. */
  stop(): Promise<void>
  /** At once, without the worker's leave: for whoever asks twice. PostgreSQL still ends cleanly. */
  stopNow(): Promise<void>
}

// Small heaps: on one machine four processes stand beside PostgreSQL. A heap that fills says so in the log, it is not a leak's hiding place.
const NODE_FLAGS = ['--max-semi-space-size=2', '--max-old-space-size=384', '--disable-warning=ExperimentalWarning']

type Parts = { folder: HeldFolder; server: EmbeddedServer | null; children: Child[] }

async function stopParts(parts: Parts, patience: { worker: number; others: number }): Promise<void> {
  await parts.folder.stopping()
  const stop = (name: string, limit: number) =>
    Promise.all(parts.children.filter((child) => child.name === name).map((child) => child.stop(limit)))
  await stop('worker', patience.worker)
  await stop('api', patience.others)
  await stop('simulator', patience.others)
  await parts.server?.stop()
  await parts.folder.release()
}

/** Starts the whole product and resolves when it is ready. Whatever fails, nothing of it stays running. */
export async function startHouse(options: HouseOptions): Promise<House> {
  const { env, say } = options
  const settings = readSettings(env)
  const folder = await holdDataFolder(settings.dataDir, `on ${settings.url}`)
  const parts: Parts = { folder, server: null, children: [] }
  try {
    return await Promise.race([openHouse(options, settings, parts), givenUp(options.signal)])
  } catch (error) {
    if (parts.server || parts.children.length > 0) say('stopping')
    await stopParts(parts, { worker: 2_000, others: 2_000 })
    throw error
  }
}

function givenUp(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(new StartRefused('Stopped before it was ready.')))
  })
}

async function openDatabase(settings: Settings, keys: KeyRing, parts: Parts, say: Say): Promise<string> {
  const started = performance.now()
  let ownerUrl = settings.databaseUrl
  if (!ownerUrl) {
    const embedded = await startInstanceServer(settings.dataDir, {
      grace: 10,
      log: (line) => say(`database   ${line}`),
    })
    parts.server = embedded.server
    ownerUrl = embedded.ownerUrl
  }
  const { ran } = await upgrade({ ownerUrl: settings.directUrl ?? ownerUrl, keys })
  const where = parts.server
    ? `PostgreSQL 18 on 127.0.0.1:${parts.server.port}`
    : `PostgreSQL on ${new URL(ownerUrl).host}`
  const changes = ran.length === 0 ? '' : `, ${ran.length} migration${ran.length === 1 ? '' : 's'}`
  say(`database   ${where}${changes} (${since(started)})`)
  await meet(settings, ownerUrl, keys, say)
  return ownerUrl
}

/** Is the database as young as the world? Asked before the demo or a process writes to it. */
async function meet(settings: Settings, ownerUrl: string, keys: KeyRing, say: Say): Promise<void> {
  const directUrl = settings.directUrl ?? ownerUrl
  const pools = openPools({ ownerUrl, directUrl, keys, application: 'comptoir start', runtimeMax: 2, authMax: 1 })
  try {
    const met = await meetDatabase({ pools, dataDir: settings.dataDir })
    for (const line of ofRestore(met)) say(line)
  } finally {
    await pools.end()
  }
}

async function openHouse(options: HouseOptions, settings: Settings, parts: Parts): Promise<House> {
  const { env, say } = options
  const programs = { ...PROGRAMS, ...options.programs }
  const logs = join(settings.dataDir, 'logs')
  await mkdir(logs, { recursive: true, mode: 0o700 })
  const port = await claimPort(settings.port, parts.folder.inherited ? 10_000 : 300)
  const url = env.COMPTOIR_URL ? settings.url : `http://localhost:${port}`
  const keys = await openKeyRing({ dataDir: settings.dataDir, masterKey: settings.masterKey ?? undefined })

  const childEnv: NodeJS.ProcessEnv = {
    ...env,
    PORT: String(port),
    COMPTOIR_URL: url,
    COMPTOIR_DATA: settings.dataDir,
    COMPTOIR_DEMO: settings.demo ? '1' : '0',
    // Started by a worker for a rehearsal, and ended with it; the demo's own world is another process.
    COMPTOIR_SIMULATOR: settings.simulator ?? programs.simulator,
    NODE_COMPILE_CACHE: join(settings.dataDir, 'cache', 'node'),
  }
  delete childEnv.DATABASE_URL_FILE
  const start = async (name: keyof Programs, own: NodeJS.ProcessEnv = {}) => {
    const child = await startChild({
      name,
      main: programs[name],
      env: { ...childEnv, ...own },
      cwd: ROOT,
      logFile: join(logs, `${name}.log`),
      patience: 60_000,
      nodeFlags: NODE_FLAGS,
    })
    parts.children.push(child)
    return child
  }

  // A fault is said at once; what is still starting then ends with this process.
  const [ownerUrl, simulatorUrl] = await Promise.all([
    openDatabase(settings, keys, parts, say),
    settings.demo ? openSimulator(settings.dataDir, port, (own) => start('simulator', own)) : null,
    options.pages === false ? null : openPages(say),
  ])
  childEnv.DATABASE_URL = ownerUrl
  let greeting: string[] = []
  if (simulatorUrl) {
    const allowed = [env.COMPTOIR_ALLOW_ORIGINS, new URL(simulatorUrl).origin].filter(Boolean).join(',')
    childEnv.COMPTOIR_ALLOW_ORIGINS = allowed
    const open: Settings = { ...settings, port, url, databaseUrl: ownerUrl, allowOrigins: allowed.split(',') }
    if (options.seed) greeting = await options.seed({ settings: open, ownerUrl, keys, simulatorUrl, say })
  }
  const starting = performance.now()
  // Both are waited for: one that fails must not leave the other behind, starting.
  const results = await Promise.allSettled([start('api'), start('worker')])
  for (const result of results) if (result.status === 'rejected') throw result.reason
  await untilReady(port, parts)
  say(`processes  api, worker${simulatorUrl ? ', simulator' : ''} (${since(starting)})`)

  let stopping: Promise<void> | undefined
  const stop = (patience: { worker: number; others: number }) => (stopping ??= stopParts(parts, patience))
  const fallen = Promise.race([
    ...parts.children.map((child) =>
      child.ended.then(
        (why) => `The ${child.name} ended by itself (${why}); its log is ${join(logs, `${child.name}.log`)}.`,
      ),
    ),
    ...(parts.server
      ? [parts.server.ended.then(() => 'PostgreSQL ended by itself; its log stands beside its data.')]
      : []),
  ])
  return {
    url,
    settings: { ...settings, port, url, databaseUrl: ownerUrl },
    ownerUrl,
    simulatorUrl,
    greeting,
    pids: Object.fromEntries(parts.children.map((child) => [child.name, child.pid])),
    fallen,
    // A worker settles what it is sending: its requests have their own time limits, within this one.
    stop: () => stop({ worker: 30_000, others: 10_000 }),
    async stopNow() {
      for (const child of parts.children) child.kill()
      await stop({ worker: 0, others: 0 })
    },
  }
}

async function openSimulator(
  dataDir: string,
  housePort: number,
  start: (env: NodeJS.ProcessEnv) => Promise<Child>,
): Promise<string> {
  const port = await simulatorPort(dataDir, housePort)
  const { ready } = await start({ PORT: String(port), SIMULATOR_DATA: join(dataDir, 'simulator.json') })
  return typeof ready.url === 'string' ? ready.url : `http://localhost:${port}`
}

async function openPages(say: Say): Promise<void> {
  const started = performance.now()
  const built = await buildAdmin(ROOT, () => say('pages      building'))
  if (built) say(`pages      built (${since(started)})`)
}

/** The api's own word that the database and a worker are there. */
async function untilReady(port: number, parts: Parts): Promise<void> {
  let last = 'nothing'
  for (let waited = 0; waited < 30_000; waited += 50) {
    try {
      const answer = await fetch(`http://localhost:${port}/health/ready`)
      if (answer.ok) return
      last = await answer.text()
    } catch (error) {
      last = error instanceof Error ? error.message : String(error)
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new StartRefused(
    `The house is not ready after 30 s: ${last} (${parts.children.map((child) => child.name).join(', ')} run).`,
  )
}
