import { describe, expect, test } from 'vitest'
import { barePorts, createHttp } from '../../sdk/index.ts'
import { png } from '../../testing/index.ts'
import { bluesky } from './index.ts'
import {
  pds,
  channel,
  ports,
  mint,
  soon,
  say,
  settle,
  publicPost,
  prepared,
  publish,
  publicPosts,
} from './testing/account-on-pds.ts'

describe('exactly once', () => {
  test('a worker killed between the network and its note sends again, and one post exists', async () => {
    const what = await prepared(say('une seule fois'))
    const identity = mint()
    const before = (await publicPosts()).length
    const first = await publish(what, identity)
    const second = await publish(what, identity)
    expect(second).toEqual(first)
    expect(await publicPosts()).toHaveLength(before + 1)
  })

  test('another post under the same identity is never replaced, and never taken for ours', async () => {
    const identity = mint()
    const first = await publish(await prepared(say('approuvé')), identity)
    const other = await prepared(say('autre chose'))
    const order = { prepared: other, step: 0, identity, before: [] }
    expect(await bluesky.publish(ports(), channel, { ...order, deadline: soon() })).toMatchObject({
      kind: 'uncertain',
      code: 'InvalidSwap',
    })
    expect(await settle(other, identity)).toEqual({
      kind: 'unknown',
      why: 'cannot-prove',
      failure: null,
      readAgainAt: null,
    })
    expect(await publicPost(first)).toMatchObject({ text: 'approuvé' })
  })

  test('a record that somebody else wrote at our key is not called published', async () => {
    const identity = mint()
    const what = await prepared(say('le nôtre'))
    const theirs = { $type: 'app.bsky.feed.post', text: 'le leur', createdAt: identity.createdAt }
    const put = await fetch(`${pds.url}/xrpc/com.atproto.repo.createRecord`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${channel.credentials.accessJwt}` },
      body: JSON.stringify({
        repo: channel.remoteId,
        collection: 'app.bsky.feed.post',
        rkey: identity.key,
        record: theirs,
      }),
    })
    expect(put.status).toBe(200)
    const order = { prepared: what, step: 0, identity, before: [] }
    expect((await bluesky.publish(ports(), channel, { ...order, deadline: soon() })).kind).toBe('uncertain')
    expect((await settle(what, identity)).kind).toBe('unknown')
  })

  test('a post with a picture, a link, a mention and a language is known again, part by part', async () => {
    const picture = png(8, 4, [194, 90, 40], 'La tour de lancement')
    const what = await prepared({
      parts: [
        { text: 'Lyre 3 https://lyre.example #Lyre3 @orphee.test', link: null, media: [picture] },
        {
          text: 'et la suite',
          link: { url: 'https://lyre.example/', title: 'Lyre', description: '', thumbnail: null },
          media: [],
        },
      ],
      firstComment: null,
      language: 'fr',
    })
    const [first, second] = [mint(), mint(1)]
    const ref = await publish(what, first)
    const reply = await publish(what, second, 1, [ref])
    expect(await settle(what, first)).toEqual({ kind: 'there', ref })
    const since = Temporal.Now.instant()
    const order = { prepared: what, step: 1, identity: second, before: [ref], since, emptyReadings: [] }
    expect(await bluesky.settle(ports(), channel, order)).toEqual({ kind: 'there', ref: reply })
  })

  test('reading back finds what is out, and proves what is not', async () => {
    const what = await prepared(say('relu'))
    const identity = mint()
    expect(await settle(what, identity)).toEqual({ kind: 'absent' })
    const ref = await publish(what, identity)
    expect(await settle(what, identity)).toEqual({ kind: 'there', ref })
  })

  test('the account is read as its server keeps it: answers, pictures, newest first, page after page', async () => {
    const since = Temporal.Now.instant().subtract({ seconds: 1 })
    const what = await prepared({
      parts: [
        { text: 'Devant le pas de tir', link: null, media: [png(8, 4, [12, 90, 40], 'Le pas de tir')] },
        { text: 'et sa tour', link: null, media: [] },
      ],
      firstComment: null,
      language: 'fr',
    })
    const ref = await publish(what, mint())
    const reply = await publish(what, mint(1), 1, [ref])
    const read = (limit: number) => bluesky.readRecent!(ports(), channel, { limit, since, under: null })
    const latest = await read(50)
    if (latest.kind !== 'recent') throw new Error(latest.kind)
    expect(latest.complete).toBe(true)
    expect(latest.posts.slice(0, 2)).toMatchObject([
      { ref: reply, text: 'et sa tour', parent: ref.remoteId, images: 0 },
      { ref, text: 'Devant le pas de tir', parent: null, images: 1 },
    ])
    expect(await read(1)).toMatchObject({ kind: 'recent', complete: false, posts: [{ ref: reply }] })
    const all = await bluesky.readRecent!(ports(), channel, { limit: 1000, since: null, under: null })
    if (all.kind !== 'recent') throw new Error(all.kind)
    expect(all.complete).toBe(true)
    expect(all.posts.map(({ ref: one }) => one.remoteId)).toEqual((await publicPosts()).map(({ uri }) => uri))
  })

  test('ten sends of one identity at the same time make one post', async () => {
    const what = await prepared(say('dix fois'))
    const identity = mint()
    const before = (await publicPosts()).length
    const refs = await Promise.all(Array.from({ length: 10 }, () => publish(what, identity)))
    expect(new Set(refs.map(({ remoteId }) => remoteId)).size).toBe(1)
    expect(await publicPosts()).toHaveLength(before + 1)
  })

  test('a server that cannot be reached leaves the read-back unknown', async () => {
    const away = await rawlessOrigin()
    const closed = createHttp({ allowOrigins: new Set([away]) })
    const order = {
      prepared: await prepared(say('x')),
      step: 0,
      identity: mint(),
      before: [],
      since: Temporal.Now.instant(),
      emptyReadings: [],
    }
    const answer = await bluesky.settle(barePorts(closed), { ...channel, baseUrl: away }, order)
    expect(answer).toMatchObject({
      kind: 'unknown',
      why: 'no-answer',
      failure: { kind: 'unavailable', why: 'not-sent' },
    })
    await closed.close()
  })
})

/** An origin on which nobody listens. */
async function rawlessOrigin(): Promise<string> {
  const { createServer } = await import('node:net')
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 1}`
}
