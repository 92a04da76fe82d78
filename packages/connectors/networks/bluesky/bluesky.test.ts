import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { barePorts, createHttp } from '../../sdk/index.ts'
import type { Channel, Content, Identity, Json, Prepared, PublishedRef } from '../../sdk/index.ts'
import { png, startPds } from '../../testing/index.ts'
import type { TestPds } from '../../testing/index.ts'
import { bluesky } from './index.ts'

/** Everything here is said to a real personal data server, in a process of its own. */
let pds: TestPds
let http: ReturnType<typeof createHttp>
let channel: Channel
let password: string

beforeAll(async () => {
  pds = await startPds()
  http = createHttp({ allowOrigins: new Set([pds.url]) })
  const account = await pds.createAccount('orphee')
  password = account.password
  channel = await connected('orphee.test', account.password)
}, 60_000)
afterAll(async () => {
  await http.close()
  await pds.stop()
})

const ports = () => barePorts(http)
const random = (bytes: number) => new Uint8Array(randomBytes(bytes))
const mint = (step = 0) => bluesky.mintIdentity(Temporal.Now.instant(), random, step)
const soon = () => performance.now() + 2000
const say = (text: string): Content => ({
  parts: [{ text, link: null, media: [] }],
  firstComment: null,
  language: 'fr',
})

async function connected(identifier: string, secret: string): Promise<Channel> {
  const answer = await bluesky.connectWithFields?.(ports(), {
    method: 'app-password',
    fields: { identifier, password: secret, service: pds.url },
  })
  if (answer?.kind !== 'connected') throw new Error(JSON.stringify(answer))
  const listed = await bluesky.listAccounts(ports(), answer)
  if (listed.kind !== 'accounts' || !listed.accounts[0]) throw new Error(JSON.stringify(listed))
  const { remoteId, handle, baseUrl, credentials } = listed.accounts[0]
  return { remoteId, handle, baseUrl, credentials, rules: null }
}
async function prepared(content: Content): Promise<Prepared> {
  const answer = await bluesky.prepare(ports(), channel, content)
  if (answer.kind !== 'prepared') throw new Error(JSON.stringify(answer))
  // As it comes back from a jsonb column.
  return JSON.parse(JSON.stringify(answer.prepared))
}
async function publish(
  what: Prepared,
  identity: Identity,
  step = 0,
  before: readonly PublishedRef[] = [],
): Promise<PublishedRef> {
  const answer = await bluesky.publish(ports(), channel, { prepared: what, step, identity, before, deadline: soon() })
  if (answer.kind !== 'published') throw new Error(JSON.stringify(answer))
  return answer.ref
}
const settle = (what: Prepared, identity: Identity) =>
  bluesky.settle(ports(), channel, {
    prepared: what,
    step: 0,
    identity,
    before: [],
    since: Temporal.Now.instant(),
    emptyReadings: [],
  })

const Records = z.object({
  records: z.array(z.object({ uri: z.string(), cid: z.string(), value: z.record(z.string(), z.json()) })),
})
/** What any reader of the public API sees. */
async function publicPosts() {
  const query = `repo=${channel.remoteId}&collection=app.bsky.feed.post&limit=100`
  const answer = await fetch(`${pds.url}/xrpc/com.atproto.repo.listRecords?${query}`)
  return Records.parse(await answer.json()).records
}
const publicPost = async (ref: PublishedRef): Promise<Record<string, Json> | undefined> =>
  (await publicPosts()).find(({ uri }) => uri === ref.remoteId)?.value

describe('connecting', () => {
  test('an app password opens the account, and says when its token runs out', () => {
    expect(channel.remoteId).toMatch(/^did:plc:/)
    expect(channel.handle).toBe('orphee.test')
    const left = Temporal.Instant.from(channel.credentials.expiresAt ?? '').since(Temporal.Now.instant())
    expect(left.total('minutes')).toBeGreaterThan(60)
  })

  test('a wrong password is a refusal of the form, and its value is kept nowhere', async () => {
    const used = ports()
    const fields = { identifier: 'orphee.test', password: 'wrong-secret-word', service: pds.url }
    const answer = await bluesky.connectWithFields?.(used, { method: 'app-password', fields })
    expect(answer).toMatchObject({ kind: 'refused', field: 'connection', rule: 'wrong-secret' })
    expect(used.exchanges).toHaveLength(1)
    expect(JSON.stringify(used.exchanges)).not.toContain('wrong-secret-word')
  })

  test('an address off the list is never spoken to', async () => {
    const fields = { identifier: 'a', password: 'b', service: pds.url.replace('localhost', '127.0.0.1') }
    const answer = await bluesky.connectWithFields?.(ports(), { method: 'app-password', fields })
    expect(answer).toMatchObject({ kind: 'refused', field: 'connection', rule: 'address-not-allowed' })
  })

  test('no token is kept in the evidence of a connection', async () => {
    const used = ports()
    const fields = { identifier: 'orphee.test', password, service: pds.url }
    const answer = await bluesky.connectWithFields?.(used, { method: 'app-password', fields })
    if (answer?.kind !== 'connected') throw new Error('not connected')
    await bluesky.health(used, { ...channel, credentials: answer.credentials })
    const kept = JSON.stringify(used.exchanges)
    expect(kept).not.toContain(password)
    expect(kept).not.toContain(answer.credentials.accessJwt)
    expect(kept).not.toContain(answer.credentials.refreshJwt)
  })

  test('a session is refreshed, and the refreshed one works', async () => {
    const own = await connected('orphee.test', password)
    const answer = await bluesky.refresh?.(ports(), own)
    if (answer?.kind !== 'refreshed') throw new Error(JSON.stringify(answer))
    expect(answer.credentials.refreshJwt).not.toBe(own.credentials.refreshJwt)
    expect(await bluesky.health(ports(), { ...own, credentials: answer.credentials })).toMatchObject({
      kind: 'healthy',
      handle: 'orphee.test',
    })
  })

  test('a dead token says so when checked, refreshed or used, and only then', async () => {
    const dead = {
      ...channel,
      credentials: { ...channel.credentials, accessJwt: 'dead.token.here', refreshJwt: 'dead.too.here' },
    }
    expect(await bluesky.health(ports(), dead)).toMatchObject({ kind: 'credentials-lost' })
    expect(await bluesky.refresh?.(ports(), dead)).toMatchObject({ kind: 'credentials-lost' })
    const order = { prepared: await prepared(say('mort')), step: 0, identity: mint(), before: [], deadline: soon() }
    expect(await bluesky.publish(ports(), dead, order)).toMatchObject({ kind: 'credentials-lost' })
    expect(await settle(order.prepared, order.identity)).toEqual({ kind: 'absent' })
  })
})

describe('publishing', () => {
  test('text goes out once, with links, tags and mentions at their bytes, and its permalink', async () => {
    const text = 'T−2 h 🚀 à Kourou : https://orphee.test/direct. Suivez @orphee.test #Orphée5 !'
    const ref = await publish(await prepared(say(text)), mint())
    const post = await publicPost(ref)
    expect(post).toMatchObject({ $type: 'app.bsky.feed.post', text, langs: ['fr'] })
    const Facets = z.array(
      z.object({
        index: z.object({ byteStart: z.number(), byteEnd: z.number() }),
        features: z.array(z.record(z.string(), z.string())),
      }),
    )
    const bytes = Buffer.from(text)
    const marked = Facets.parse(post?.facets).map(({ index, features }) => [
      bytes.subarray(index.byteStart, index.byteEnd).toString(),
      features[0]?.uri ?? features[0]?.did ?? features[0]?.tag,
    ])
    expect(marked).toEqual([
      ['https://orphee.test/direct', 'https://orphee.test/direct'],
      ['@orphee.test', channel.remoteId],
      ['#Orphée5', 'Orphée5'],
    ])
    expect(ref.permalink).toBe(`${pds.url}/profile/orphee.test/post/${ref.remoteId.split('/').at(-1)}`)
  })

  test('pictures are uploaded ahead, with their description and their shape', async () => {
    const image = png(8, 4, [194, 90, 40], 'Orphée 5 sur son pas de tir, au lever du jour')
    const used = ports()
    const content = { parts: [{ text: 'Image', link: null, media: [image] }], firstComment: null, language: null }
    const answer = await bluesky.prepare(used, channel, content)
    if (answer.kind !== 'prepared') throw new Error(JSON.stringify(answer))
    expect(used.exchanges.map(({ purpose }) => purpose)).toEqual(['upload'])
    expect(answer.prepared.expiresAt).not.toBeNull()
    // Preparing again finds the note and uploads nothing.
    await bluesky.prepare(used, channel, content)
    expect(used.exchanges).toHaveLength(1)

    const ref = await publish(answer.prepared, mint())
    const Embed = z.object({
      $type: z.literal('app.bsky.embed.images'),
      images: z.array(
        z.object({
          alt: z.string(),
          aspectRatio: z.object({ width: z.number(), height: z.number() }),
          image: z.object({ ref: z.object({ $link: z.string() }), mimeType: z.string(), size: z.number() }),
        }),
      ),
    })
    const embed = Embed.parse((await publicPost(ref))?.embed)
    expect(embed.images).toMatchObject([
      { alt: image.alt, aspectRatio: { width: 8, height: 4 }, image: { mimeType: 'image/png' } },
    ])
    const cid = embed.images[0]?.image.ref.$link
    const blob = await fetch(`${pds.url}/xrpc/com.atproto.sync.getBlob?did=${channel.remoteId}&cid=${cid}`)
    expect(Buffer.from(await blob.arrayBuffer())).toEqual(Buffer.from(await image.bytes()))
  })

  test('a link becomes a card with its picture', async () => {
    const thumbnail = png(4, 4, [20, 20, 60], '')
    const link = { url: 'https://orphee.test/lyre-3', title: 'Lyre 3', description: 'La mission', thumbnail }
    const ref = await publish(
      await prepared({ parts: [{ text: 'À lire', link, media: [] }], firstComment: null, language: 'fr' }),
      mint(),
    )
    expect((await publicPost(ref))?.embed).toMatchObject({
      $type: 'app.bsky.embed.external',
      external: { uri: link.url, title: 'Lyre 3', description: 'La mission', thumb: { mimeType: 'image/png' } },
    })
  })

  test('a thread answers itself in order, and its first comment closes it', async () => {
    const part = (text: string) => ({ text, link: null, media: [] })
    const what = await prepared({ parts: [part('un'), part('deux')], firstComment: 'commentaire', language: 'fr' })
    expect(what.steps.map(({ kind }) => kind)).toEqual(['part', 'part', 'first-comment'])
    const refs: PublishedRef[] = []
    for (const step of [0, 1, 2]) refs.push(await publish(what, mint(step), step, refs))
    const Reply = z.object({ root: z.object({ uri: z.string() }), parent: z.object({ uri: z.string() }) })
    const replies = []
    for (const ref of refs.slice(1)) replies.push(Reply.parse((await publicPost(ref))?.reply))
    expect(replies.map(({ root, parent }) => [root.uri, parent.uri])).toEqual([
      [refs[0]?.remoteId, refs[0]?.remoteId],
      [refs[0]?.remoteId, refs[1]?.remoteId],
    ])
  })

  test('a later step without what it answers to is refused before anything is sent', async () => {
    const part = (text: string) => ({ text, link: null, media: [] })
    const what = await prepared({ parts: [part('un'), part('deux')], firstComment: null, language: null })
    const used = ports()
    const order = { prepared: what, step: 1, identity: mint(1), before: [], deadline: soon() }
    expect(await bluesky.publish(used, channel, order)).toMatchObject({ kind: 'refused', field: 'thread' })
    expect(used.exchanges).toEqual([])
  })

  test('what the network finds too long is refused, not uncertain', async () => {
    const order = {
      prepared: await prepared(say('x'.repeat(3001))),
      step: 0,
      identity: mint(),
      before: [],
      deadline: soon(),
    }
    expect(await bluesky.publish(ports(), channel, order)).toMatchObject({
      kind: 'refused',
      status: 400,
      code: 'InvalidRequest',
    })
  })

  test('a picture that the server has forgotten asks for a new preparation', async () => {
    const what = await prepared(say('x'))
    const ref = { $link: 'bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku' }
    const image = { $type: 'blob', ref, mimeType: 'image/png', size: 3 }
    const data = {
      $type: 'app.bsky.feed.post',
      text: 'x',
      embed: { $type: 'app.bsky.embed.images', images: [{ alt: '', image }] },
    }
    const order = {
      prepared: { ...what, steps: [{ kind: 'part' as const, data }] },
      step: 0,
      identity: mint(),
      before: [],
      deadline: soon(),
    }
    expect(await bluesky.publish(ports(), channel, order)).toMatchObject({
      kind: 'unavailable',
      why: 'preparation-expired',
    })
  })
})

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

test('a post is withdrawn, and withdrawing it again changes nothing', async () => {
  const what = await prepared(say('à retirer'))
  const identity = mint()
  const ref = await publish(what, identity)
  expect(await bluesky.withdraw?.(ports(), channel, ref)).toEqual({ kind: 'withdrawn' })
  expect(await publicPost(ref)).toBeUndefined()
  expect(await settle(what, identity)).toEqual({ kind: 'absent' })
  expect(await bluesky.withdraw?.(ports(), channel, ref)).toEqual({ kind: 'withdrawn' })
})

test("another account's post is not withdrawn through this one", async () => {
  const post = { remoteId: 'at://did:plc:other/app.bsky.feed.post/3aaaaaaaaaaaa', permalink: null, data: null }
  expect(await bluesky.withdraw?.(ports(), channel, post)).toMatchObject({ kind: 'refused', rule: 'not-found' })
})

test('a data server without an app view tells no figures: gaps, never zeros', async () => {
  const account = await bluesky.readAccountMetrics(ports(), channel)
  expect(account).toMatchObject({
    kind: 'readings',
    readings: [{ metric: 'followers', value: null, unavailable: 'not-offered' }],
  })
  const ref = await publish(await prepared(say('mesuré')), mint())
  const posts = await bluesky.readPostMetrics(ports(), channel, [ref.remoteId])
  expect(posts).toMatchObject({ kind: 'readings', gone: [], posts: [{ remoteId: ref.remoteId }] })
  const values =
    posts.kind === 'readings' ? posts.posts.flatMap(({ readings }) => readings.map(({ value }) => value)) : []
  expect(values).toEqual([null, null, null])
})

test('record keys are valid, sortable and each step its own', () => {
  const at = Temporal.Instant.from('2026-11-24T08:00:00Z')
  const keys = [0, 1, 2].map((step) => bluesky.mintIdentity(at, random, step))
  for (const { key } of keys) expect(key).toMatch(/^[2-7a-j][2-7a-z]{12}$/)
  expect(keys.map(({ key }) => key)).toEqual(keys.map(({ key }) => key).sort())
  expect(keys.map(({ createdAt }) => createdAt)).toEqual([
    '2026-11-24T08:00:00.000Z',
    '2026-11-24T08:00:00.001Z',
    '2026-11-24T08:00:00.002Z',
  ])
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
