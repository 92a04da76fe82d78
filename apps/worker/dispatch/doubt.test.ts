import { openOutside } from '@comptoir/operations/connectors-ports'
import {
  decideUncertain,
  getDelivery,
  lookAtAccount,
  orderComment,
  publishNow,
  sendAgain,
  withdrawDelivery,
} from '@comptoir/operations/publishing'
import type { NetworkName, Newsroom } from '@comptoir/operations/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
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
    const outside = openOutside({ db: stage.database.db, settings: room.settings })
    const house = { db: stage.database.db, keys: stage.database.keys }
    const who = { agencyId: room.agencyId, actor: room.reviewer }
    const withdrawn = await withdrawDelivery(house, outside, who, { deliveryId: id })
    expect(withdrawn).toEqual({ kind: 'refused', why: 'network-cannot' })
    await outside.close()
  })
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
  const outside = openOutside({ db: stage.database.db, settings: room.settings })
  const house = { db: stage.database.db, keys: stage.database.keys }
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
