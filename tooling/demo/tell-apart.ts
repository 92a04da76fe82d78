import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { DemoHouse } from './seed.ts'

/** Tells the story in a process of its own, which dies with this one: what it loads and draws weighs four times as much as the launcher. */
export async function tellApart({ settings, ownerUrl, simulatorUrl, say, now }: DemoHouse): Promise<void> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'main.ts')],
    {
      env: {
        ...process.env,
        COMPTOIR_DATA: settings.dataDir,
        COMPTOIR_URL: settings.url,
        COMPTOIR_ALLOW_ORIGINS: settings.allowOrigins.join(','),
        COMPTOIR_MASTER_KEY: settings.masterKey ?? '',
        DATABASE_URL: ownerUrl,
        DATABASE_URL_DIRECT: settings.directUrl ?? '',
        SIMULATOR_URL: simulatorUrl,
        STORY_NOW: (now ?? Temporal.Now.instant()).toString(),
      },
      // A Ctrl-C is for the launcher: it lets go of the channel, and the story ends with it.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  )
  const errors: string[] = []
  createInterface({ input: child.stdout! }).on('line', say)
  createInterface({ input: child.stderr! }).on('line', (line) => void errors.push(line))
  const code = await new Promise<number | NodeJS.Signals | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (exit, signal) => resolve(signal ?? exit))
  })
  if (code !== 0) throw new Error(`The demo was not told (${code}):\n${errors.slice(-20).join('\n')}`)
}
