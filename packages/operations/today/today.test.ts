import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { holdEvent, slipEvent } from '../countdown/index.ts'
import { askForChangeOfPost, submitPost } from '../editorial/index.ts'
import { fix, NO_REASON, openStory, T0 } from '../testing/countdown-story.ts'
import { createTestDatabase, type Desk, openDesk, type TestDatabase } from '../testing/desk.ts'
import { readToday } from './index.ts'

let database: TestDatabase
let desk: Desk
const now = () => Temporal.Now.instant()

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  desk = await openDesk(database)
})

const read = (who = desk.reviewer) => desk.work((tx) => readToday(tx, who, 'Europe/Paris'))
const needs = async (who = desk.reviewer) => (await read(who)).sections.flatMap(({ needs: found }) => found)
const set = (postId: string, values: object) =>
  database.root.updateTable('deliveries').set(values).where('post_id', '=', postId).execute()

test('a quiet day has no needs and says what is in order', async () => {
  await fix(desk, 'La semaine prochaine', now().add({ hours: 100 }))
  const today = await read()
  expect(today.sections).toEqual([])
  expect(today).toMatchObject({ armed: 1, channels: 1, departures: [], t0: null, figures: [] })
  expect(today.nextDeparture).toMatchObject({ title: 'La semaine prochaine' })
})

test('what may have gone wrong outside comes first, each with its one action', async () => {
  const x = await desk.channel('x', 'connected')
  const mastodon = await desk.channel('mastodon', 'reconnect')
  const unsure = await fix(desk, 'Remplissage', now().add({ hours: 30 }), x)
  await set(unsure, { state: 'uncertain', sending_at: new Date() })
  const failed = await fix(desk, 'Portrait', now().add({ hours: 31 }), x)
  await set(failed, { state: 'failed' })
  const held = await fix(desk, 'Retenu', now().add({ hours: 3 }), x)
  await set(held, { state: 'held', held_because: 'credentials-lost' })
  const overdue = await fix(desk, 'Oublié', now().add({ hours: 4 }), x)
  await set(overdue, { due_at: new Date(Date.now() - 300_000) })
  const { id: deliveryId } = await database.root
    .selectFrom('deliveries')
    .select('id')
    .where('post_id', '=', unsure)
    .executeTakeFirstOrThrow()
  const found = await needs()
  expect(found.map((need) => need.kind)).toEqual(['uncertain', 'failed', 'overdue', 'held', 'reconnect'])
  expect(found[0]).toMatchObject({ title: 'Remplissage', networks: ['x'], path: `/deliveries/${deliveryId}` })
  expect(found[3]).toMatchObject({ because: 'credentials-lost' })
  expect(found[4]).toMatchObject({ path: `/channels/connect?channel=${mastodon}`, networks: ['mastodon'] })
})

describe('before a lift-off', () => {
  const soon = () => now().add({ hours: 3 })

  test('what leaves without approval is said with its T-offset and whose turn it is', async () => {
    const story = await openStory(desk, soon())
    const postId = await story.hang('Le direct est ouvert', -1800, { draft: true })
    await desk.work((tx) => submitPost(tx, desk.writer, { postId, version: 1 }))
    await desk.work((tx) =>
      askForChangeOfPost(tx, desk.reviewer, { postId, version: 1, comment: 'Neuf signes de trop' }),
    )
    const today = await read()
    expect(today.sections.map(({ section }) => section)).toEqual(['before-t0'])
    expect(today.sections[0]!.needs[0]).toMatchObject({
      kind: 'not-approved',
      reviewState: 'changes_requested',
      timing: { offsetSeconds: -1800 },
      comment: { by: 'Salomé Wacquez', words: 'Neuf signes de trop' },
      who: { name: 'Nour Benali' },
      path: `/posts/${postId}`,
    })
    expect(today.t0).toMatchObject({ name: 'Lyre 3' })
    expect(today.departures).toMatchObject([{ postId, shown: 'draft' }])
  })

  test('the board shows what leaves tonight in order, the T+ posts at their expected time; reserves are only counted', async () => {
    const story = await openStory(desk, now().add({ minutes: 2 }))
    await story.hang('Premier signal', 60, { base: 'liftoff', condition: 'launched' })
    await story.hang('Décollage', 0, { condition: 'go' })
    await story.hang('Pourquoi ce tir attendra', 600, { base: 'scrub', condition: 'scrubbed' })
    const today = await read()
    expect(today.departures.map((one) => [one.title, one.shown])).toEqual([
      ['Décollage', 'armed'],
      ['Premier signal', 'armed'],
    ])
    expect(today.reserve).toBe(1)
  })

  test('two posts too close on one channel are one line, and lead to the one with a time of its own', async () => {
    const story = await openStory(desk, soon())
    await story.hang('La météo est au vert', -3600)
    const portrait = await fix(desk, 'Portrait', now().add({ hours: 2, minutes: 3 }))
    expect(await needs()).toMatchObject([
      {
        kind: 'collision',
        first: { title: 'La météo est au vert' },
        second: { title: 'Portrait' },
        networks: ['bluesky'],
        path: `/posts/${portrait}`,
      },
    ])
  })

  test('a hold is one line of its event, however many posts it stopped', async () => {
    const story = await openStory(desk, soon())
    await story.hang('Rendez-vous', -1200)
    await story.hang('Décollage', 0)
    await desk.work(async (tx) => holdEvent(tx, desk.reviewer, { ...(await story.at()), ...NO_REASON }))
    expect(await needs()).toMatchObject([{ kind: 'event-stopped', title: 'Lyre 3', state: 'hold', count: 2 }])
  })
})

test('a review that waits for me is mine alone to see, and goes once it is done', async () => {
  const story = await openStory(desk, T0)
  const postId = await story.hang('Le film du vol', 3600, { draft: true })
  await desk.work((tx) => submitPost(tx, desk.writer, { postId, version: 1 }))
  expect(await needs()).toMatchObject([{ kind: 'review', title: 'Le film du vol', author: 'Nour Benali' }])
  expect(await needs(desk.writer)).toEqual([])
})

test('a T-0 that moved is told until it is read', async () => {
  const story = await openStory(desk, T0)
  await desk.work((tx) =>
    tx.updateTable('mandates').set({ duty_member_id: desk.writer.memberId }).where('id', '=', desk.mandateId).execute(),
  )
  const to = T0.add({ hours: 1 })
  await desk.work(async (tx) => slipEvent(tx, desk.reviewer, { ...(await story.at()), t0: to, ...NO_REASON }))
  expect(await needs(desk.writer)).toMatchObject([
    { kind: 't0-changed', title: 'Lyre 3', by: 'Salomé Wacquez', to: to.toString() },
  ])
  await database.root.updateTable('notices').set({ read_at: new Date() }).execute()
  expect(await needs(desk.writer)).toEqual([])
})

test('access that ends before something is due says how many posts and the first of them', async () => {
  const channelId = await desk.channel('facebook', 'connected')
  const at = now().add({ hours: 60 })
  await fix(desk, 'Samedi', at, channelId)
  await database.root
    .insertInto('credentials')
    .values({
      agency_id: desk.agencyId,
      channel_id: channelId,
      sealed: Buffer.from('x'),
      expires_at: new Date(now().add({ hours: 40 }).epochMilliseconds),
    })
    .execute()
  expect(await needs()).toMatchObject([
    { kind: 'expires', count: 1, firstAt: new Date(at.epochMilliseconds).toISOString(), client: 'Orphée Lanceurs' },
  ])
})

test('yesterday’s figures say what a day changed; a changed definition is no difference', async () => {
  const facebook = await desk.channel('facebook', 'connected')
  const x = await desk.channel('x', 'connected')
  const reading = (channelId: string, hoursAgo: number, value: number, definition: string) => ({
    agency_id: desk.agencyId,
    channel_id: channelId,
    metric: 'followers',
    at: new Date(now().subtract({ hours: hoursAgo }).epochMilliseconds),
    value,
    source: 'api',
    definition,
  })
  await database.root
    .insertInto('readings')
    .values([
      reading(facebook, 26, 373_294, 'a'),
      reading(facebook, 2, 373_912, 'a'),
      reading(x, 26, 74_145, 'a'),
      reading(x, 2, 74_286, 'b'),
    ])
    .execute()
  const { figures } = await read()
  expect(figures).toMatchObject([
    {
      client: 'Orphée Lanceurs',
      channels: [
        { network: 'facebook', value: 373_912, delta: 618 },
        { network: 'x', value: 74_286, delta: null },
      ],
    },
  ])
})
