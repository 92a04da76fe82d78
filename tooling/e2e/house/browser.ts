import { mkdirSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import carried from '@sparticuz/chromium'
import type { LaunchOptions } from '@playwright/test'

/** The browser of this machine: CHROMIUM_PATH, or the one that the package carries (Linux x64). Also as root, where Chromium has no sandbox. */
export async function browserToLaunch(): Promise<LaunchOptions> {
  const named = process.env.CHROMIUM_PATH
  if (!named && (process.platform !== 'linux' || process.arch !== 'x64'))
    throw new Error('No browser is carried for this machine: set CHROMIUM_PATH to a Chromium')
  const executablePath = named ?? (await carried.executablePath())
  // What the browser leaves behind lies in one place, not in the home of whoever runs the tests.
  const home = join(tmpdir(), `comptoir-browser-${userInfo().uid}`)
  mkdirSync(home, { recursive: true, mode: 0o700 })
  return {
    executablePath,
    chromiumSandbox: false,
    headless: true,
    args: ['--disable-gpu', '--disable-dev-shm-usage', '--disable-extensions', '--font-render-hinting=none'],
    env: { ...process.env, HOME: home } as Record<string, string>,
  }
}
