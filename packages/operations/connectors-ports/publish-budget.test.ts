import { randomUUIDv7 } from 'node:crypto'
import { connectors } from '@comptoir/connectors'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createTestDatabase, type Desk, openDesk, type TestDatabase } from '../testing/desk.ts'
import { fix } from '../testing/countdown-story.ts'
import { publishBudget, refusedChannels, reserveCalls } from './publish-budget.ts'
import { type SharedQuota, sharedQuota } from './quota.ts'

let database: TestDatabase
let desk: Desk
let quota: SharedQuota
let channelId: string

const fail = (error: unknown) => {
  throw error
}
const inSeconds = (seconds: number) => Temporal.Instant.fromEpochMilliseconds(Date.now() + seconds * 1000)
const heard = async (remaining: number, resetAt: Temporal.Instant) => {
  quota.of(desk.agencyId, channelId).saw({ bucket: 'api', limit: 300, remaining, resetAt, used: null })
  await quota.close()
}
const wish = (seconds: number, cost = 1) => ({
  deliveryId: randomUUIDv7(),
  channelId,
  bucket: 'api',
  cost,
  at: inSeconds(seconds),
})
const reserve = (wishes: ReturnType<typeof wish>[]) => desk.work((tx) => reserveCalls(tx, wishes))
const refused = () => desk.work((tx) => refusedChannels(tx, [{ channelId, bucket: 'api' }]))

beforeAll(async () => {
  database = await createTestDatabase()
  desk = await openDesk(database)
})
beforeEach(async () => {
  quota = sharedQuota(database.db, fail)
  channelId = await desk.channel('mastodon')
})
afterAll(() => database.close())

test('every network says of one budget at most what a publishing call spends of it', () => {
  const manifests = [...connectors.values()].map(({ manifest }) => manifest)
  const spends = manifests.map(({ id, quotas }) => [id, quotas.filter(({ publish }) => publish).length])
  expect(spends).toEqual(manifests.map(({ id }) => [id, 1]))
  expect(manifests.filter((manifest) => publishBudget(manifest) === null)).toEqual([])
})

test('of several due before the reset the first get their share, the others the instant of the reset; later ones need none', async () => {
  const resetAt = inSeconds(60)
  await heard(5, resetAt)
  const [third, first, second, later] = [wish(30, 2), wish(10, 2), wish(20, 2), wish(90, 2)]
  expect(await reserve([third, first, second, later])).toEqual(new Map([[third.deliveryId, resetAt]]))
  // A second process, and the reading of figures, find what is left.
  expect((await reserve([wish(10), wish(11)])).size).toBe(1)
  expect((await quota.of(desk.agencyId, channelId).take('api', 1)).kind).toBe('wait')
})

test('a network that nobody has heard of yet lets everything through', async () => {
  expect((await reserve([wish(1), wish(2)])).size).toBe(0)
  expect((await refused()).size).toBe(0)
})

test('"too many" stops those that have their share as well, an hour at most, and opens again', async () => {
  await heard(100, inSeconds(300))
  const soon = inSeconds(0.4)
  quota.refused(desk.agencyId, channelId, 'api', soon)
  await quota.close()
  expect(await refused()).toEqual(new Map([[channelId, soon]]))
  expect((await reserve([wish(0)])).size).toBe(1)
  expect(await quota.of(desk.agencyId, channelId).take('api', 1)).toEqual({ kind: 'wait', until: soon })
  await expect.poll(async () => (await refused()).size, { timeout: 2000 }).toBe(0)
  expect((await reserve([wish(0)])).size).toBe(0)

  quota.refused(desk.agencyId, channelId, 'api', inSeconds(86_400))
  await quota.close()
  const until = (await refused()).get(channelId)!
  expect(Math.abs(until.epochMilliseconds - inSeconds(3600).epochMilliseconds)).toBeLessThan(5000)
})

test('reading figures leaves what is still to be published its share', async () => {
  await fix(desk, 'Ce soir', inSeconds(60).add({ hours: 1 }), channelId)
  await fix(desk, 'Ce soir encore', inSeconds(120).add({ hours: 1 }), channelId)
  await heard(3, inSeconds(7200))
  const take = () => quota.of(desk.agencyId, channelId).take('api', 1)
  expect((await take()).kind).toBe('ok')
  expect((await take()).kind).toBe('wait')
})
