import { createTestDatabase, type TestDatabase } from '@comptoir/db/testing'
import { type Simulator, startSimulator } from '@comptoir/connectors/testing'
import { type Newsroom, openNewsroom } from '@comptoir/operations/testing'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { attemptsOf, inMs, noticesOf, rowOf, until } from '../testing/watching.ts'
import { startWorker, type WorkerProcess } from '../testing/worker-process.ts'

let database: TestDatabase
let simulator: Simulator
let room: Newsroom
const running = new Set<WorkerProcess>()

beforeAll(async () => {
  database = await createTestDatabase()
  simulator = await startSimulator()
  room = await openNewsroom(database, simulator)
}, 60_000)

afterAll(async () => {
  for (const worker of running) await worker.kill()
  await room?.close()
  await simulator?.stop()
  await database?.close()
})

async function open(): Promise<WorkerProcess> {
  const worker = await startWorker(room.env)
  running.add(worker)
  return worker
}

test('a worker killed between the call and the answer: read back by another, not sent a second time', async () => {
  const channels = [await room.connect('bluesky'), await room.connect('x')]
  for (const { network, accountId } of channels)
    await room.fault({ kind: 'commit-silence', network, operation: 'publish', account: accountId, count: 1 })
  const first = await open()
  const ids = await room.plantMany(
    channels.map(({ channelId, network }) => ({ channelId, timing: inMs(400), parts: [`Tué en vol, ${network}`] })),
  )
  for (const { accountId } of channels) await room.arrivals({ accountId, atLeast: 1 })
  await first.kill()
  for (const id of ids) expect((await rowOf(room, id)).state).toBe('sending')
  await open()
  for (const id of ids) {
    const row = await until(room, id, 'published', 45_000)
    expect(row.cause).toBe('read-back-found')
    expect((await attemptsOf(room, id)).map((one) => `${one.kind} ${one.outcome}`)).toEqual([
      'publish worker-lost',
      'settle there',
    ])
  }
  for (const { accountId } of channels) expect(await room.arrivals({ accountId })).toHaveLength(1)
}, 60_000)

test('a worker killed in the middle of a thread: another goes on where it stopped, and no part is said twice', async () => {
  for (const worker of running) await worker.kill()
  running.clear()
  // The fourth call dies with its worker: on one network it had never arrived, on the other it had.
  const lost = { bluesky: 'silence', mastodon: 'commit-silence' } as const
  const channels = await Promise.all(Object.keys(lost).map((network) => room.connect(network as keyof typeof lost)))
  for (const { network, accountId } of channels) {
    const kind = lost[network as keyof typeof lost]
    await room.fault({ kind, network, operation: 'publish', account: accountId, count: 1, after: 3 })
  }
  const parts = Array.from({ length: 7 }, (_, i) => `${i + 1}/7 Lyre 3, minute par minute`)
  const first = await open()
  const ids = await room.plantMany(channels.map(({ channelId }) => ({ channelId, timing: inMs(400), parts })))
  const stepsOf = (id: string) =>
    room.work((tx) =>
      tx
        .selectFrom('delivery_steps')
        .select(['state', 'identity'])
        .where('delivery_id', '=', id)
        .orderBy('position')
        .execute(),
    )
  const inFlight = ['published', 'published', 'published', 'sending', 'waiting', 'waiting', 'waiting']
  for (const id of ids)
    await vi.waitFor(async () => expect((await stepsOf(id)).map(({ state }) => state)).toEqual(inFlight), 10_000)
  for (const { network, accountId } of channels)
    await room.arrivals({ accountId, atLeast: network === 'mastodon' ? 4 : 3 })
  await first.kill()
  running.delete(first)
  const minted = await Promise.all(ids.map(stepsOf))
  await open()
  for (const [index, id] of ids.entries()) {
    await until(room, id, 'published', 45_000)
    const arrivals = await room.arrivals({ accountId: channels[index]!.accountId })
    expect(arrivals.map(({ text }) => text)).toEqual(parts)
    expect(arrivals.slice(1).map(({ replyTo }) => replyTo)).toEqual(
      arrivals.slice(0, -1).map(({ remoteId }) => remoteId),
    )
    const steps = await stepsOf(id)
    expect(steps.map(({ identity }) => identity)).toEqual(minted[index]!.map(({ identity }) => identity))
    const calls = (await attemptsOf(room, id)).filter(({ kind }) => kind === 'publish')
    expect(calls).toHaveLength(channels[index]!.network === 'bluesky' ? 8 : 7)
  }
}, 70_000)

test('a worker frozen with a claim past its lease sends nothing when it wakes: another has sent it', async () => {
  for (const worker of running) await worker.stop()
  running.clear()
  const channel = await room.connect('mastodon')
  const frozen = await open()
  const id = await room.plant({ channelId: channel.channelId, timing: inMs(2500), parts: ['Gelé avant l’instant'] })
  await until(room, id, 'claimed')
  frozen.freeze()
  await open()
  const row = await until(room, id, 'published', 45_000)
  frozen.thaw()
  await new Promise((resolve) => setTimeout(resolve, 1500))
  expect(await room.arrivals({ accountId: channel.accountId })).toHaveLength(1)
  expect((await rowOf(room, id)).fence).toBe(row.fence)
}, 60_000)

test('nobody was there at its instant, and it is past its late limit: held, told, never sent', async () => {
  for (const worker of running) await worker.kill()
  running.clear()
  const channel = await room.connect('bluesky')
  const id = await room.plant({
    channelId: channel.channelId,
    timing: inMs(200),
    parts: ['Trop tard'],
    lateLimitSeconds: 1,
  })
  await new Promise((resolve) => setTimeout(resolve, 1600))
  await open()
  expect((await until(room, id, 'held')).held_because).toBe('too-late')
  expect((await noticesOf(room, id)).map(({ kind }) => kind)).toContain('delivery-held')
  await new Promise((resolve) => setTimeout(resolve, 1500))
  expect(await room.arrivals({ accountId: channel.accountId })).toEqual([])
})
