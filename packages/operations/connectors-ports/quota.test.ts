import { openPools, type Pools } from '@comptoir/db'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createTestDatabase, type Desk, openDesk, type TestDatabase } from '../testing/desk.ts'
import { type SharedQuota, sharedQuota } from './quota.ts'

/** Two processes on one database: each has pools, and a memory, of its own. */
let database: TestDatabase
let desk: Desk
let otherPools: Pools
let mine: SharedQuota
let theirs: SharedQuota
let channelId: string

const fail = (error: unknown) => {
  throw error
}
const inSeconds = (seconds: number) => Temporal.Instant.fromEpochMilliseconds(Date.now() + seconds * 1000)
const of = (quota: SharedQuota) => quota.of(desk.agencyId, channelId)
const said = (remaining: number, resetAt: Temporal.Instant) => ({
  bucket: 'api',
  limit: 300,
  remaining,
  resetAt,
  used: null,
})

beforeAll(async () => {
  database = await createTestDatabase()
  desk = await openDesk(database)
  otherPools = openPools({ ownerUrl: database.ownerUrl, keys: database.keys, application: 'other' })
})
beforeEach(async () => {
  mine = sharedQuota(database.db, fail)
  theirs = sharedQuota(otherPools.db, fail)
  channelId = await desk.channel('mastodon')
})
afterAll(async () => {
  await otherPools.end()
  await database.close()
})

test('what one process heard makes the other wait, until the reset', async () => {
  const resetAt = inSeconds(60)
  of(mine).saw(said(1, resetAt))
  await mine.close()
  expect(await of(theirs).take('api', 2)).toEqual({ kind: 'wait', until: resetAt })
  expect(await of(theirs).take('api', 1)).toEqual({ kind: 'ok' })
  expect((await of(mine).take('api', 1)).kind).toBe('wait')
  // Another bucket, and another channel, are budgets of their own.
  expect(await of(theirs).take('media', 1)).toEqual({ kind: 'ok' })
  expect(await theirs.of(desk.agencyId, desk.channelId).take('api', 1)).toEqual({ kind: 'ok' })
})

test('of many asking at once in two processes, no more get through than the network allows', async () => {
  of(mine).saw(said(10, inSeconds(60)))
  await mine.close()
  const answers = await Promise.all(Array.from({ length: 40 }, (_, i) => of(i % 2 ? mine : theirs).take('api', 1)))
  expect(answers.filter(({ kind }) => kind === 'ok')).toHaveLength(10)
})

test('an answer that comes late gives nothing back; a new window does, and so does time', async () => {
  const resetAt = inSeconds(60)
  of(mine).saw(said(0, resetAt))
  await mine.close()
  of(theirs).saw(said(5, resetAt))
  await theirs.close()
  expect((await of(mine).take('api', 1)).kind).toBe('wait')
  of(theirs).saw(said(299, inSeconds(960)))
  await theirs.close()
  expect(await of(mine).take('api', 200)).toEqual({ kind: 'ok' })

  of(mine).saw({ ...said(0, inSeconds(-1)), bucket: 'past' })
  await mine.close()
  expect(await of(theirs).take('past', 1)).toEqual({ kind: 'ok' })
})

test('what is heard is written by itself, a moment later', async () => {
  of(mine).saw(said(0, inSeconds(60)))
  await expect.poll(async () => (await of(theirs).take('api', 1)).kind, { timeout: 5_000 }).toBe('wait')
})
