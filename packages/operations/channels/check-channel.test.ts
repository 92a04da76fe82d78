import { createTestDatabase, type TestDatabase } from '@comptoir/db/testing'
import { type Simulator, startSimulator } from '@comptoir/connectors/testing'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openOutside, type Outside } from '../connectors-ports/index.ts'
import { type Newsroom, openNewsroom } from '../testing/newsroom.ts'
import { checkChannel, getChannel } from './index.ts'

let database: TestDatabase
let simulator: Simulator
let room: Newsroom
let outside: Outside
beforeAll(async () => {
  database = await createTestDatabase()
  simulator = await startSimulator()
})
afterAll(async () => {
  await outside?.close()
  await room?.close()
  await simulator?.stop()
  await database?.close()
})
beforeEach(async () => {
  await outside?.close()
  await room?.close()
  room = await openNewsroom(database, simulator)
  outside = openOutside({ db: database.db, settings: room.settings })
})

const check = (channelId: string) =>
  checkChannel({ db: database.db, keys: database.keys }, outside, room.agencyId, room.reviewer, channelId)
const see = (channelId: string) => room.work((tx) => getChannel(tx, channelId))

test('a healthy channel keeps its name where the network tells none', async () => {
  const { channelId } = await room.connect('bluesky')
  const before = await see(channelId)
  expect(before.name).not.toBe(before.handle)
  expect(await check(channelId)).toEqual({ kind: 'healthy' })
  expect(await see(channelId)).toMatchObject({ name: before.name, state: 'connected' })
})

test('a network that does not answer leaves the channel connected; its own “no” asks to connect again', async () => {
  const { channelId, handle } = await room.connect('mastodon')
  await room.fault({ kind: 'error', network: 'mastodon', operation: 'me', count: 5 })
  expect((await check(channelId)).kind).toBe('failed')
  expect((await see(channelId)).state).toBe('connected')
  await simulator.control('DELETE', '/faults')
  await simulator.control('POST', '/tokens/kill', { network: 'mastodon', account: handle })
  expect(await check(channelId)).toMatchObject({ kind: 'failed', failure: { kind: 'credentials-lost' } })
  expect((await see(channelId)).state).toBe('reconnect')
})
