import { inAgency } from '@comptoir/db'
import { changed } from '@comptoir/operations/shared'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Batch } from './feed.ts'
import { openTestApi, type TestApi } from './testing/index.ts'

let house: TestApi
beforeAll(async () => {
  house = await openTestApi()
})
afterAll(() => house.close())

async function nextTopics(stream: AsyncGenerator<Batch>): Promise<Batch> {
  for (;;) {
    const { value, done } = await stream.next()
    if (done) throw new Error('the stream ended')
    if (value.topics.length > 0) return value
  }
}

test('a change reaches an open stream, and only that agency’s', async () => {
  const [here, elsewhere] = [await house.person(), await house.person()]
  const stop = new AbortController()
  const stream = house.api.house.feed.follow(here.agencyId, here.userId, null, stop.signal)
  await stream.next()
  await inAgency(house.database.db, elsewhere.agencyId, (tx) => changed(tx, 'posts', 'theirs'))
  await inAgency(house.database.db, here.agencyId, (tx) => changed(tx, 'posts', 'ours'))
  expect((await nextTopics(stream)).topics).toEqual([{ topic: 'posts', id: 'ours' }])
  stop.abort()
})

test('a row whose transaction commits late is not skipped', async () => {
  const { agencyId, userId } = await house.person()
  const { db } = house.database
  const stop = new AbortController()
  const stream = house.api.house.feed.follow(agencyId, userId, null, stop.signal)
  await stream.next()
  let commit = () => {}
  const held = new Promise<void>((resolve) => (commit = resolve))
  let written = () => {}
  const first = new Promise<void>((resolve) => (written = resolve))
  const slow = inAgency(db, agencyId, async (tx) => {
    await changed(tx, 'posts', 'slow')
    written()
    await held
  })
  await first
  await inAgency(db, agencyId, (tx) => changed(tx, 'posts', 'quick'))
  commit()
  await slow
  const seen = [...(await nextTopics(stream)).topics]
  if (seen.length < 2) seen.push(...(await nextTopics(stream)).topics)
  expect(seen.map((one) => one.id)).toEqual(['slow', 'quick'])
  stop.abort()
})

test('who reconnects with a cursor misses nothing', async () => {
  const { agencyId, userId } = await house.person()
  const { db } = house.database
  const first = house.api.house.feed.follow(agencyId, userId, null, undefined)
  const { value } = await first.next()
  await first.return(undefined)
  await inAgency(db, agencyId, (tx) => changed(tx, 'events', 'while away'))
  const again = house.api.house.feed.follow(agencyId, userId, value!.cursor, undefined)
  expect((await nextTopics(again)).topics).toEqual([{ topic: 'events', id: 'while away' }])
  await again.return(undefined)
})

test('who leaves the agency is cut off', async () => {
  const { agencyId, userId, memberId } = await house.person()
  const stream = house.api.house.feed.follow(agencyId, userId, null, undefined)
  await stream.next()
  await house.database.root.updateTable('members').set({ left_at: new Date() }).where('id', '=', memberId).execute()
  await inAgency(house.database.db, agencyId, (tx) => changed(tx, 'posts', 'secret'))
  expect((await stream.next()).done).toBe(true)
})
