import { randomInt } from 'node:crypto'
import { createTestDatabase, type TestDatabase } from '@comptoir/db/testing'
import { connectFormOf, SimulatedAccount, type Simulator, startSimulator } from '@comptoir/connectors/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createClient } from '../clients/index.ts'
import { openOutside, type Outside } from '../connectors-ports/index.ts'
import { type Newsroom, openNewsroom } from '../testing/newsroom.ts'
import { connectWithFields, disconnectChannel, getChannel, listChannels, peekPending } from './index.ts'
import { keepPending } from './pending-connection.ts'

let database: TestDatabase
let simulator: Simulator
let room: Newsroom
let outside: Outside
beforeAll(async () => {
  database = await createTestDatabase()
  simulator = await startSimulator()
  room = await openNewsroom(database, simulator)
  outside = openOutside({ db: database.db, settings: room.settings })
})
afterAll(async () => {
  await outside?.close()
  await room?.close()
  await simulator?.stop()
  await database?.close()
})

async function accountOn(network: 'bluesky') {
  const handle = `orphee${randomInt(1e9)}.bsky.test`
  return SimulatedAccount.parse(
    await simulator.control('POST', '/accounts', { network, handle, name: 'Orphée Lanceurs', followers: 1200 }),
  )
}

const connect = (account: SimulatedAccount, channelId: string | null, clientId = room.clientId) =>
  connectWithFields(
    { db: database.db, keys: database.keys, settings: room.settings },
    outside,
    { agencyId: room.agencyId, actor: room.reviewer, sessionId: 'test' },
    { clientId, channelId, network: 'bluesky', ...connectFormOf('bluesky', account) },
  )

test('a channel that was taken off comes back as itself, but not beside another one of the same account', async () => {
  const account = await accountOn('bluesky')
  const first = await connect(account, null)
  if (first.kind !== 'connected') throw new Error(JSON.stringify(first))
  const [old] = first.channelIds
  await room.work((tx) => disconnectChannel(tx, room.reviewer, old!))
  expect((await room.work((tx) => listChannels(tx))).map((one) => one.id)).not.toContain(old)
  expect((await room.work((tx) => listChannels(tx, { disconnected: true }))).map((one) => one.id)).toContain(old)

  expect(await connect(account, old!)).toEqual({ kind: 'connected', channelIds: [old] })
  expect((await room.work((tx) => getChannel(tx, old!))).state).toBe('connected')

  await room.work((tx) => disconnectChannel(tx, room.reviewer, old!))
  expect((await connect(account, null)).kind).toBe('connected')
  expect(await connect(account, old!)).toEqual({ kind: 'refused', why: 'already-connected' })
})

test('among the accounts to choose from, those that are connected say so, and another client’s say whose they are', async () => {
  const account = await accountOn('bluesky')
  const connected = await connect(account, null)
  if (connected.kind !== 'connected') throw new Error(JSON.stringify(connected))
  const other = await room.work((tx) =>
    createClient(tx, room.reviewer, {
      name: 'Filatures Delvoye',
      sector: '',
      language: 'fr',
      zone: 'Europe/Paris',
      quietHours: null,
      contactName: null,
      contactEmail: null,
      colour: null,
    }),
  )
  if (other.kind !== 'created') throw new Error(other.why)
  const { remote_id: remoteId } = await room.work((tx) =>
    tx.selectFrom('channels').select('remote_id').where('id', '=', connected.channelIds[0]!).executeTakeFirstOrThrow(),
  )
  const shown = async (clientId: string) => {
    const accounts = [remoteId!, 'never-seen'].map((id) => ({
      remoteId: id,
      handle: id,
      name: id,
      url: null,
      avatarUrl: null,
      baseUrl: '',
      credentials: {},
    }))
    const id = await room.work((tx) =>
      keepPending(tx, database.keys, {
        clientId,
        channelId: null,
        network: 'bluesky',
        method: 'app-password',
        sessionId: 'test',
        memberId: room.reviewer.memberId,
        baseUrl: '',
        kept: { step: 'choosing', method: 'app-password', accounts, scopes: [] },
      }),
    )
    const pending = await room.work((tx) => peekPending(tx, database.keys, { id, sessionId: 'test' }))
    return pending.accounts.map(({ connected: is, takenBy }) => [is, takenBy])
  }
  expect(await shown(room.clientId)).toEqual([
    [true, null],
    [false, null],
  ])
  expect(await shown(other.id)).toEqual([
    [true, 'Orphée Lanceurs'],
    [false, null],
  ])
})
