import { createTestDatabase, type TestDatabase } from '@comptoir/db/testing'
import { type Simulator, startSimulator } from '@comptoir/connectors/testing'
import { type Newsroom, openNewsroom } from '@comptoir/operations/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inMs, noticesOf, until } from '../testing/watching.ts'
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
}, 60_000)

afterAll(async () => {
  await worker?.stop()
  await room?.close()
  await simulator?.stop()
  await database?.close()
})

test('a post that our own code cannot prepare keeps no other from its instant, and is held and told in the end', async () => {
  const broken = await room.connect('bluesky')
  const sound = await room.connect('bluesky')
  // Rules of another shape than this version reads.
  await sql`update channels set rules = '{"text": "none"}' where id = ${broken.channelId}::uuid`.execute(database.root)
  const timing = inMs(2500)
  const [poison, ...others] = await room.plantMany([
    { channelId: broken.channelId, timing, parts: ['Illisible'], lateLimitSeconds: 1 },
    ...[1, 2, 3].map((i) => ({ channelId: sound.channelId, timing, parts: [`À l’heure ${i}`] })),
  ])
  for (const id of others) await until(room, id, 'published')
  for (const { at } of await room.arrivals({ accountId: sound.accountId }))
    expect(at - timing.at.epochMilliseconds).toBeLessThan(2000)
  expect((await until(room, poison!, 'held', 45_000)).held_because).toBe('too-late')
  expect((await noticesOf(room, poison!)).map(({ kind }) => kind)).toContain('delivery-held')
  expect(await room.arrivals({ accountId: broken.accountId })).toEqual([])
}, 90_000)
