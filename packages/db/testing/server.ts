import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { canReach, postgresAccount, startEmbedded } from '../embedded/index.ts'
import { ringOf } from '../keys.ts'
import { upgrade } from '../upgrade.ts'

/** What a test needs to know of the server; plain data, so that it passes from the run to its test files. */
export type TestServer = { port: number; password: string; masterKey: string; template: string }

export const TEMPLATE = 'comptoir_template'

/** One server for a whole run: every migration once, into a template that each test file clones. */
export async function startTestServer(): Promise<{ server: TestServer; stop(): Promise<void> }> {
  const account = await postgresAccount('/nowhere', () => undefined)
  const parent = (await canReach(tmpdir(), account)) ? tmpdir() : '/tmp'
  const home = await mkdtemp(join(parent, 'comptoir-test-'))
  const password = randomBytes(12).toString('hex')
  const embedded = await startEmbedded({ home, password, fast: true })
  const masterKey = randomBytes(32).toString('base64')
  const stop = async () => {
    await embedded.stop()
    await rm(home, { recursive: true, force: true })
  }
  try {
    await embedded.createDatabase(TEMPLATE)
    await upgrade({ ownerUrl: embedded.url(TEMPLATE), keys: ringOf([masterKey]) })
  } catch (error) {
    await stop()
    throw error
  }
  return { server: { port: embedded.port, password, masterKey, template: TEMPLATE }, stop }
}
