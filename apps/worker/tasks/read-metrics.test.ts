import { createTestDatabase, type TestDatabase } from '@comptoir/db/testing'
import { connectorOf } from '@comptoir/connectors'
import { type Simulator, startSimulator } from '@comptoir/connectors/testing'
import { openChannels } from '@comptoir/operations/channels'
import { openOutside } from '@comptoir/operations/connectors-ports'
import { enqueue } from '@comptoir/operations/shared'
import { type Newsroom, openNewsroom } from '@comptoir/operations/testing'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { inMs, until } from '../testing/watching.ts'
import { openWorker, type Worker } from '../worker.ts'

let database: TestDatabase
let simulator: Simulator
let room: Newsroom
let worker: Worker

beforeAll(async () => {
  database = await createTestDatabase()
  simulator = await startSimulator()
  room = await openNewsroom(database, simulator)
  worker = await openWorker(room.settings, database.keys, database.pools)
}, 60_000)
afterAll(async () => {
  await worker?.stop()
  await room?.close()
  await simulator?.stop()
  await database?.close()
})
beforeEach(async () => void (await simulator.control('DELETE', '/faults')))

const readings = (channelId: string, deliveryId: string | null) =>
  room.work((tx) =>
    tx
      .selectFrom('readings')
      .select(['metric', 'value', 'source', 'definition'])
      .where('channel_id', '=', channelId)
      .where('delivery_id', deliveryId ? '=' : 'is', deliveryId)
      .execute(),
  )
const round = (task: 'read-account-metrics' | 'read-post-metrics') => room.work((tx) => enqueue(tx, task, {}))

async function outAndDue(channelId: string, text: string): Promise<string> {
  const id = await room.plant({ channelId, timing: inMs(300), parts: [text] })
  await until(room, id, 'published')
  await room.work((tx) =>
    tx
      .updateTable('deliveries')
      .set({ next_metrics_at: new Date(Date.now() - 1000) })
      .where('id', '=', id)
      .execute(),
  )
  return id
}
/** As its owner would, in the network's own app. */
async function deleteElsewhere(channelId: string, remoteId: string): Promise<void> {
  const outside = openOutside({ db: database.db, settings: room.settings })
  const open = (await room.work((tx) => openChannels(tx, database.keys, [channelId]))).get(channelId)!
  const ref = { remoteId, permalink: null, data: null }
  const answer = await connectorOf(open.network)!.withdraw!(
    outside.portsFor(room.agencyId, channelId),
    open.channel,
    ref,
  )
  expect(answer).toEqual({ kind: 'withdrawn' })
  await outside.close()
}
const dueAgain = (id: string) =>
  room.work((tx) =>
    tx.selectFrom('deliveries').select('next_metrics_at').where('id', '=', id).executeTakeFirstOrThrow(),
  )

test('followers and figures of posts are read, with their definition, and a post is put off to its next turn', async () => {
  const channel = await room.connect('mastodon')
  const id = await outAndDue(channel.channelId, 'À lire')
  await round('read-post-metrics')
  await expect.poll(async () => (await readings(channel.channelId, id)).length, { timeout: 15_000 }).toBeGreaterThan(0)
  for (const one of await readings(channel.channelId, id)) {
    expect(one).toMatchObject({ source: 'api', definition: expect.stringMatching(/.+@.+/) })
    expect(one.value).toBeGreaterThanOrEqual(0)
  }
  expect((await dueAgain(id)).next_metrics_at!.getTime()).toBeGreaterThan(Date.now())
  await round('read-account-metrics')
  await expect
    .poll(async () => (await readings(channel.channelId, null)).map(({ metric, value }) => `${metric} ${value}`), {
      timeout: 15_000,
    })
    .toContain('followers 1200')
})

test('a post that its network no longer knows is not asked about again, and gives no zero', async () => {
  const channel = await room.connect('bluesky')
  const id = await outAndDue(channel.channelId, 'Bientôt effacé')
  await deleteElsewhere(channel.channelId, (await room.arrivals({ accountId: channel.accountId }))[0]!.remoteId)
  await round('read-post-metrics')
  await expect.poll(async () => (await dueAgain(id)).next_metrics_at, { timeout: 15_000 }).toBeNull()
  expect(await readings(channel.channelId, id)).toEqual([])
})

test('a network in trouble leaves a gap, and the other channels their figures', async () => {
  const broken = await room.connect('x')
  const whole = await room.connect('bluesky')
  const count = async ({ channelId }: { channelId: string }) => (await readings(channelId, null)).length
  // Each is read once as soon as it is connected.
  for (const one of [broken, whole]) await expect.poll(() => count(one), { timeout: 15_000 }).toBe(1)
  await room.fault({ kind: 'maintenance', network: 'x' })
  await round('read-account-metrics')
  await expect.poll(() => count(whole), { timeout: 15_000 }).toBe(2)
  expect(await count(broken)).toBe(1)
  const { state } = await room.work((tx) =>
    tx.selectFrom('channels').select('state').where('id', '=', broken.channelId).executeTakeFirstOrThrow(),
  )
  expect(state).toBe('connected')
})
