import { AtpAgent, RichText } from '@atproto/api'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { recordCid } from '../../core/ids.ts'
import { startSimulator, type SimulatedAccount, type Simulator } from '../../index.ts'
import { ask, at, bearer, jsonBody, png, sha256 } from '../../testing/http.ts'

let simulator: Simulator
let account: SimulatedAccount
let agent: AtpAgent

beforeAll(async () => {
  simulator = await startSimulator({ seed: 'bluesky tests' })
})
afterAll(() => simulator.stop())

beforeEach(async () => {
  await simulator.control.reset()
  account = await simulator.control.createAccount({
    network: 'bluesky',
    handle: 'orphee.bsky.test',
    name: 'Orphée Lanceurs',
    followers: 1200,
  })
  // The network's own client checks each answer against its lexicon.
  agent = new AtpAgent({ service: account.base })
  await agent.login(credentials())
})

const credentials = (): { identifier: string; password: string } => {
  if (account.credentials.bluesky === undefined) throw new Error('no credentials')
  return account.credentials.bluesky
}
const token = (): string => agent.session?.accessJwt ?? ''
const xrpc = (name: string): string => `${account.base}/xrpc/${name}`
const record = (text: string): Record<string, unknown> => ({
  $type: 'app.bsky.feed.post',
  text,
  createdAt: '2026-11-24T08:00:00.000Z',
})
const put = (rkey: string, value: unknown, more: Record<string, unknown> = {}): ReturnType<typeof ask> =>
  ask(
    xrpc('com.atproto.repo.putRecord'),
    jsonBody({ repo: account.id, collection: 'app.bsky.feed.post', rkey, record: value, ...more }, bearer(token())),
  )
const key = '3l7ab2c3d4e5f'

describe('a post through the network’s own client', () => {
  it('is accepted with facets and an image, and read back everywhere', async () => {
    const upload = await agent.uploadBlob(png, { encoding: 'image/png' })
    const text = new RichText({ text: 'Décollage de #Lyre3 → https://example.test/direct 🚀' })
    text.detectFacetsWithoutResolution()
    const made = await agent.post({
      text: text.text,
      facets: text.facets ?? [],
      langs: ['fr'],
      embed: {
        $type: 'app.bsky.embed.images',
        images: [{ image: upload.data.blob, alt: 'La tour', aspectRatio: { width: 1, height: 1 } }],
      },
    })
    const rkey = made.uri.split('/').at(-1) ?? ''
    const back = await agent.com.atproto.repo.getRecord({ repo: account.id, collection: 'app.bsky.feed.post', rkey })
    expect(back.data.cid).toBe(made.cid)
    expect((await agent.getAuthorFeed({ actor: account.id })).data.feed[0]?.post.uri).toBe(made.uri)
    expect((await agent.getPosts({ uris: [made.uri] })).data.posts[0]?.embed?.$type).toBe('app.bsky.embed.images#view')
    expect(
      (await agent.com.atproto.repo.listRecords({ repo: account.id, collection: 'app.bsky.feed.post' })).data.records,
    ).toHaveLength(1)
    const { arrivals } = await simulator.control.arrivals({ network: 'bluesky' })
    expect(arrivals).toMatchObject([
      { remoteId: made.uri, text: text.text, link: 'https://example.test/direct', identity: rkey, answer: 'sent' },
    ])
    expect(arrivals[0]?.media).toEqual([
      { sha256: await sha256(png), bytes: png.length, mime: 'image/png', alt: 'La tour' },
    ])
  })

  it('gets the CID that a real server would give it', () => {
    // Computed with @atproto/lex-cbor and @atproto/lex-data.
    const given = {
      $type: 'app.bsky.feed.post',
      text: 'Décollage 🚀',
      langs: ['fr'],
      createdAt: '2026-11-24T08:00:00.000Z',
      facets: [{ index: { byteStart: 0, byteEnd: 300 }, features: [{ $type: 'x', uri: 'https://a' }] }],
      n: -5,
      big: 70_000,
      t: true,
      z: null,
    }
    expect(recordCid(given)).toBe('bafyreibg3mwoemgovmxvablp4vbn27vpmv77b74u4f6ntqhxmk55teraky')
    const blob = {
      $type: 'blob',
      ref: { $link: 'bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy' },
      mimeType: 'image/png',
      size: 123_456,
    }
    expect(recordCid({ img: blob })).toBe('bafyreigsyli5kyzsm6ow33ro3u7apmcdroayt6qw2mpu4nzmlua75426wm')
  })

  it('gathers likes and the profile gathers followers, the same whenever they are read', async () => {
    const made = await agent.post({ text: 'Décollage !' })
    const before = (await agent.getProfile({ actor: account.handle })).data.followersCount ?? 0
    await simulator.control.setClock(3 * 86_400)
    await agent.login(credentials())
    const first = (await agent.getPosts({ uris: [made.uri] })).data.posts[0]
    const again = (await agent.getPosts({ uris: [made.uri] })).data.posts[0]
    expect(first?.likeCount).toBeGreaterThan(0)
    expect(again?.likeCount).toBe(first?.likeCount)
    expect((await agent.getProfile({ actor: account.handle })).data.followersCount).toBeGreaterThan(before)
    const thread = await agent.getPostThread({ uri: made.uri })
    expect(thread.data.thread.$type).toBe('app.bsky.feed.defs#threadViewPost')
  })
})

describe('writing at a chosen key', () => {
  it('answers the same uri and cid to the same record, and counts one publication', async () => {
    const first = await put(key, record('T−2 h'), { swapRecord: null })
    const second = await put(key, record('T−2 h'), { swapRecord: null })
    expect([first.status, second.status]).toEqual([200, 200])
    expect(at(second.json, 'cid')).toBe(at(first.json, 'cid'))
    expect(at(second.json, 'commit')).toBeUndefined()
    expect((await simulator.control.arrivals()).arrivals).toHaveLength(1)
    expect((await simulator.control.arrivals({ kind: 'repeat' })).arrivals).toHaveLength(1)
  })

  it('refuses another record where one stands when the swap says that none does', async () => {
    const first = await put(key, record('T−2 h'))
    const second = await put(key, record('T−1 h'), { swapRecord: null })
    expect(second.status).toBe(400)
    expect(second.json).toEqual({ error: 'InvalidSwap', message: `Record was at ${String(at(first.json, 'cid'))}` })
  })

  it('edits with the right swap, and keeps one post', async () => {
    const first = await put(key, record('T−2 h'))
    const second = await put(key, record('T−1 h'), { swapRecord: at(first.json, 'cid') })
    expect(second.status).toBe(200)
    expect((await simulator.control.arrivals({ kind: 'edit' })).arrivals).toMatchObject([{ text: 'T−1 h' }])
    expect((await agent.getAuthorFeed({ actor: account.id })).data.feed).toHaveLength(1)
  })

  it('fails without a word when createRecord meets an existing key', async () => {
    await put(key, record('T−2 h'))
    const again = await ask(
      xrpc('com.atproto.repo.createRecord'),
      jsonBody(
        { repo: account.id, collection: 'app.bsky.feed.post', rkey: key, record: record('T−2 h') },
        bearer(token()),
      ),
    )
    expect(again.status).toBe(500)
    expect(again.json).toEqual({ error: 'InternalServerError', message: 'Internal Server Error' })
  })

  it('forgets a deleted record, and a put brings it back', async () => {
    await put(key, record('T−2 h'))
    await agent.deletePost(`at://${account.id}/app.bsky.feed.post/${key}`)
    const gone = await ask(
      `${xrpc('com.atproto.repo.getRecord')}?repo=${account.id}&collection=app.bsky.feed.post&rkey=${key}`,
    )
    expect([gone.status, at(gone.json, 'error')]).toEqual([400, 'RecordNotFound'])
    await put(key, record('T−2 h'))
    expect((await simulator.control.arrivals()).arrivals).toHaveLength(2)
  })
})

describe('what a real server refuses', () => {
  const family = '👩‍🚀'
  it.each([
    ['301 graphemes', record('a'.repeat(301)), 'grapheme too big'],
    ['over 3,000 bytes', record(family.repeat(290)), 'string too big'],
    ['no text', { $type: 'app.bsky.feed.post', createdAt: '2026-11-24T08:00:00.000Z' }, 'record.text'],
    ['a date without zone', { ...record('x'), createdAt: '2026-11-24' }, 'record.createdAt'],
    [
      'a facet past the text',
      { ...record('é'), facets: [{ index: { byteStart: 0, byteEnd: 3 }, features: [] }] },
      'byte range 0-3',
    ],
    [
      'an unknown blob',
      {
        ...record('x'),
        embed: {
          $type: 'app.bsky.embed.images',
          images: [{ alt: '', image: { $type: 'blob', ref: { $link: 'bafkreiabc' }, mimeType: 'image/png', size: 3 } }],
        },
      },
      'Could not find blob',
    ],
    [
      'an image without alt',
      { ...record('x'), embed: { $type: 'app.bsky.embed.images', images: [{ image: {} }] } },
      '"alt"',
    ],
    ['another type', { ...record('x'), $type: 'app.bsky.feed.like' }, 'Invalid $type'],
  ])('%s', async (_, value, words) => {
    const answer = await put(key, value)
    expect(answer.status).toBe(400)
    expect(at(answer.json, 'error')).toBe('InvalidRequest')
    expect(at(answer.json, 'message')).toContain(words)
    expect((await simulator.control.arrivals({ kind: 'all' })).arrivals).toEqual([])
  })

  it('takes 300 graphemes of several bytes each', async () => {
    expect((await put(key, record('é'.repeat(300)))).status).toBe(200)
  })

  it('wants a TID for a post', async () => {
    expect(at((await put('hello', record('x'))).json, 'message')).toContain('TID')
  })
})

describe('sessions', () => {
  it('refuses a wrong password and a missing or mangled token', async () => {
    const login = await ask(
      xrpc('com.atproto.server.createSession'),
      jsonBody({ identifier: account.handle, password: 'nope' }),
    )
    expect([login.status, at(login.json, 'error')]).toEqual([401, 'AuthenticationRequired'])
    const none = await ask(xrpc('com.atproto.server.getSession'))
    expect([none.status, at(none.json, 'error')]).toEqual([401, 'AuthMissing'])
    const mangled = await ask(xrpc('com.atproto.server.getSession'), { headers: bearer(`${token()}x`) })
    expect([mangled.status, at(mangled.json, 'error')]).toEqual([400, 'InvalidToken'])
  })

  it('lets an access token expire, and a refresh token be used once', async () => {
    const refreshToken = agent.session?.refreshJwt ?? ''
    await simulator.control.setClock(7300)
    const late = await ask(xrpc('com.atproto.server.getSession'), { headers: bearer(token()) })
    expect([late.status, at(late.json, 'error')]).toEqual([400, 'ExpiredToken'])
    const refreshed = await ask(xrpc('com.atproto.server.refreshSession'), {
      method: 'POST',
      headers: bearer(refreshToken),
    })
    expect(refreshed.status).toBe(200)
    expect(
      (await ask(xrpc('com.atproto.server.getSession'), { headers: bearer(String(at(refreshed.json, 'accessJwt'))) }))
        .status,
    ).toBe(200)
    const again = await ask(xrpc('com.atproto.server.refreshSession'), {
      method: 'POST',
      headers: bearer(refreshToken),
    })
    expect([again.status, at(again.json, 'error')]).toEqual([400, 'ExpiredToken'])
  })

  it('is over when the tokens are killed', async () => {
    expect(await simulator.control.killTokens('bluesky', account.handle)).toBeGreaterThan(0)
    expect((await ask(xrpc('com.atproto.server.getSession'), { headers: bearer(token()) })).status).toBe(400)
    const login = await ask(xrpc('com.atproto.server.createSession'), jsonBody(credentials()))
    expect(login.status).toBe(401)
  })

  it('counts write points, and refuses past them with the headers', async () => {
    await simulator.control.setLimits('bluesky', { factor: 0.001 })
    const first = await put(key, record('one'))
    expect(first.headers.get('ratelimit-limit')).not.toBeNull()
    await put('3l7ab2c3d4e5g', record('two'))
    const third = await put('3l7ab2c3d4e5h', record('three'))
    expect([third.status, at(third.json, 'error')]).toEqual([429, 'RateLimitExceeded'])
    expect(third.headers.get('ratelimit-remaining')).toMatch(/^[0-2]$/)
    expect(Number(third.headers.get('ratelimit-reset'))).toBeGreaterThan(Date.now() / 1000)
  })
})
