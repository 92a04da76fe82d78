import { SavePost } from '@comptoir/domain/editorial'
import { openOutside } from '@comptoir/operations/connectors-ports'
import { createEvent, getEvent, holdNow } from '@comptoir/operations/countdown'
import { savePost } from '@comptoir/operations/editorial'
import { getDelivery, withdrawDelivery } from '@comptoir/operations/publishing'
import type { Newsroom } from '@comptoir/operations/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type NewsroomAtWork, openNewsroomAtWork } from '../testing/newsroom-at-work.ts'
import { attemptsOf, inMs, noticesOf, rowOf, until } from '../testing/watching.ts'

let stage: NewsroomAtWork
let room: Newsroom

beforeAll(async () => {
  stage = await openNewsroomAtWork()
  room = stage.room
}, 60_000)
afterAll(() => stage?.close())
beforeEach(async () => void (await stage.simulator.control('DELETE', '/faults')))

test('a post leaves at its instant, once, and says where it is', async () => {
  const channel = await room.connect('bluesky')
  const timing = inMs(1500)
  const id = await room.plant({ channelId: channel.channelId, timing, parts: ['T−2 h : le plein est fait.'] })
  const [arrival] = await room.arrivals({ accountId: channel.accountId, atLeast: 1 })
  expect(arrival?.text).toBe('T−2 h : le plein est fait.')
  const late = arrival!.at - timing.at.epochMilliseconds
  expect(late).toBeGreaterThanOrEqual(0)
  expect(late).toBeLessThan(1000)
  expect((await until(room, id, 'published')).permalink).toContain('/post/')
  const page = await room.work((tx) => getDelivery(tx, id))
  expect(page.happenings.map((one) => (one.what === 'moved' ? one.to : `${one.kind} ${one.outcome}`))).toEqual([
    'scheduled',
    'claimed',
    'sending',
    'publish published',
    'published',
  ])
  expect(JSON.stringify(page.happenings)).not.toMatch(/accessJwt|Bearer [A-Za-z0-9]/)
})

test('two workers on one due set publish each of it once', async () => {
  const channels = [await room.connect('bluesky'), await room.connect('mastodon'), await room.connect('x')]
  const timing = inMs(2500)
  const ids = await room.plantMany(
    Array.from({ length: 30 }, (_, i) => ({ channelId: channels[i % 3]!.channelId, timing, parts: [`Message ${i}`] })),
  )
  for (const id of ids) await until(room, id, 'published')
  for (const { accountId } of channels) {
    const texts = (await room.arrivals({ accountId })).map(({ text }) => text)
    expect(texts).toHaveLength(10)
    expect(new Set(texts).size).toBe(10)
  }
})

test('a gate whose connection is cut is asked again at once, not when its lease lapses', async () => {
  const channel = await room.connect('bluesky')
  const timing = inMs(2500)
  const id = await room.plant({ channelId: channel.channelId, timing, parts: ['T−3 h : le vent tombe.'] })
  await until(room, id, 'claimed')
  const { root } = stage.database
  // The gate waits for the client's row, and its connection is ended under it.
  await root.transaction().execute(async (tx) => {
    await tx.selectFrom('clients').select('id').where('id', '=', room.clientId).forUpdate().execute()
    await expect
      .poll(
        async () => {
          const { rows } = await sql<{ cut: boolean }>`
            select pg_terminate_backend(pid) as cut from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock' and query like '%from clients%for share%'`.execute(
            root,
          )
          return rows.length
        },
        { timeout: 8000, interval: 10 },
      )
      .toBeGreaterThan(0)
  })
  await until(room, id, 'published')
  expect((await room.arrivals({ accountId: channel.accountId })).map(({ text }) => text)).toEqual([
    'T−3 h : le vent tombe.',
  ])
})

test('a hold stops what a worker has already claimed, and says so', async () => {
  const channel = await room.connect('mastodon')
  const t0 = Temporal.Now.instant().add({ seconds: 4 })
  const made = await room.work((tx) =>
    createEvent(tx, room.reviewer, {
      clientId: room.clientId,
      name: 'Lyre 3',
      subject: 'Orphée 5',
      site: 'Kourou',
      zone: 'America/Cayenne',
      windowMinutes: null,
      t0: { kind: 'instant', at: t0 },
    }),
  )
  if (made.kind !== 'created') throw new Error(made.why)
  const { eventId } = made
  const id = await room.plant({
    channelId: channel.channelId,
    eventId,
    timing: { kind: 'anchored', base: 't0', offsetSeconds: -1, condition: 'any' },
    parts: ['T−1 s'],
  })
  await until(room, id, 'claimed')
  const { attempt } = await room.work((tx) => getEvent(tx, eventId))
  const answer = await holdNow(stage.database.db, room.agencyId, room.reviewer, {
    eventId,
    attemptId: attempt.id,
    reason: 'vent d’altitude',
    fingerprint: null,
    decisions: [],
  })
  if (answer.kind !== 'changed') throw new Error(answer.kind)
  expect(answer.lists.stopped.map(({ deliveryId }) => deliveryId)).toEqual([id])
  expect(answer.lists.unknown).toEqual([])
  await new Promise((resolve) => setTimeout(resolve, t0.epochMilliseconds + 500 - Date.now()))
  expect(await room.arrivals({ accountId: channel.accountId })).toEqual([])
  expect(await rowOf(room, id)).toMatchObject({ state: 'held', held_because: 'hold' })
})

test('while it is on its way an edit is refused', async () => {
  const channel = await room.connect('bluesky')
  await room.fault({
    kind: 'delay-before',
    ms: 1500,
    network: 'bluesky',
    operation: 'publish',
    account: channel.accountId,
    count: 1,
  })
  const id = await room.plant({ channelId: channel.channelId, timing: inMs(300), parts: ['Lent'] })
  await until(room, id, 'sending')
  const { post_id: postId } = await room.work((tx) =>
    tx.selectFrom('deliveries').select('post_id').where('id', '=', id).executeTakeFirstOrThrow(),
  )
  const edit = SavePost.parse({ postId, version: 1, text: 'Autre chose', variants: [{ channelId: channel.channelId }] })
  expect(await room.work((tx) => savePost(tx, room.reviewer, edit))).toMatchObject({
    kind: 'refused',
    why: 'on-its-way',
  })
  await until(room, id, 'published')
  expect((await room.arrivals({ accountId: channel.accountId }))[0]?.text).toBe('Lent')
})

test('a rate limit delays, and says until when', async () => {
  const channel = await room.connect('mastodon')
  await room.fault({
    kind: 'rate-limit',
    retryAfterSeconds: 2,
    network: 'mastodon',
    operation: 'publish',
    account: channel.accountId,
    count: 1,
  })
  const timing = inMs(300)
  const id = await room.plant({ channelId: channel.channelId, timing, parts: ['Patience'] })
  await until(room, id, 'published')
  const [arrival, ...more] = await room.arrivals({ accountId: channel.accountId })
  expect(more).toEqual([])
  expect(arrival!.at - timing.at.epochMilliseconds).toBeGreaterThan(1900)
  expect((await attemptsOf(room, id)).map((one) => one.outcome)).toEqual(['delayed', 'published'])
})

test('a dead token: the channel asks to be connected again, the post is held, someone is told once', async () => {
  const channel = await room.connect('mastodon')
  await stage.simulator.control('POST', '/tokens/kill', { network: 'mastodon', account: channel.handle })
  const ids = await room.plantMany(
    [1, 2].map((i) => ({ channelId: channel.channelId, timing: inMs(300), parts: [`Clé perdue ${i}`] })),
  )
  for (const id of ids) expect((await until(room, id, 'held')).held_because).toBe('credentials-lost')
  const { state } = await room.work((tx) =>
    tx.selectFrom('channels').select('state').where('id', '=', channel.channelId).executeTakeFirstOrThrow(),
  )
  expect(state).toBe('reconnect')
  const told = (await noticesOf(room, channel.channelId)).filter(({ kind }) => kind === 'channel-reconnect')
  const readers = await room.work((tx) =>
    tx.selectFrom('notices').select('member_id').where('subject_id', '=', channel.channelId).execute(),
  )
  expect(told.length).toBe(new Set(readers.map((one) => one.member_id)).size)
  expect(await room.arrivals({ accountId: channel.accountId })).toEqual([])
})

test('a network that does not answer makes no other late', async () => {
  const silent = await room.connect('facebook')
  const quick = await room.connect('bluesky')
  await room.fault({ kind: 'silence', network: 'facebook', operation: 'publish', account: silent.accountId })
  const timing = inMs(1500)
  await room.plantMany(
    Array.from({ length: 20 }, (_, i) => ({ channelId: silent.channelId, timing, parts: [`Muet ${i}`] })),
  )
  const id = await room.plant({ channelId: quick.channelId, timing, parts: ['À l’heure'] })
  await until(room, id, 'published')
  const [arrival] = await room.arrivals({ accountId: quick.accountId })
  expect(arrival!.at - timing.at.epochMilliseconds).toBeLessThan(1000)
})

test('the rest of a thread that is proven not sent leaves by itself', async () => {
  const { channelId, accountId } = await room.connect('mastodon')
  await room.fault({
    kind: 'rate-limit',
    retryAfterSeconds: 1,
    network: 'mastodon',
    operation: 'publish',
    account: accountId,
    count: 1,
    after: 1,
  })
  const parts = ['1/3 Lyre 3', '2/3 Orphée 5', '3/3 Kourou']
  const id = await room.plant({ channelId, timing: inMs(300), parts })
  await until(room, id, 'published', 15_000)
  expect((await room.arrivals({ accountId })).map(({ text }) => text)).toEqual(parts)
})

test('a refusal names the field, and the post has failed', async () => {
  const channel = await room.connect('x')
  await room.fault({ kind: 'duplicate', network: 'x', operation: 'publish', account: channel.accountId, count: 1 })
  const id = await room.plant({ channelId: channel.channelId, timing: inMs(300), parts: ['Déjà dit'] })
  const row = await until(room, id, 'failed')
  expect(row.failure).toMatchObject({ kind: 'refused', status: 403 })
  expect((await noticesOf(room, id)).map(({ kind }) => kind)).toContain('delivery-failed')
})

test('what is out can be withdrawn where the network can', async () => {
  const channel = await room.connect('mastodon')
  const id = await room.plant({ channelId: channel.channelId, timing: inMs(200), parts: ['À retirer'] })
  await until(room, id, 'published')
  const outside = openOutside({ db: stage.database.db, settings: room.settings })
  const house = { db: stage.database.db, keys: stage.database.keys }
  const who = { agencyId: room.agencyId, actor: room.reviewer }
  expect(await withdrawDelivery(house, outside, who, { deliveryId: id })).toEqual({ kind: 'withdrawn' })
  expect(await withdrawDelivery(house, outside, who, { deliveryId: id })).toEqual({ kind: 'refused', why: 'not-out' })
  await outside.close()
})

test('a channel served by hand: someone is reminded at the instant, nothing is sent', async () => {
  const id = await room.plant({ channelId: room.channelId, timing: inMs(300), parts: ['À la main'] })
  const end = performance.now() + 8000
  while ((await noticesOf(room, id)).length === 0 && performance.now() < end)
    await new Promise((resolve) => setTimeout(resolve, 50))
  expect((await noticesOf(room, id)).map(({ kind }) => kind)).toContain('by-hand-due')
  expect((await rowOf(room, id)).state).toBe('scheduled')
})
