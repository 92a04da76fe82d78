import { afterAll, beforeAll, expect, test } from 'vitest'
import { fix, openStory, T0 } from '../testing/countdown-story.ts'
import { createTestDatabase, type Desk, openDesk, type TestDatabase } from '../testing/desk.ts'
import { cancelPost, readCalendar } from './index.ts'

let database: TestDatabase
let desk: Desk
let event: Awaited<ReturnType<typeof openStory>>

const asked = { from: T0.subtract({ hours: 48 }), until: T0.add({ hours: 48 }) }
const titles = (posts: { title: string }[]) => posts.map(({ title }) => title)

beforeAll(async () => {
  database = await createTestDatabase()
  desk = await openDesk(database)
  event = await openStory(desk)
})

afterAll(() => database.close())

test('a period shows what leaves in it, in the order of its instants, with its channels and its state', async () => {
  const second = await desk.channel('mastodon')
  const early = await fix(desk, 'Plein', T0.subtract({ hours: 3 }))
  const odd = await fix(desk, 'Au quart', T0.add({ milliseconds: 250 }), second)
  const called = await fix(desk, 'Annulé', T0.add({ hours: 5 }))
  await fix(desk, 'Trop tard', asked.until)
  await fix(desk, 'Première heure', asked.from)
  await desk.work((tx) => cancelPost(tx, desk.writer, called))
  await event.hang('T−1 h', -3600)
  await event.hang('Réserve', 0, { base: 'scrub', condition: 'scrubbed' })

  const posts = await desk.work((tx) => readCalendar(tx, asked))
  expect(titles(posts)).toEqual(['Première heure', 'Plein', 'T−1 h', 'Au quart', 'Annulé', 'Réserve'])
  expect(posts[1]).toEqual({
    id: early,
    clientId: desk.clientId,
    title: 'Plein',
    eventId: null,
    timing: { kind: 'fixed', at: T0.subtract({ hours: 3 }).toString() },
    at: T0.subtract({ hours: 3 }).toString(),
    projected: false,
    state: 'armed',
    version: 1,
    channels: [desk.channelId],
  })
  expect(posts[3]).toMatchObject({ id: odd, at: T0.add({ milliseconds: 250 }).toString(), channels: [second] })
  expect(posts[4]).toMatchObject({ id: called, state: 'cancelled' })
  expect(posts[5]).toMatchObject({ at: null, eventId: event.eventId })

  expect(titles(await desk.work((tx) => readCalendar(tx, { ...asked, channelId: second })))).toEqual(['Au quart'])
  expect(await desk.work((tx) => readCalendar(tx, { ...asked, clientId: desk.channelId }))).toEqual([])
})

test('a period in which nothing leaves is empty, and a channel taken off a post is not shown with it', async () => {
  const far = { from: T0.add({ hours: 24 * 200 }), until: T0.add({ hours: 24 * 201 }) }
  expect(await desk.work((tx) => readCalendar(tx, far))).toEqual([])
  const id = await fix(desk, 'Loin', far.from)
  await desk.work((tx) => tx.updateTable('variants').set({ dropped: true }).where('post_id', '=', id).execute())
  expect(await desk.work((tx) => readCalendar(tx, far))).toMatchObject([{ id, channels: [] }])
  expect(await desk.work((tx) => readCalendar(tx, { ...far, channelId: desk.channelId }))).toEqual([])
})
