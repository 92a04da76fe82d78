import { fileURLToPath } from 'node:url'
import { createTestDatabase, type TestDatabase } from '@comptoir/db/testing'
import { type Simulator, startSimulator } from '@comptoir/connectors/testing'
import { readToday } from '@comptoir/operations/today'
import { type NetworkName, type Newsroom, openNewsroom } from '@comptoir/operations/testing'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { attemptsOf, inMs, rowOf, until } from '../testing/watching.ts'
import { startWorker, type WorkerProcess } from '../testing/worker-process.ts'

let database: TestDatabase
let simulator: Simulator
let room: Newsroom
let first: WorkerProcess
let second: WorkerProcess

/** On a machine at work with other things: far above what the bench promises, far below what a fault here costs (a time-out is twenty seconds, the next sample five). */
const PUNCTUAL_MS = 2_000

beforeAll(async () => {
  database = await createTestDatabase()
  simulator = await startSimulator()
  room = await openNewsroom(database, simulator)
  ;[first, second] = await Promise.all([startWorker(room.env), startWorker(room.env)])
}, 60_000)
afterAll(async () => {
  first?.thaw()
  second?.thaw()
  await Promise.all([first?.kill(), second?.kill()])
  await room?.close()
  await simulator?.stop()
  await database?.close()
})
beforeEach(async () => void (await simulator.control('DELETE', '/faults')))

const Calls = z.object({
  calls: z.array(
    z.object({ at: z.number(), network: z.string(), operation: z.string(), status: z.number().nullable() }),
  ),
})
const callsSince = async (at: number) =>
  Calls.parse(await simulator.control('GET', '/calls')).calls.filter((call) => call.at >= at)

const lateness = async (accountId: string, due: Temporal.Instant, atLeast = 1) => {
  const arrivals = await room.arrivals({ accountId, atLeast, waitMs: 15_000 })
  return arrivals.map((one) => one.at - due.epochMilliseconds)
}

test('at its instant a post with a picture is one call, whatever the network: all else is done ahead', async () => {
  const networks: NetworkName[] = ['bluesky', 'mastodon', 'facebook', 'x']
  const channels = await Promise.all(networks.map((network) => room.connect(network)))
  const picture = await room.addPicture([180, 90, 30])
  const timing = inMs(4_000)
  const ids = await room.plantMany(
    channels.map(({ channelId, network }) => ({
      channelId,
      timing,
      parts: [`Le pas de tir, ${network}`],
      pictures: [picture],
    })),
  )
  for (const id of ids) await until(room, id, 'published', 15_000)
  const calls = await callsSince(timing.at.epochMilliseconds)
  expect(calls.map(({ network, operation }) => `${network} ${operation}`).toSorted()).toEqual(
    networks.map((network) => `${network} publish`).toSorted(),
  )
}, 30_000)

test('a network that takes pictures and never answers, or takes posts and never answers, makes no post of another late', async () => {
  const silent = await room.connect('mastodon')
  const mute = await room.connect('facebook')
  const quick = [await room.connect('bluesky'), await room.connect('x')]
  await room.fault({ kind: 'silence', network: 'mastodon', operation: 'upload' })
  await room.fault({ kind: 'silence', network: 'facebook', operation: 'publish' })
  const picture = await room.addPicture([30, 90, 180])
  const timing = inMs(3_000)
  const many = (channelId: string, words: string, pictures: (typeof picture)[]) =>
    Array.from({ length: 15 }, (_, i) => ({ channelId, timing, parts: [`${words} ${i}`], pictures }))
  // Planted together, so that they are claimed and made ready together.
  await room.plantMany([
    ...many(silent.channelId, 'Sans fin', [picture]),
    ...many(mute.channelId, 'Sans réponse', []),
    ...quick.flatMap(({ channelId }) => many(channelId, 'À l’heure', [])),
  ])
  for (const { accountId } of quick) {
    const late = await lateness(accountId, timing.at, 15)
    expect(late).toHaveLength(15)
    expect(Math.max(...late)).toBeLessThan(PUNCTUAL_MS)
    expect(Math.min(...late)).toBeGreaterThanOrEqual(0)
  }
  expect(await room.arrivals({ accountId: silent.accountId })).toEqual([])
}, 30_000)

test('"too many" that one process heard makes the other wait as well, and what waited leaves once, spread behind the reset', async () => {
  const { channelId, accountId } = await room.connect('x')
  const kind = { kind: 'rate-limit', retryAfterSeconds: 4, headers: 'retry-after' }
  await room.fault({ ...kind, network: 'x', operation: 'publish', account: accountId, count: 1 })
  second.freeze()
  const began = Date.now()
  const refused = await room.plant({ channelId, timing: inMs(200), parts: ['Trop'] })
  await expect
    .poll(async () => (await attemptsOf(room, refused)).map((one) => one.outcome), { timeout: 8_000 })
    .toEqual(['delayed'])
  const until429 = (await rowOf(room, refused)).failure as { until: string }
  first.freeze()
  second.thaw()
  const ids = await room.plantMany(
    Array.from({ length: 12 }, (_, i) => ({ channelId, timing: inMs(300), parts: [`Après le trop ${i}`] })),
  )
  for (const id of ids) await until(room, id, 'published', 15_000)
  first.thaw()
  await until(room, refused, 'published', 15_000)
  const calls = (await callsSince(began)).filter((call) => call.network === 'x' && call.operation === 'publish')
  expect(calls.filter(({ status }) => status === 429)).toHaveLength(1)
  const opens = Temporal.Instant.from(until429.until).epochMilliseconds
  const after = calls.filter(({ status }) => status !== 429).map(({ at }) => at)
  expect(after).toHaveLength(13)
  expect(Math.min(...after)).toBeGreaterThanOrEqual(opens)
  // Not all in the same breath.
  expect(Math.max(...after) - Math.min(...after)).toBeGreaterThan(100)
}, 40_000)

test('a worker whose machine’s clock is wrong, and which sleeps for a while, still sends at the database’s instant and says that it is off', async () => {
  await Promise.all([first.kill(), second.kill()])
  const SLEEPS_AFTER_MS = 6_000
  const started = Date.now()
  first = await startWorker({
    ...room.env,
    NODE_OPTIONS: `--import=${fileURLToPath(new URL('../testing/wrong-clock.ts', import.meta.url))}`,
    WRONG_CLOCK_MS: '90000',
    SLEEPS_AFTER_MS: String(SLEEPS_AFTER_MS),
    SLEPT_MS: '20000',
  })
  const channel = await room.connect('mastodon')
  const before = inMs(700)
  await room.plant({ channelId: channel.channelId, timing: before, parts: ['Avant le somme'] })
  const [punctual] = await lateness(channel.accountId, before.at)
  expect(punctual).toBeGreaterThanOrEqual(0)
  expect(punctual).toBeLessThan(PUNCTUAL_MS)

  const other = await room.connect('bluesky')
  const after = inMs(Math.max(2_500, started + SLEEPS_AFTER_MS + 2_500 - Date.now()))
  await room.plant({ channelId: other.channelId, timing: after, parts: ['Après le somme'] })
  const [late] = await lateness(other.accountId, after.at)
  expect(late).toBeGreaterThanOrEqual(0)
  expect(late).toBeLessThan(PUNCTUAL_MS)

  const { sections } = await room.work((tx) => readToday(tx, room.reviewer, 'Europe/Paris'))
  const clocks = sections.flatMap(({ needs }) => needs).filter(({ kind }) => kind === 'clock')
  // 90 s ahead on its wall; the sleep is not in it, for the wall goes on.
  expect(clocks).toMatchObject([{ seconds: 90, path: '/settings' }])
}, 40_000)
