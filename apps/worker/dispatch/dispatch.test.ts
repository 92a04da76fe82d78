import { createTestDatabase, type TestDatabase } from '@comptoir/db/testing'
import { type Simulator, startSimulator } from '@comptoir/connectors/testing'
import { createEvent, getEvent, holdNow } from '@comptoir/operations/countdown'
import { savePost } from '@comptoir/operations/editorial'
import {
  decideUncertain,
  getDelivery,
  lookAtAccount,
  orderComment,
  publishNow,
  sendAgain,
  withdrawDelivery,
} from '@comptoir/operations/publishing'
import { openOutside } from '@comptoir/operations/connectors-ports'
import { type NetworkName, type Newsroom, openNewsroom } from '@comptoir/operations/testing'
import { SavePost } from '@comptoir/domain/editorial'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { attemptsOf, inMs, noticesOf, rowOf, until } from '../testing/watching.ts'
import { startWorker, type WorkerProcess } from '../testing/worker-process.ts'

let database: TestDatabase
let simulator: Simulator
let room: Newsroom
let workers: WorkerProcess[]

beforeAll(async () => {
  database = await createTestDatabase()
  simulator = await startSimulator()
  room = await openNewsroom(database, simulator)
  // Two on one database, from the first test on: what one does twice, or both do, shows.
  workers = await Promise.all([startWorker(room.env), startWorker(room.env)])
}, 60_000)

afterAll(async () => {
  await Promise.all(workers?.map((worker) => worker.stop()) ?? [])
  await room?.close()
  await simulator?.stop()
  await database?.close()
})

beforeEach(async () => void (await simulator.control('DELETE', '/faults')))

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
  const { root } = database
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
  const answer = await holdNow(database.db, room.agencyId, room.reviewer, {
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

describe('an answer that never came', () => {
  test.each<NetworkName>(['bluesky', 'mastodon', 'facebook', 'x'])(
    '%s: out, found by reading back, not sent again',
    async (network) => {
      const channel = await room.connect(network)
      await room.fault({ kind: 'commit-reset', network, operation: 'publish', account: channel.accountId, count: 1 })
      const id = await room.plant({ channelId: channel.channelId, timing: inMs(300), parts: [`Perdu, ${network}`] })
      const row = await until(room, id, 'published', 15_000)
      expect(row.cause).toBe('read-back-found')
      expect(row.permalink).not.toBeNull()
      expect(await room.arrivals({ accountId: channel.accountId })).toHaveLength(1)
      const told = (await attemptsOf(room, id)).map((one) => `${one.kind} ${one.outcome}`)
      expect(told[0]).toBe('publish uncertain')
      expect(told.at(-1)).toBe('settle there')
    },
  )

  test('not out, proven by reading back: sent again under the same identity', async () => {
    const channel = await room.connect('bluesky')
    await room.fault({ kind: 'reset', network: 'bluesky', operation: 'publish', account: channel.accountId, count: 1 })
    const id = await room.plant({ channelId: channel.channelId, timing: inMs(300), parts: ['Coupé net'] })
    await until(room, id, 'published', 15_000)
    expect(await room.arrivals({ accountId: channel.accountId })).toHaveLength(1)
    expect((await attemptsOf(room, id)).map((one) => `${one.kind} ${one.outcome}`)).toEqual([
      'publish uncertain',
      // One empty reading is no proof yet.
      'settle unknown',
      'settle absent',
      'publish published',
    ])
    const steps = await room.work((tx) =>
      tx.selectFrom('delivery_steps').select('identity').where('delivery_id', '=', id).execute(),
    )
    expect(steps).toHaveLength(1)
  })

  test('the network cannot tell: a person does, and only then it is sent again or counted as out', async () => {
    const channel = await room.connect('x')
    // Done, but neither the answer nor reading back shows it.
    await room.fault({ kind: 'reset', network: 'x', operation: 'publish', account: channel.accountId, count: 1 })
    const id = await room.plant({ channelId: channel.channelId, timing: inMs(300), parts: ['Sans réponse'] })
    await until(room, id, 'uncertain')
    const refused = await room.work((tx) => publishNow(tx, room.reviewer, { deliveryId: id }))
    expect(refused).toEqual({ kind: 'refused', why: 'on-its-way' })
    const { fence } = await rowOf(room, id)
    const permalink = 'https://x.example/status/1'
    const there = { deliveryId: id, fence, found: 'there', permalink, remoteId: null } as const
    // Two people at once: one decides, the other is told, and nothing is sent.
    const decided = await room.work((tx) => decideUncertain(tx, room.reviewer, there))
    expect(decided).toEqual({ kind: 'done', state: 'published' })
    // Who comes second, on what they still see, is told; nothing is sent.
    expect(await room.work((tx) => sendAgain(tx, room.reviewer, { deliveryId: id, fence: fence - 1 }))).toEqual({
      kind: 'refused',
      why: 'changed-meanwhile',
    })
    expect(await room.work((tx) => decideUncertain(tx, room.reviewer, there))).toEqual({
      kind: 'refused',
      why: 'not-uncertain',
    })
    expect(await rowOf(room, id)).toMatchObject({ permalink, cause: 'person-found' })
    // Of a post that is known by its address alone the network cannot be asked.
    const outside = openOutside({ db: database.db, settings: room.settings })
    const house = { db: database.db, keys: database.keys }
    const who = { agencyId: room.agencyId, actor: room.reviewer }
    const withdrawn = await withdrawDelivery(house, outside, who, { deliveryId: id })
    expect(withdrawn).toEqual({ kind: 'refused', why: 'network-cannot' })
    await outside.close()
  })
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
  await simulator.control('POST', '/tokens/kill', { network: 'mastodon', account: channel.handle })
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

test('a thread whose second answer is lost goes on at the third part', async () => {
  const channel = await room.connect('bluesky')
  await room.fault({
    kind: 'commit-reset',
    network: 'bluesky',
    operation: 'publish',
    account: channel.accountId,
    count: 1,
    after: 1,
  })
  const parts = ['1/3 Lyre 3', '2/3 Orphée 5', '3/3 Kourou']
  const id = await room.plant({
    channelId: channel.channelId,
    timing: inMs(300),
    parts,
    firstComment: 'Les photos suivent.',
  })
  await until(room, id, 'published', 15_000)
  const arrivals = await room.arrivals({ accountId: channel.accountId })
  expect(arrivals.map(({ text }) => text)).toEqual([...parts, 'Les photos suivent.'])
  expect(arrivals.slice(1).every(({ replyTo }) => replyTo !== null)).toBe(true)
})

test('a first comment that is refused leaves its post published: it is left out by a person, alone', async () => {
  const { channelId, accountId } = await room.connect('x')
  await room.fault({ kind: 'duplicate', network: 'x', operation: 'publish', account: accountId, count: 1, after: 1 })
  const id = await room.plant({ channelId, timing: inMs(300), parts: ['Le post'], firstComment: 'Déjà dit dessous' })
  await until(room, id, 'published')
  expect(await noticesOf(room, id)).toContainEqual(expect.objectContaining({ kind: 'delivery-partial' }))
  const dropped = await room.work((tx) => orderComment(tx, room.reviewer, { deliveryId: id, order: 'drop' }))
  expect(dropped).toEqual({ kind: 'done', state: 'published' })
  const page = await room.work((tx) => getDelivery(tx, id))
  expect(page.parts.map(({ state }) => state)).toEqual(['published', 'dropped'])
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

test('a person in doubt sees the account, and what they pick is known by its name', async () => {
  const { channelId, accountId, handle } = await room.connect('mastodon')
  await until(room, await room.plant({ channelId, timing: inMs(200), parts: ['La veille'] }), 'published')
  await room.fault({ kind: 'commit-reset', network: 'mastodon', operation: 'publish', account: accountId, count: 1 })
  await room.fault({
    kind: 'error',
    status: 503,
    network: 'mastodon',
    operation: 'timeline',
    account: handle,
    count: 2,
  })
  const id = await room.plant({ channelId, timing: inMs(300), parts: ['Lyre 3 est debout devant sa tour'] })
  await until(room, id, 'uncertain')
  const outside = openOutside({ db: database.db, settings: room.settings })
  const house = { db: database.db, keys: database.keys }
  const who = { agencyId: room.agencyId, actor: room.reviewer }
  await vi.waitFor(async () => expect((await attemptsOf(room, id)).map(({ kind }) => kind)).toContain('settle'), 5000)
  // A reading that fails is told as such; the decision would stay possible.
  expect(await lookAtAccount(house, outside, who, { deliveryId: id })).toMatchObject({ kind: 'unread' })
  const looks = await Promise.all([1, 2].map(() => lookAtAccount(house, outside, who, { deliveryId: id })))
  const [look] = looks
  if (look?.kind !== 'seen') throw new Error(look?.kind)
  expect(look.posts.map(({ text, isLikely, known }) => [text, isLikely, known])).toEqual([
    ['Lyre 3 est debout devant sa tour', true, null],
    ['La veille', false, 'La veille'],
  ])
  const { remoteId, permalink } = look.posts[0]!
  const { fence } = await rowOf(room, id)
  const decided = await room.work((tx) =>
    decideUncertain(tx, room.reviewer, { deliveryId: id, fence, found: 'there', permalink: permalink!, remoteId }),
  )
  expect(decided).toEqual({ kind: 'done', state: 'published' })
  expect(await withdrawDelivery(house, outside, who, { deliveryId: id })).toEqual({ kind: 'withdrawn' })
  await outside.close()
})

describe('a first comment whose answer was lost', () => {
  const lost = { facebook: 'reply', bluesky: 'publish', mastodon: 'publish', x: 'publish' } as const

  async function comment(network: NetworkName, kind: 'commit-reset' | 'reset') {
    const { channelId, accountId } = await room.connect(network)
    const operation = lost[network]
    await room.fault({ kind, network, operation, account: accountId, count: 1, after: operation === 'reply' ? 0 : 1 })
    const id = await room.plant({ channelId, timing: inMs(300), parts: ['Le post'], firstComment: 'Le commentaire' })
    return { id, accountId }
  }

  test.each<NetworkName>(['bluesky', 'mastodon', 'facebook', 'x'])('%s: found, and not said twice', async (network) => {
    const { id, accountId } = await comment(network, 'commit-reset')
    expect(await until(room, id, 'published', 15_000)).toMatchObject({ cause: 'read-back-found' })
    const texts = (await room.arrivals({ accountId })).map(({ text }) => text)
    expect(texts).toEqual(['Le post', 'Le commentaire'])
    expect((await attemptsOf(room, id)).map((one) => `${one.kind} ${one.outcome}`)).toEqual([
      'publish published',
      'publish uncertain',
      'settle there',
    ])
    expect((await noticesOf(room, id)).map(({ kind }) => kind)).toEqual([])
  })

  test('proven absent: said once more, under the post that is out', async () => {
    const { id, accountId } = await comment('bluesky', 'reset')
    await until(room, id, 'published', 15_000)
    const arrivals = await room.arrivals({ accountId })
    expect(arrivals.map(({ text }) => text)).toEqual(['Le post', 'Le commentaire'])
    expect(arrivals[1]!.replyTo).toBe(arrivals[0]!.remoteId)
  })

  test('what cannot be proven is put before a person, and the post stays published', async () => {
    const { id, accountId } = await comment('x', 'reset')
    await until(room, id, 'uncertain')
    // Two readings that saw nothing: the third is the last that a weak network gets.
    await room.work(async (tx) => {
      const now = new Date()
      await tx
        .updateTable('delivery_steps')
        .set({ empty_reads: [now, now] })
        .where('delivery_id', '=', id)
        .where('kind', '=', 'first-comment')
        .execute()
      await tx.updateTable('deliveries').set({ settle_at: now }).where('id', '=', id).execute()
    })
    expect((await until(room, id, 'published', 15_000)).permalink).not.toBeNull()
    expect(await room.arrivals({ accountId })).toHaveLength(1)
    expect(await noticesOf(room, id)).toContainEqual(
      expect.objectContaining({ kind: 'delivery-partial', detail: expect.objectContaining({ why: 'first-comment' }) }),
    )
    // Decided alone: sent by an order, once, though two give it.
    const order = { deliveryId: id, order: 'send' } as const
    expect(await room.work((tx) => orderComment(tx, room.reviewer, order))).toMatchObject({ kind: 'done' })
    expect(await room.work((tx) => orderComment(tx, room.reviewer, order))).toEqual({ kind: 'refused', why: 'not-out' })
    await until(room, id, 'published', 15_000)
    expect((await room.arrivals({ accountId })).map(({ text }) => text)).toEqual(['Le post', 'Le commentaire'])
    expect(await room.work((tx) => orderComment(tx, room.reviewer, order))).toEqual({
      kind: 'refused',
      why: 'no-comment',
    })
  })
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
  const outside = openOutside({ db: database.db, settings: room.settings })
  const house = { db: database.db, keys: database.keys }
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
