import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Simulator, startSimulator } from '@comptoir/connectors/testing'
import { ringOf, upgrade } from '@comptoir/db'
import { canReach, postgresAccount } from '@comptoir/db/embedded'
import { cloneDatabase, TEMPLATE, type TestDatabase } from '@comptoir/db/testing'
import {
  type Connected,
  type NetworkName,
  type Newsroom,
  openNewsroom,
  type PlantedPicture,
} from '@comptoir/operations/testing'
import { createSimulatorControl, type SimulatorControl } from '@comptoir/simulator'
import { type Postgres, startPostgres } from './postgres.ts'

/** What chaos is let loose on: a PostgreSQL of its own, the simulated networks, two agencies with their accounts. */
export type House = {
  postgres: Postgres
  database: TestDatabase
  networks: SimulatorControl
  rooms: [Newsroom, Newsroom]
  /** By room and place in the schedule. */
  channels: [Connected[], Connected[]]
  /** Ready in the first room's media store. */
  picture: PlantedPicture
  close(): Promise<void>
}

export async function openHouse(networks: readonly NetworkName[]): Promise<House> {
  const account = await postgresAccount('/nowhere', () => undefined)
  const parent = (await canReach(tmpdir(), account)) ? tmpdir() : '/tmp'
  const home = await mkdtemp(join(parent, 'comptoir-chaos-'))
  const password = randomBytes(12).toString('hex')
  const postgres = await startPostgres(home, password)
  const masterKey = randomBytes(32).toString('base64')
  await postgres.createDatabase(TEMPLATE)
  await upgrade({ ownerUrl: postgres.url(TEMPLATE), keys: ringOf([masterKey]) })
  const database = await cloneDatabase({ port: postgres.port, password, masterKey, template: TEMPLATE })
  const simulator = await startSimulator()
  const control = createSimulatorControl(simulator.url)
  for (const network of new Set(networks)) await control.setLimits(network, { enforced: false })
  const first = await furnish(database, simulator, networks)
  const second = await furnish(database, simulator, networks)
  const picture = await first.room.addPicture([168, 64, 28])
  return {
    postgres,
    database,
    networks: control,
    rooms: [first.room, second.room],
    channels: [first.channels, second.channels],
    picture,
    async close() {
      await Promise.all([first.room.close(), second.room.close()])
      await simulator.stop()
      await database.close()
      await postgres.stop()
      await rm(home, { recursive: true, force: true })
    },
  }
}

async function furnish(database: TestDatabase, simulator: Simulator, networks: readonly NetworkName[]) {
  const room = await openNewsroom(database, simulator)
  const channels: Connected[] = []
  for (const network of networks) channels.push(await room.connect(network))
  return { room, channels }
}
