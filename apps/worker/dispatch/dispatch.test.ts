import { createTestDatabase, type TestDatabase } from '@comptoir/db/testing'
import { type Simulator, startSimulator } from '@comptoir/connectors/testing'
import { type Newsroom, openNewsroom } from '@comptoir/operations/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startWorker, type WorkerProcess } from '../testing/worker-process.ts'

let database: TestDatabase
let simulator: Simulator
let room: Newsroom
let worker: WorkerProcess

beforeAll(async () => {
  database = await createTestDatabase()
  simulator = await startSimulator()
  room = await openNewsroom(database, simulator)
  worker = await startWorker(room.env)
})

afterAll(async () => {
  await worker?.stop()
  await room?.close()
  await simulator?.stop()
  await database?.close()
})

const inMs = (ms: number) => ({ kind: 'fixed', at: Temporal.Now.instant().add({ milliseconds: ms }) }) as const

test('a post leaves at its instant, once, and says where it is', async () => {
  const channel = await room.connect('bluesky')
  const timing = inMs(1500)
  const deliveryId = await room.plant({ channelId: channel.channelId, timing, parts: ['T−2 h : le plein est fait.'] })
  const [arrival] = await room.arrivals({ accountId: channel.accountId, atLeast: 1 })
  expect(arrival?.text).toBe('T−2 h : le plein est fait.')
  const late = arrival!.at - timing.at.epochMilliseconds
  expect(late).toBeGreaterThanOrEqual(0)
  expect(late).toBeLessThan(1000)
  const row = await until(deliveryId, 'published')
  expect(row.permalink).toContain('/post/')
})

async function until(deliveryId: string, state: string) {
  for (let i = 0; i < 400; i += 1) {
    const row = await room.work((tx) =>
      tx
        .selectFrom('deliveries')
        .select(['state', 'permalink', 'held_because', 'failure', 'cause', 'tries'])
        .where('id', '=', deliveryId)
        .executeTakeFirstOrThrow(),
    )
    if (row.state === state) return row
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error(
    `never ${state}: ${JSON.stringify(await room.work((tx) => tx.selectFrom('deliveries').selectAll().where('id', '=', deliveryId).execute()))}`,
  )
}
