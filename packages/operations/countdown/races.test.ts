import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { NO_REASON, openStory, T0 } from '../testing/countdown-story.ts'
import { createTestDatabase, type Desk, openDesk, type TestDatabase } from '../testing/desk.ts'
import { holdEvent, holdNow, scrubNow, slipEvent } from './index.ts'

let database: TestDatabase
let desk: Desk
let story: Awaited<ReturnType<typeof openStory>>

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  desk = await openDesk(database)
  story = await openStory(desk)
})

test('hold and slip at once: whichever comes second sees what the first has done', async () => {
  const postId = await story.hang('Décollage', 0)
  const at = await story.at()
  for (let round = 0; round < 4; round += 1) {
    const to = T0.add({ minutes: round + 1 })
    const [held, slipped] = await Promise.all([
      desk.work((tx) => holdEvent(tx, desk.reviewer, { ...at, ...NO_REASON })),
      desk.work((tx) => slipEvent(tx, desk.writer, { ...at, t0: to, ...NO_REASON })),
    ])
    expect(held.kind).toBe('changed')
    // The slip came first and was held over, or came second and was told that the clock stands.
    if (slipped.kind === 'refused') expect(slipped.why).toBe('on-hold')
    expect(await story.deliveryOf(postId)).toMatchObject({ state: 'held', held_because: 'hold' })
    const { attempt, changes } = await story.see()
    expect(attempt.state).toBe('hold')
    expect(changes[0]!.verb).toBe('hold')
    await database.root
      .updateTable('attempts')
      .set({ state: 'planned', t0_kind: 'instant', t0: T0.toString(), held_at: null, held_clock_seconds: null })
      .where('id', '=', at.attemptId)
      .execute()
    await database.root
      .updateTable('deliveries')
      .set({ state: 'scheduled', held_because: null, due_at: T0.toString() })
      .where('post_id', '=', postId)
      .execute()
  }
})

test('a change waits for a gate that is passing, and sees what passed', async () => {
  const postId = await story.hang('Décollage', 0)
  const at = await story.at()
  let open = () => {}
  const passing = new Promise<void>((resolve) => (open = resolve))
  let inside = () => {}
  const locked = new Promise<void>((resolve) => (inside = resolve))
  const gate = desk.work(async (tx) => {
    await tx.selectFrom('events').select('id').where('id', '=', story.eventId).forShare().execute()
    inside()
    await passing
    await tx
      .updateTable('deliveries')
      .set({ state: 'sending', sending_at: new Date(), lease_until: null, claimed_by: null })
      .where('post_id', '=', postId)
      .execute()
  })
  await locked
  const hold = holdNow(database.db, desk.agencyId, desk.reviewer, { ...at, ...NO_REASON })
  open()
  await gate
  // The network answers a moment later: the hold waits for it and says that it is out.
  await database.root
    .updateTable('deliveries')
    .set({ state: 'published', published_at: new Date(), permalink: 'https://example.org/1', by_hand: false })
    .where('post_id', '=', postId)
    .execute()
  const outcome = await hold
  expect(outcome).toMatchObject({
    kind: 'changed',
    lists: { stopped: [], unknown: [], alreadyOut: [{ postId, permalink: 'https://example.org/1' }] },
  })
})

test('the three lists: stopped, already out, unknown; an answer within the bound', async () => {
  const channels = await Promise.all(['mastodon', 'facebook', 'x'].map((network) => desk.channel(network, 'connected')))
  const [stopped, out, unknown] = await Promise.all([
    story.hang('Arrêté', 0, { channelId: channels[0]! }),
    story.hang('Sorti', -60, { channelId: channels[1]! }),
    story.hang('Inconnu', -120, { channelId: channels[2]! }),
  ])
  const set = (postId: string, values: object) =>
    database.root.updateTable('deliveries').set(values).where('post_id', '=', postId).execute()
  await set(out!, { state: 'published', published_at: new Date() })
  await set(unknown!, { state: 'sending', sending_at: new Date() })
  const started = performance.now()
  const outcome = await holdNow(database.db, desk.agencyId, desk.reviewer, { ...(await story.at()), ...NO_REASON })
  const took = performance.now() - started
  expect(outcome).toMatchObject({
    kind: 'changed',
    lists: {
      stopped: [{ postId: stopped, network: 'mastodon' }],
      alreadyOut: [{ postId: out, network: 'facebook' }],
      unknown: [{ postId: unknown, network: 'x' }],
    },
  })
  expect(took).toBeGreaterThan(4_000)
  expect(took).toBeLessThan(6_500)
})

test('a double click on Hold holds once', async () => {
  await story.hang('Décollage', 0)
  const at = await story.at()
  const both = await Promise.all(
    [1, 2].map(() => holdNow(database.db, desk.agencyId, desk.reviewer, { ...at, ...NO_REASON })),
  )
  expect(both.map((one) => (one.kind === 'refused' ? one.why : one.kind)).toSorted()).toEqual(['changed', 'on-hold'])
})

test('what a scrub releases is in none of its lists', async () => {
  const channelId = await desk.channel('mastodon', 'connected')
  await story.hang('Pourquoi ce tir attendra', 600, {
    base: 'scrub',
    condition: 'scrubbed',
    release: 'release',
    channelId,
  })
  const plain = await story.hang('Décollage', 0, { channelId })
  const outcome = await scrubNow(database.db, desk.agencyId, desk.reviewer, { ...(await story.at()), ...NO_REASON })
  if (outcome.kind !== 'changed') throw new Error(outcome.kind)
  expect(outcome.lists.stopped.map((one) => one.postId)).toEqual([plain])
})
