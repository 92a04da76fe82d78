import { hostname } from 'node:os'
import { randomBytes } from 'node:crypto'
import type { KeyRing, Pools } from '@comptoir/db'
import { openOutside } from '@comptoir/operations/connectors-ports'
import { diskMediaStore } from '@comptoir/operations/editorial'
import { World } from '@comptoir/operations/restore'
import type { Services } from '@comptoir/operations/services'
import type { Settings } from '@comptoir/operations/settings'
import { pino } from 'pino'
import { openClock } from './dispatch/clock.ts'
import type { Desk } from './dispatch/desk.ts'
import { Dispatcher } from './dispatch/dispatcher.ts'
import { runTasks } from './tasks/run-tasks.ts'

export type Worker = { id: string; stop(): Promise<void> }

/** Starts dispatch and the tasks on open pools. */
export async function openWorker(settings: Settings, keys: KeyRing, pools: Pools): Promise<Worker> {
  const log = pino({ name: 'worker', level: settings.logLevel }, pino.destination(2))
  const services: Services = { settings, db: pools.db, keys, log }
  const clock = openClock()
  const outside = openOutside(services, {
    clockOffset: () => clock.offset(),
    onTrouble: (error) => log.warn({ err: error }, 'a network’s limits could not be noted'),
  })
  const id = `${hostname()}-${process.pid}-${randomBytes(3).toString('hex')}`
  const world = await World.open({
    pools,
    dataDir: settings.dataDir,
    name: id,
    onMet({ kind, because, knownUntil }) {
      if (kind === 'restored') log.warn({ because, knownUntil }, 'the database came back from a backup')
    },
  })
  const desk: Desk = { services, outside, clock, media: diskMediaStore(settings.dataDir), world, worker: id }
  const dispatcher = new Dispatcher(desk)
  await dispatcher.start(pools)
  const tasks = await runTasks(desk, pools.jobsUrl)
  return {
    id,
    async stop() {
      await Promise.all([dispatcher.stop(), tasks.stop()])
      await world.close()
      await outside.close()
    },
  }
}
