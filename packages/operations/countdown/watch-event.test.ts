import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openStory } from '../testing/countdown-story.ts'
import { createTestDatabase, type Desk, openDesk, type TestDatabase } from '../testing/desk.ts'
import { eventWatchers, leaveEvent, watchEvent } from './index.ts'

let database: TestDatabase
let desk: Desk
let eventId: string
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  desk = await openDesk(database)
  eventId = (await openStory(desk)).eventId
})

const watch = (who: Desk['writer']) => desk.work((tx) => watchEvent(tx, who, eventId))
const told = async () =>
  (await desk.work((tx) => tx.selectFrom('changes').select('id').where('topic', '=', 'presence').execute())).length

describe('who watches a launch', () => {
  test('sees the others, never themselves', async () => {
    expect(await watch(desk.writer)).toEqual([])
    expect(await watch(desk.reviewer)).toEqual([{ memberId: desk.writer.memberId, name: 'Nour Benali' }])
    expect(await desk.work((tx) => eventWatchers(tx, desk.writer, eventId))).toEqual([
      { memberId: desk.reviewer.memberId, name: 'Salomé Wacquez' },
    ])
  })

  test('is told to the others when they come and leave, not at each beat', async () => {
    await watch(desk.writer)
    await watch(desk.writer)
    expect(await told()).toBe(1)
    await desk.work((tx) => leaveEvent(tx, desk.writer, eventId))
    await desk.work((tx) => leaveEvent(tx, desk.writer, eventId))
    expect(await told()).toBe(2)
    expect(await watch(desk.reviewer)).toEqual([])
  })

  test('is gone when the room is not heard of any more', async () => {
    await watch(desk.writer)
    await database.root
      .updateTable('event_watchers')
      .set({ seen_at: new Date(Date.now() - 60_000) })
      .where('event_id', '=', eventId)
      .execute()
    expect(await watch(desk.reviewer)).toEqual([])
    await watch(desk.writer)
    expect(await told()).toBe(3)
  })
})
