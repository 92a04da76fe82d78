import { createTestDatabase, type TestDatabase } from '@comptoir/db/testing'
import { type Simulator, startSimulator } from '@comptoir/connectors/testing'
import { expiringChannels, openChannels, tellOfExpiry } from '@comptoir/operations/channels'
import { enqueue } from '@comptoir/operations/shared'
import { type Newsroom, openNewsroom } from '@comptoir/operations/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { inMs, noticesOf, until } from '../testing/watching.ts'
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

const Struck = z.object({ faults: z.array(z.object({ hits: z.number() })) })

const credentials = (channelId: string) =>
  room.work((tx) =>
    tx
      .selectFrom('credentials')
      .select(['fence', 'expires_at', 'refreshable', 'failed_at'])
      .where('channel_id', '=', channelId)
      .executeTakeFirstOrThrow(),
  )
const ending = (channelId: string, at: Date) =>
  room.work((tx) => tx.updateTable('credentials').set({ expires_at: at }).where('channel_id', '=', channelId).execute())
const stateOf = async (channelId: string) =>
  (
    await room.work((tx) =>
      tx.selectFrom('channels').select('state').where('id', '=', channelId).executeTakeFirstOrThrow(),
    )
  ).state
const round = () => room.work((tx) => enqueue(tx, 'refresh-credentials', {}))

test('what ends soon is renewed before a post needs it, and the renewed one works', async () => {
  const { channelId, accountId } = await room.connect('bluesky')
  const before = await credentials(channelId)
  const open = await room.work((tx) => openChannels(tx, database.keys, [channelId]))
  expect(before.refreshable).toBe(true)
  await ending(channelId, new Date(Date.now() + 30_000))
  await round()
  await expect.poll(async () => (await credentials(channelId)).fence, { timeout: 15_000 }).toBeGreaterThan(before.fence)
  const after = await room.work((tx) => openChannels(tx, database.keys, [channelId]))
  expect(after.get(channelId)!.channel.credentials).not.toEqual(open.get(channelId)!.channel.credentials)
  expect((await credentials(channelId)).expires_at!.getTime()).toBeGreaterThan(Date.now() + 60_000)
  const id = await room.plant({ channelId, timing: inMs(300), parts: ['Avec la nouvelle clé'] })
  await until(room, id, 'published')
  expect(await room.arrivals({ accountId })).toHaveLength(1)
})

test('a renewal that the network refuses asks for a person; one that it does not answer changes nothing', async () => {
  const silent = await room.connect('bluesky')
  await ending(silent.channelId, new Date(Date.now() + 30_000))
  await room.fault({ kind: 'error', status: 503, network: 'bluesky', operation: 'refresh' })
  await round()
  const struck = async () =>
    Struck.parse(await simulator.control('GET', '/faults')).faults.reduce((sum, { hits }) => sum + hits, 0)
  await expect.poll(struck, { timeout: 15_000 }).toBeGreaterThan(0)
  expect(await stateOf(silent.channelId)).toBe('connected')
  await simulator.control('DELETE', '/faults')

  const dead = await room.connect('bluesky')
  await simulator.control('POST', '/tokens/kill', { network: 'bluesky', account: dead.handle })
  await ending(dead.channelId, new Date(Date.now() + 30_000))
  await round()
  await expect.poll(async () => stateOf(dead.channelId), { timeout: 15_000 }).toBe('reconnect')
  expect((await noticesOf(room, dead.channelId)).map(({ kind }) => kind)).toContain('channel-reconnect')
})

test('what no renewal can save is told once, a week ahead', async () => {
  const { channelId } = await room.connect('facebook')
  await room.work((tx) =>
    tx
      .updateTable('credentials')
      .set({ refreshable: false, expires_at: new Date(Date.now() + 5 * 86_400_000) })
      .where('channel_id', '=', channelId)
      .execute(),
  )
  const told = async () => (await noticesOf(room, channelId)).filter(({ kind }) => kind === 'channel-expires').length
  await round()
  await expect.poll(told, { timeout: 15_000 }).toBe(1)
  await round()
  await round()
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  expect(await told()).toBe(1)
})

test('an access that ends before a post is told at once however far away, again on the eve, and is over when it is given again', async () => {
  const { channelId } = await room.connect('facebook')
  const set = (expiresAt: Temporal.Instant) =>
    room.work((tx) =>
      tx
        .updateTable('credentials')
        .set({ refreshable: false, expires_at: new Date(expiresAt.epochMilliseconds) })
        .where('channel_id', '=', channelId)
        .execute(),
    )
  const told = async () =>
    (
      await room.work((tx) =>
        tx
          .selectFrom('notices')
          .select(['kind', 'severity', 'detail', 'read_at'])
          .where('subject_id', '=', channelId)
          .orderBy('id')
          .execute(),
      )
    ).map(({ kind, severity, detail, read_at }) => [kind, severity, detail, read_at !== null])
  const look = () => room.work((tx) => tellOfExpiry(tx, channelId))
  const ends = Temporal.Now.instant().add({ hours: 24 * 20 })
  await set(ends)
  await room.plant({
    channelId,
    timing: { kind: 'fixed', at: ends.add({ hours: 1 }) },
    parts: ['Trop loin pour cette clé'],
  })
  const found = async () => (await expiringChannels(database.db)).some((one) => one.channelId === channelId)
  expect(await found()).toBe(true)
  await look()
  await look()
  const detail = expect.objectContaining({ network: 'facebook', count: 1, client: 'Orphée Lanceurs' })
  expect(await told()).toEqual([['channel-expires', 2, detail, false]])

  // The eve comes: as grave as posts that are held.
  await room.work((tx) =>
    tx
      .updateTable('deliveries')
      .set({ due_at: new Date(Date.now() + 23 * 3_600_000) })
      .where('channel_id', '=', channelId)
      .execute(),
  )
  const sooner = Temporal.Now.instant().add({ hours: 20 })
  await set(sooner)
  await look()
  await look()
  expect((await told()).slice(1)).toEqual([
    ['channel-expires', 2, detail, false],
    ['channel-expires', 1, detail, false],
  ])
  await set(Temporal.Now.instant().add({ hours: 24 * 60 }))
  await expect.poll(async () => (await told()).every(([, , , isRead]) => isRead), { timeout: 10_000 }).toBe(true)
  expect(await found()).toBe(false)
})
