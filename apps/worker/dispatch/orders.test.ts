import { resumeAgency, stopAgencyNow } from '@comptoir/operations/agency'
import { resumePublishing, stopClientNow } from '@comptoir/operations/clients'
import { openOutside, type Outside } from '@comptoir/operations/connectors-ports'
import { answerQuestion, createEvent, openPoll, savePoll, setGo } from '@comptoir/operations/countdown'
import { mendDelivery, withdrawDelivery } from '@comptoir/operations/publishing'
import { type Connected, type NetworkName, type Newsroom } from '@comptoir/operations/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type NewsroomAtWork, openNewsroomAtWork } from '../testing/newsroom-at-work.ts'
import { attemptsOf, inMs, rowOf, until } from '../testing/watching.ts'

let stage: NewsroomAtWork
let room: Newsroom
let outside: Outside

beforeAll(async () => {
  stage = await openNewsroomAtWork()
  room = stage.room
  outside = openOutside({ db: stage.database.db, settings: room.settings })
}, 60_000)
afterAll(async () => {
  await outside?.close()
  await stage?.close()
})
beforeEach(async () => void (await stage.simulator.control('DELETE', '/faults')))

const house = () => ({ db: stage.database.db, keys: stage.database.keys })
const who = () => ({ agencyId: room.agencyId, actor: room.reviewer })
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

describe('the stop switch', () => {
  const stops = {
    client: {
      stop: () => stopClientNow(stage.database.db, room.agencyId, room.reviewer, room.clientId),
      resume: () => room.work((tx) => resumePublishing(tx, room.reviewer, room.clientId)),
    },
    agency: {
      stop: () => stopAgencyNow(stage.database.db, room.agencyId, room.reviewer),
      resume: () => room.work((tx) => resumeAgency(tx, room.reviewer)),
    },
  }

  test.each(['client', 'agency'] as const)(
    'of the %s, thrown while posts are leaving: what it lists as stopped never goes out, and nothing enters sending after it',
    async (scope) => {
      const channels = [await room.connect('bluesky'), await room.connect('mastodon')]
      const start = Temporal.Now.instant().add({ milliseconds: 2_500 })
      // Due over two seconds, so that the stop falls among them, and later ones that are only claimed.
      const ids = await room.plantMany(
        Array.from({ length: 60 }, (_, i) => ({
          channelId: channels[i % 2]!.channelId,
          timing: { kind: 'fixed' as const, at: start.add({ milliseconds: i * 35 }) },
          parts: [`${scope} ${i}`],
        })),
      )
      await sleep(start.epochMilliseconds + 900 - Date.now())
      const { lists } = await stops[scope].stop()
      const own = new Set(ids)
      const stopped = lists.stopped.flatMap(({ deliveryId }) => (own.has(deliveryId) ? deliveryId : []))
      const out = lists.alreadyOut.flatMap(({ deliveryId }) => (own.has(deliveryId) ? deliveryId : []))
      expect(lists.unknown).toEqual([])
      expect(out.length).toBeGreaterThan(0)
      expect(stopped.length).toBeGreaterThan(0)
      expect(new Set([...stopped, ...out])).toEqual(own)
      // Past the instants of all of them.
      await sleep(Math.max(0, start.epochMilliseconds + 3_500 - Date.now()))
      for (const id of stopped)
        expect(await rowOf(room, id)).toMatchObject({ state: 'held', held_because: 'stop-switch' })
      const entered = await room.work((tx) =>
        tx
          .selectFrom('delivery_transitions')
          .select('delivery_id')
          .where('to_state', '=', 'sending')
          .where('delivery_id', 'in', ids)
          .execute(),
      )
      expect(entered.map((one) => one.delivery_id).toSorted()).toEqual(out.toSorted())
      const texts = (await room.arrivals()).map(({ text }) => text).filter((text) => text.startsWith(`${scope} `))
      expect(texts).toHaveLength(out.length)
      expect(new Set(texts).size).toBe(out.length)

      // Armed meanwhile: held at its gate. Then let go again.
      const [late] = await room.plantMany([
        { channelId: channels[0]!.channelId, timing: inMs(300), parts: [`Pendant l’arrêt, ${scope}`] },
      ])
      await until(room, late!, 'held')
      await stops[scope].resume()
      for (const id of [...stopped, late!]) await until(room, id, 'published', 20_000)
      const after = (await room.arrivals()).map(({ text }) => text).filter((text) => text.startsWith(`${scope} `))
      expect(after).toHaveLength(ids.length)
    },
    60_000,
  )
})

describe('a go/no-go poll', () => {
  test('a no-go said while posts are leaving stops what has not entered sending, and they leave once it turns', async () => {
    const channels = [await room.connect('bluesky'), await room.connect('mastodon')]
    const t0 = Temporal.Now.instant().add({ milliseconds: 4_500 }).round('second')
    const { eventId } = await room.work(async (tx) => {
      const made = await createEvent(tx, room.reviewer, {
        clientId: room.clientId,
        name: 'Lyre 3',
        subject: null,
        site: null,
        zone: 'America/Cayenne',
        windowMinutes: null,
        t0: { kind: 'instant', at: t0 },
      })
      if (made.kind !== 'created') throw new Error(made.why)
      const at = { eventId: made.eventId, attemptId: made.attemptId }
      const person = { kind: 'outside', name: 'Maëlle Guidon', role: '', language: 'fr', zone: null } as const
      await savePoll(tx, room.reviewer, {
        eventId: made.eventId,
        askOffsetSeconds: -86_400,
        // It would close before the posts leave: opened after that moment, it stays open until a person closes it.
        closeOffsetSeconds: -3600,
        people: [{ ...person, email: 'maelle@orphee.example' }],
      })
      await openPoll(tx, room.reviewer, made.eventId)
      await setGo(tx, room.reviewer, { ...at, reason: '', fingerprint: null, decisions: [] })
      return at
    })
    const ids = await room.plantMany(
      Array.from({ length: 40 }, (_, i) => ({
        channelId: channels[i % 2]!.channelId,
        eventId,
        timing: { kind: 'anchored', base: 't0', offsetSeconds: i % 4, condition: 'go' } as const,
        parts: [`if go ${i}`],
      })),
    )
    // A worker writes the mail with the link.
    const token = await mailedToken('maelle@orphee.example')
    const say = (said: 'go' | 'no-go') => answerQuestion(stage.database.db, token, { said, reason: '' })
    await say('go')
    await sleep(t0.epochMilliseconds + 2_004 - Date.now())
    await say('no-go')
    const before = await sendingOf(ids)
    await sleep(Math.max(0, t0.epochMilliseconds + 4_000 - Date.now()))
    expect(await sendingOf(ids)).toEqual(before)
    expect(before.length).toBeGreaterThan(0)
    expect(before.length).toBeLessThan(ids.length)
    const kept = ids.filter((id) => !before.includes(id))
    for (const id of kept)
      expect(await rowOf(room, id)).toMatchObject({ state: 'held', held_because: 'condition-not-met' })
    await say('go')
    for (const id of kept) await until(room, id, 'published', 20_000)
    const texts = (await room.arrivals()).map(({ text }) => text).filter((text) => text.startsWith('if go '))
    expect([texts.length, new Set(texts).size]).toEqual([ids.length, ids.length])
  }, 60_000)

  async function mailedToken(recipient: string): Promise<string> {
    for (let tries = 0; tries < 100; tries += 1) {
      const mail = await room.work((tx) =>
        tx.selectFrom('mails').select('text_body').where('recipient', '=', recipient).executeTakeFirst(),
      )
      if (mail) return /\/poll\/(\S+)/.exec(mail.text_body)![1]!
      await sleep(30)
    }
    throw new Error('nobody was asked')
  }

  const sendingOf = async (ids: string[]) => {
    const rows = await room.work((tx) =>
      tx
        .selectFrom('delivery_transitions')
        .select('delivery_id')
        .where('to_state', '=', 'sending')
        .where('delivery_id', 'in', ids)
        .execute(),
    )
    return rows.map((one) => one.delivery_id).toSorted()
  }
})

describe('on the network itself', () => {
  async function published(network: NetworkName, parts: string[]): Promise<{ channel: Connected; id: string }> {
    const channel = await room.connect(network)
    const id = await room.plant({ channelId: channel.channelId, timing: inMs(300), parts })
    await until(room, id, 'published')
    return { channel, id }
  }
  const livingPosts = async (accountId: string) =>
    (await simulatorPosts()).filter((post) => post.account === accountId && !post.deleted)
  async function simulatorPosts(): Promise<{ account: string; text: string; deleted: boolean }[]> {
    const answer: { posts: { account: string; text: string; deleted: boolean }[] } = Object(
      await stage.simulator.control('GET', '/posts'),
    )
    return answer.posts
  }

  test('a thread is withdrawn whole, and withdrawing it again is refused', async () => {
    const { channel, id } = await published('bluesky', ['1/2 Lyre 3', '2/2 Kourou'])
    const handles = async () => (await livingPosts(channel.handle)).length
    expect(await handles()).toBe(2)
    expect(await withdrawDelivery(house(), outside, who(), { deliveryId: id })).toEqual({ kind: 'withdrawn' })
    expect(await rowOf(room, id)).toMatchObject({ state: 'withdrawn' })
    expect(await handles()).toBe(0)
    expect(await withdrawDelivery(house(), outside, who(), { deliveryId: id })).toEqual({
      kind: 'refused',
      why: 'not-out',
    })
  })

  test.each<NetworkName>(['mastodon', 'facebook'])('%s: the words are mended where they stand', async (network) => {
    const { channel, id } = await published(network, ['Le plien est fait'])
    const order = { deliveryId: id, part: 0, text: 'Le plein est fait' }
    expect(await mendDelivery(house(), outside, who(), order)).toEqual({ kind: 'mended' })
    expect((await livingPosts(channel.handle)).map(({ text }) => text)).toEqual(['Le plein est fait'])
    expect((await attemptsOf(room, id)).map((one) => `${one.kind} ${one.outcome}`)).toContain('edit edited')
    expect(await rowOf(room, id)).toMatchObject({ state: 'published' })
    expect(await mendDelivery(house(), outside, who(), { ...order, part: 7 })).toEqual({
      kind: 'refused',
      why: 'no-such-part',
    })
  })

  test('a network without editing says so, and nothing is changed', async () => {
    const { channel, id } = await published('x', ['Tel quel'])
    const order = { deliveryId: id, part: 0, text: 'Autre chose' }
    expect(await mendDelivery(house(), outside, who(), order)).toEqual({ kind: 'refused', why: 'network-cannot' })
    expect((await livingPosts(channel.handle)).map(({ text }) => text)).toEqual(['Tel quel'])
  })

  test('a network that does not answer leaves the post as it was, and the try in the record', async () => {
    const { channel, id } = await published('mastodon', ['Toujours là'])
    await room.fault({ kind: 'reset', network: 'mastodon', operation: 'delete', account: channel.accountId })
    expect(await withdrawDelivery(house(), outside, who(), { deliveryId: id })).toMatchObject({ kind: 'failed' })
    expect(await rowOf(room, id)).toMatchObject({ state: 'published' })
    expect((await attemptsOf(room, id)).at(-1)).toMatchObject({ kind: 'withdraw' })
    await stage.simulator.control('DELETE', '/faults')
    expect(await withdrawDelivery(house(), outside, who(), { deliveryId: id })).toEqual({ kind: 'withdrawn' })
  })
})
