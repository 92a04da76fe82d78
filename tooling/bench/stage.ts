import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Simulator, startSimulator } from '@comptoir/connectors/testing'
import { ringOf, upgrade } from '@comptoir/db'
import { canReach, postgresAccount, startEmbedded } from '@comptoir/db/embedded'
import { cloneDatabase, TEMPLATE, type TestDatabase } from '@comptoir/db/testing'
import { type Newsroom, openNewsroom } from '@comptoir/operations/testing'

/** What is measured: PostgreSQL as it is installed (every commit on the disk), the simulated networks, an agency. */
export type Stage = { database: TestDatabase; simulator: Simulator; room: Newsroom; close(): Promise<void> }

export async function openStage(): Promise<Stage> {
  const account = await postgresAccount('/nowhere', () => undefined)
  const parent = (await canReach(tmpdir(), account)) ? tmpdir() : '/tmp'
  const home = await mkdtemp(join(parent, 'comptoir-bench-'))
  const password = randomBytes(12).toString('hex')
  const server = await startEmbedded({ home, password })
  const masterKey = randomBytes(32).toString('base64')
  await server.createDatabase(TEMPLATE)
  await upgrade({ ownerUrl: server.url(TEMPLATE), keys: ringOf([masterKey]) })
  const database = await cloneDatabase({ port: server.port, password, masterKey, template: TEMPLATE })
  const simulator = await startSimulator()
  const room = await openNewsroom(database, simulator)
  return {
    database,
    simulator,
    room,
    async close() {
      await room.close()
      await simulator.stop()
      await database.close()
      await server.stop()
      await rm(home, { recursive: true, force: true })
    },
  }
}
