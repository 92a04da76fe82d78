import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTestDatabase, type TestDatabase } from '@comptoir/db/testing'
import { readSettings } from '@comptoir/operations/settings'
import { type Simulator, startSimulator } from '@comptoir/simulator'
import type { DemoHouse } from '../index.ts'

export type TestHouse = DemoHouse & {
  database: TestDatabase
  simulator: Simulator
  said: string[]
  /** Tells the story in a process of its own that is killed at a line of it. */
  cutShort(at: string): Promise<NodeJS.Signals | null>
  close(): Promise<void>
}

/** An empty house with simulated networks beside it. */
export async function openDemoHouse(): Promise<TestHouse> {
  const [database, simulator] = await Promise.all([createTestDatabase(), startSimulator()])
  const dataDir = await mkdtemp(join(tmpdir(), 'comptoir-demo-'))
  const env = {
    COMPTOIR_DATA: dataDir,
    COMPTOIR_ALLOW_ORIGINS: new URL(simulator.url).origin,
    COMPTOIR_MASTER_KEY: database.keys.active.secret.toString('base64'),
    COMPTOIR_LOG: 'error',
  }
  const { keys, ownerUrl } = database
  const said: string[] = []
  return {
    database,
    simulator,
    said,
    settings: readSettings(env),
    ownerUrl,
    keys,
    simulatorUrl: simulator.url,
    // Two tellings are one story only from one moment.
    now: Temporal.Now.instant(),
    say: (line) => void said.push(line),
    cutShort(at) {
      const child = spawn(process.execPath, ['--no-warnings', join(import.meta.dirname, 'cut-short.ts')], {
        env: { ...process.env, ...env, OWNER_URL: ownerUrl, SIMULATOR: simulator.url, KILLED_AT: at },
        stdio: ['ignore', 'ignore', 'inherit'],
      })
      return new Promise((resolve, reject) => {
        child.once('error', reject)
        child.once('close', (_code, signal) => resolve(signal))
      })
    },
    async close() {
      await Promise.all([database.close(), simulator.stop()])
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
