import { chmod, mkdtemp, readdir, readFile, readlink, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { runningInstance } from '@comptoir/db/embedded'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isRunning, runLauncher, until, type Run } from './testing/run.ts'

let dataDir: string
let journal: string
const runs: Run[] = []

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'comptoir-launch-'))
  await chmod(dataDir, 0o755)
  journal = join(dataDir, 'journal')
})
afterEach(async () => {
  for (const run of runs.splice(0)) {
    run.signal('SIGINT')
    await run.exit
  }
  await until('the database ends', async () => (await runningInstance(dataDir)) === null)
  // A first start that was given up may still be making its database for a moment.
  await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
})

const noted = async () => (await readFile(journal, 'utf8').catch(() => '')).trim().split('\n').filter(Boolean)

function launch(env: NodeJS.ProcessEnv = {}, script?: string): Run {
  const run = runLauncher(
    { PORT: '0', COMPTOIR_DATA: dataDir, STAND_IN_JOURNAL: journal, COMPTOIR_DEMO: '1', ...env },
    script,
  )
  runs.push(run)
  return run
}

async function pidsOf(name: string): Promise<number[]> {
  const found: number[] = []
  for (const entry of await readdir('/proc')) {
    if (!/^\d+$/.test(entry)) continue
    const env = await readFile(`/proc/${entry}/environ`, 'utf8').catch(() => '')
    const command = await readFile(`/proc/${entry}/cmdline`, 'utf8').catch(() => '')
    if (env.includes(`COMPTOIR_DATA=${dataDir}\0`) && command.includes(name)) found.push(Number(entry))
  }
  return found
}

async function workingIn(folder: string): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry))
  const cwds = await Promise.all(pids.map((pid) => readlink(`/proc/${pid}/cwd`).catch(() => '')))
  return pids.filter((_, index) => cwds[index]!.startsWith(folder))
}

test('it starts, answers, and on Ctrl-C stops in order with the database last', async () => {
  const run = launch()
  await run.until('Comptoir is ready on http://localhost:')
  const url = /ready on (\S+)/.exec(run.said())![1]!
  expect((await fetch(`${url}/health/ready`)).status).toBe(200)
  run.signal('SIGINT')
  expect(await run.exit).toBe(0)
  expect(await noted()).toEqual([
    'worker asked, database there',
    'api asked, database there',
    'simulator asked, database there',
  ])
  expect(run.said()).toContain('stopped')
  expect(await pidsOf('stand-in')).toEqual([])
  // PostgreSQL's watcher neither: all that the launcher started works in the data folder.
  await until('nothing works in the data folder', async () => (await workingIn(dataDir)).length === 0, 3_000)
})

test('a second start is quick and keeps what was written', async () => {
  const first = launch()
  await first.until('is ready on')
  const client = new pg.Client({ connectionString: (await runningInstance(dataDir))! })
  await client.connect()
  await client.query(`insert into agencies (name, language, time_zone) values ('Zinc', 'fr', 'Europe/Paris')`)
  await client.end()
  first.signal('SIGTERM')
  expect(await first.exit).toBe(0)

  const started = performance.now()
  const second = launch()
  await second.until('is ready on')
  expect(performance.now() - started).toBeLessThan(5_000)
  const again = new pg.Client({ connectionString: (await runningInstance(dataDir))! })
  await again.connect()
  expect((await again.query('select name from agencies')).rows).toEqual([{ name: 'Zinc' }])
  await again.end()
})

test('a second Ctrl-C does not wait for the worker, and the database still ends cleanly', async () => {
  const run = launch()
  await run.until('is ready on')
  run.signal('SIGINT')
  await sleep(100)
  run.signal('SIGINT')
  expect(await run.exit).toBe(0)
  expect(await noted()).toEqual([])
  const log = await readFile(join(dataDir, 'postgres', 'postgresql.log'), 'utf8')
  expect(log).toContain('database system is shut down')
})

test('after a SIGKILL its processes follow by themselves, and the next start needs no hand', async () => {
  const first = launch()
  await first.until('is ready on')
  first.signal('SIGKILL')
  await first.exit
  const second = launch()
  await second.until('is ready on')
  const orphans = (await noted()).filter((line) => line.includes('orphaned'))
  expect(orphans.map((line) => line.split(' ')[0]).toSorted()).toEqual(['api', 'simulator', 'worker'])
})

test('after a SIGKILL and no further start, nothing stays behind', async () => {
  const run = launch()
  await run.until('is ready on')
  run.signal('SIGKILL')
  await run.exit
  await until('processes follow', async () => (await pidsOf('stand-in')).length === 0)
  await until('the database follows', async () => (await runningInstance(dataDir)) === null)
}, 60_000)

test('a pid file that names somebody else is cleared away', async () => {
  const first = launch()
  await first.until('is ready on')
  first.signal('SIGTERM')
  await first.exit
  await writeFile(
    join(dataDir, 'postgres', 'cluster', 'postmaster.pid'),
    `${process.pid}\n/nowhere\n1\n5432\n\n\n\nready\n`,
  )
  const second = launch()
  await second.until('is ready on')
  expect(isRunning(process.pid)).toBe(true)
})

test('a start on a data folder in use is refused in one sentence', async () => {
  const first = launch()
  await first.until('is ready on')
  const second = launch()
  expect(await second.exit).toBe(1)
  expect(second.said()).toMatch(/^Comptoir already runs on .* \(process \d+\)\.\n$/)
})

test('a port that is taken is refused in one sentence', async () => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, resolve))
  const address = other.address()
  const port = address && typeof address === 'object' ? address.port : 0
  const run = launch({ PORT: String(port) })
  expect(await run.exit).toBe(1)
  expect(run.said()).toBe(
    `Port ${port} is taken by another program: stop it, or choose another one with PORT (PORT=${port + 80}).\n`,
  )
  other.close()
})

test('a data folder that cannot be a folder is refused in one sentence', async () => {
  await writeFile(join(dataDir, 'file'), '')
  const run = launch({ COMPTOIR_DATA: join(dataDir, 'file', 'data') })
  expect(await run.exit).toBe(1)
  expect(run.said()).toMatch(
    /^The data folder .* cannot be written \(ENOTDIR\): give it to this user, or set COMPTOIR_DATA\.\n$/,
  )
})

test('a wrong DATABASE_URL and every other fault are named', async () => {
  const absent = launch({ DATABASE_URL: 'postgres://a:b@127.0.0.1:1/c' })
  expect(await absent.exit).toBe(1)
  expect(absent.said()).toBe('DATABASE_URL does not answer: nothing listens on 127.0.0.1:1.\n')
  const wrong = launch({ PORT: 'web', COMPTOIR_DEMO: 'yes' })
  expect(await wrong.exit).toBe(1)
  expect(wrong.said()).toContain('PORT must be')
  expect(wrong.said()).toContain('COMPTOIR_DEMO must be')
})

test('an api that cannot start stops the whole start and shows its last words', async () => {
  const run = launch({}, 'testing/broken-house.ts')
  expect(await run.exit).toBe(1)
  expect(run.said()).toContain('The api ended before it was ready')
  expect(run.said()).toContain('the broken api says why')
  expect(await pidsOf('stand-in')).toEqual([])
})

test('a worker that falls takes the house down in order', async () => {
  const run = launch()
  await run.until('is ready on')
  const [worker] = await pidsOf('stand-in-worker')
  process.kill(worker!, 'SIGKILL')
  expect(await run.exit).toBe(1)
  expect(run.said()).toContain('The worker ended by itself (SIGKILL)')
  expect(await pidsOf('stand-in')).toEqual([])
})

test('Ctrl-C while it starts gives up cleanly', async () => {
  const run = launch()
  await run.until('database')
  run.signal('SIGINT')
  expect(await run.exit).toBe(1)
  expect(run.said()).toContain('Stopped before it was ready.')
  await until('nothing stays', async () => (await pidsOf('stand-in')).length === 0)
})
