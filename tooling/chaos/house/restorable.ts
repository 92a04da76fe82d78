import { type ChildProcess, spawn } from 'node:child_process'
import { chmod, mkdtemp, readdir, readFile, rm, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runVerb } from '@comptoir/cli'
import { type Simulator, startSimulator } from '@comptoir/connectors/testing'
import { openKeyRing, upgrade } from '@comptoir/db'
import {
  canReach,
  embeddedHome,
  postgresAccount,
  prepareDataFolder,
  startEmbedded,
  startInstanceServer,
} from '@comptoir/db/embedded'
import { cloneDatabase, type TestDatabase } from '@comptoir/db/testing'
import { type Newsroom, openNewsroom } from '@comptoir/operations/testing'
import { untilDone } from '../run/again.ts'

const WORKER = fileURLToPath(new URL('../../../apps/worker/main.ts', import.meta.url))

/** A house on an embedded database of its own, as it is installed, that can be backed up, lost and brought back while the networks go on. */
export type RestorableHouse = {
  database: TestDatabase
  simulator: Simulator
  room: Newsroom
  /** What its workers are started with; stays good through a restore. */
  env: Record<string, string>
  startWorker(): Promise<void>
  /** As a machine that loses power. Answers how many that struck. */
  killWorkers(): Promise<number>
  /** The one that has been up longest. */
  killWorker(): Promise<void>
  /** `pnpm comptoir backup FILE`, while everything runs. Answers what it said. */
  backup(file: string): Promise<string[]>
  /**
   * Everything is killed, the backup brought back by `pnpm comptoir restore FILE --replace`, and the database started again on the same port. `lostFor`: so many seconds
   * have passed for the world since the last sign of the house that was lost.
   */
  restore(file: string, lostFor: number): Promise<string[]>
  /** A file name in the house's own temporary folder. */
  path(name: string): string
  close(): Promise<void>
}

/** `preload`: modules loaded into each worker before its own. */
export async function openRestorableHouse({
  preload = [],
}: { preload?: readonly string[] } = {}): Promise<RestorableHouse> {
  const account = await postgresAccount('/nowhere', () => undefined)
  const lab = await mkdtemp(join((await canReach(tmpdir(), account)) ? tmpdir() : '/tmp', 'comptoir-restore-'))
  await chmod(lab, 0o755)
  const dataDir = join(lab, 'data')
  await prepareDataFolder(dataDir)
  const first = await startInstanceServer(dataDir)
  const { ownerUrl } = first
  let { server } = first
  const { port } = server
  const keys = await openKeyRing({ dataDir })
  await upgrade({ ownerUrl, keys })
  const password = (await readFile(join(dataDir, 'keys', 'postgres'), 'utf8')).trim()
  const masterKey = keys.active.secret.toString('base64')
  const database = await cloneDatabase({ port, password, masterKey, template: 'comptoir' })
  const simulator = await startSimulator()
  const room = await openNewsroom(database, simulator)
  const env = { ...room.env, COMPTOIR_DATA: dataDir, COMPTOIR_MASTER_KEY: '' }
  const workers = new Set<ChildProcess>()

  const kill = async (child: ChildProcess) => {
    workers.delete(child)
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = new Promise((resolve) => child.once('close', resolve))
    child.kill('SIGKILL')
    await ended
  }
  const killWorkers = async () => {
    const struck = [...workers]
    await Promise.all(struck.map(kill))
    return struck.length
  }
  const verb = async (...args: string[]) => {
    const said: string[] = []
    const own = { COMPTOIR_DATA: dataDir, COMPTOIR_LOG: 'error' }
    if ((await runVerb(args, own, (line) => said.push(line))) !== 0) throw new Error(said.join('\n'))
    return said
  }
  return {
    database,
    simulator,
    room,
    env,
    path: (name) => join(lab, name),
    async startWorker() {
      const child = spawn(process.execPath, ['--no-warnings', ...preload.flatMap((url) => ['--import', url]), WORKER], {
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
        env: { ...process.env, ...env },
      })
      workers.add(child)
      let said = ''
      child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()))
      await new Promise<void>((resolve, reject) => {
        child.stdout?.on('data', (chunk: Buffer) => chunk.toString().includes('"ready":true') && resolve())
        child.once('close', (code) => reject(new Error(`the worker ended with ${code}: ${said.slice(-2000)}`)))
      })
    },
    killWorkers,
    async killWorker() {
      const [oldest] = workers
      if (oldest) await kill(oldest)
    },
    backup: (file) => verb('backup', file),
    async restore(file, lostFor) {
      await killWorkers()
      await server.stop()
      const said = await verb('restore', file, '--replace')
      await ageMarks(dataDir, lostFor)
      server = await startEmbedded({ home: await embeddedHome(dataDir), password, port })
      await untilDone(() => database.root.selectFrom('instance').select('incarnation').execute())
      await untilDone(() => room.work((tx) => tx.selectFrom('posts').select('id').limit(1).execute()))
      return said
    },
    async close() {
      await killWorkers()
      await room.close()
      await simulator.stop()
      await database.close()
      await server.stop()
      await rm(lab, { recursive: true, force: true })
    },
  }
}

/** Lets time pass for the data folder: its marks are as old as they would be. */
async function ageMarks(dataDir: string, seconds: number): Promise<void> {
  const folder = join(dataDir, 'incarnation')
  const then = Date.now() / 1000 - seconds
  for (const name of await readdir(folder, { recursive: true })) {
    if (name.endsWith('.marks')) await utimes(join(folder, name), then, then)
  }
}
