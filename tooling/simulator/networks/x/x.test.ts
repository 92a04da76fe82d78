import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startSimulator, type SimulatedAccount, type Simulator } from '../../index.ts'
import { ask, at, bearer, form, jsonBody, mp4, png, type Answer } from '../../testing/http.ts'
import { weightOf } from './text.ts'

let simulator: Simulator
let account: SimulatedAccount
let token: string

beforeAll(async () => {
  simulator = await startSimulator({ seed: 'x tests' })
})
afterAll(() => simulator.stop())
beforeEach(async () => {
  await simulator.control.reset()
  account = await simulator.control.createAccount({
    network: 'x',
    handle: 'orphee',
    name: 'Orphée Lanceurs',
    followers: 73_500,
  })
  token = account.credentials.x?.accessToken ?? ''
})

const api = (path: string): string => `${account.base}${path}`
const post = (body: Record<string, unknown>): Promise<Answer> => ask(api('/2/tweets'), jsonBody(body, bearer(token)))
const get = (path: string): Promise<Answer> => ask(api(path), { headers: bearer(token) })
const detail = (answer: Answer): unknown => at(answer.json, 'detail')

describe('a post', () => {
  it('is made, shown with short links, read back and deleted', async () => {
    const made = await post({ text: 'Décollage & vol https://example.test/direct' })
    expect(made.status).toBe(201)
    const id = String(at(made.json, 'data', 'id'))
    expect(at(made.json, 'data', 'text')).toMatch(/^Décollage &amp; vol https:\/\/t\.co\/\w{10}$/)
    const back = await get(`/2/tweets?ids=${id},123&tweet.fields=public_metrics,created_at,entities`)
    expect(at(back.json, 'data', 0, 'entities', 'urls', 0, 'expanded_url')).toBe('https://example.test/direct')
    expect(at(back.json, 'errors', 0)).toMatchObject({ resource_id: '123', title: 'Not Found Error' })
    expect((await simulator.control.arrivals()).arrivals).toMatchObject([
      { remoteId: id, text: 'Décollage & vol https://example.test/direct' },
    ])
    expect((await ask(api(`/2/tweets/${id}`), { method: 'DELETE', headers: bearer(token) })).json).toEqual({
      data: { deleted: true },
    })
    expect(at((await get(`/2/tweets/${id}`)).json, 'errors', 0, 'resource_type')).toBe('tweet')
  })

  it('is refused when it repeats a recent text', async () => {
    await post({ text: 'Bonjour à tous' })
    const again = await post({ text: 'Bonjour  à tous ' })
    expect(again.json).toEqual({
      detail: 'You are not allowed to create a Tweet with duplicate content.',
      type: 'about:blank',
      title: 'Forbidden',
      status: 403,
    })
    expect((await simulator.control.arrivals()).arrivals).toHaveLength(1)
    await simulator.control.setClock(86_401)
    const fresh = await simulator.control.issueTokens({ network: 'x', account: 'orphee' })
    expect(
      (await ask(api('/2/tweets'), jsonBody({ text: 'Bonjour à tous' }, bearer(fresh.x?.accessToken ?? '')))).status,
    ).toBe(201)
  })

  it('weighs what it says', async () => {
    expect(weightOf('é'.repeat(280))).toBe(280)
    expect(weightOf('日'.repeat(140))).toBe(280)
    expect(weightOf('👩‍🚀🇫🇷')).toBe(4)
    expect(weightOf(`https://example.test/${'a'.repeat(300)} x`)).toBe(25)
    const long = await post({ text: 'é'.repeat(281) })
    expect([long.status, at(long.json, 'errors', 0, 'parameters', 'text', 0)]).toEqual([
      400,
      'Your Tweet text is 281 characters, however the limit is 280.',
    ])
  })

  it.each([
    ['nothing in it', {}],
    ['a field that is none', { text: 'x', message: 'y' }],
    ['a media id that is none', { text: 'x', media: { media_ids: ['1'] } }],
    ['a text that is none', { text: 3 }],
  ])('is refused with %s', async (_, body) => {
    const answer = await post(body)
    expect([answer.status, at(answer.json, 'title')]).toEqual([400, 'Invalid Request'])
    expect((await simulator.control.arrivals({ kind: 'all' })).arrivals).toEqual([])
  })

  it('answers a post that exists, and none that does not', async () => {
    const first = String(at((await post({ text: 'Un' })).json, 'data', 'id'))
    expect((await post({ text: 'Deux', reply: { in_reply_to_tweet_id: first } })).status).toBe(201)
    expect((await post({ text: 'Trois', reply: { in_reply_to_tweet_id: '99' } })).status).toBe(403)
    expect((await simulator.control.arrivals()).arrivals[1]?.replyTo).toBe(first)
  })
})

describe('media', () => {
  it('goes up in segments, takes its time when a video, and carries its alt text', async () => {
    const started = await ask(
      api('/2/media/upload/initialize'),
      jsonBody({ media_type: 'video/mp4', media_category: 'tweet_video', total_bytes: mp4.length }, bearer(token)),
    )
    const id = String(at(started.json, 'data', 'id'))
    for (const [index, part] of [mp4.subarray(0, 200), mp4.subarray(200)].entries()) {
      const body = new FormData()
      body.set('segment_index', String(index))
      body.set('media', new Blob([new Uint8Array(part)]), 'chunk')
      expect(
        (await ask(api(`/2/media/upload/${id}/append`), { method: 'POST', headers: bearer(token), body })).status,
      ).toBe(200)
    }
    const finished = await ask(api(`/2/media/upload/${id}/finalize`), { method: 'POST', headers: bearer(token) })
    expect(at(finished.json, 'data', 'processing_info', 'state')).toBe('in_progress')
    expect((await post({ text: 'Trop tôt', media: { media_ids: [id] } })).status).toBe(400)
    expect(
      (
        await ask(
          api('/2/media/metadata'),
          jsonBody({ id, metadata: { alt_text: { text: 'La tour' } } }, bearer(token)),
        )
      ).status,
    ).toBe(200)
    await simulator.control.setClock(3)
    expect(
      at((await get(`/2/media/upload?command=STATUS&media_id=${id}`)).json, 'data', 'processing_info', 'state'),
    ).toBe('succeeded')
    expect((await post({ text: 'À l’heure', media: { media_ids: [id] } })).status).toBe(201)
    expect((await simulator.control.arrivals()).arrivals[0]?.media).toMatchObject([
      { alt: 'La tour', mime: 'video/mp4', bytes: mp4.length },
    ])
  })

  it('goes up at once when an image, and is refused when its segments are not whole', async () => {
    const once = await ask(
      api('/2/media/upload'),
      jsonBody({ media: png.toString('base64'), media_category: 'tweet_image' }, bearer(token)),
    )
    expect(at(once.json, 'data', 'media_key')).toMatch(/^3_\d+$/)
    const started = await ask(
      api('/2/media/upload/initialize'),
      jsonBody({ media_type: 'image/png', media_category: 'tweet_image', total_bytes: 99 }, bearer(token)),
    )
    const short = await ask(api(`/2/media/upload/${String(at(started.json, 'data', 'id'))}/finalize`), {
      method: 'POST',
      headers: bearer(token),
    })
    expect(at(short.json, 'errors', 0, 'message')).toBe('Segments do not add up to provided total file size.')
  })
})

describe('tokens', () => {
  it('come by a code with its verifier, and each refresh ends the pair before', async () => {
    const redirect = 'http://localhost:1/back'
    const app = await simulator.control.createApp({ network: 'x', redirectUris: [redirect] })
    await simulator.control.setConsent('x', 'grant', 'orphee')
    const verifier = 'v'.repeat(50)
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: app.clientId,
      redirect_uri: redirect,
      state: 's',
      scope: 'tweet.read tweet.write users.read offline.access',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    })
    const back = new URL((await ask(api(`/i/oauth2/authorize?${query}`))).headers.get('location') ?? '')
    const basic = { authorization: `Basic ${Buffer.from(`${app.clientId}:${app.clientSecret}`).toString('base64')}` }
    const exchange = (fields: Record<string, string>): Promise<Answer> =>
      ask(api('/2/oauth2/token'), form(fields, basic))
    const grant = {
      grant_type: 'authorization_code',
      code: back.searchParams.get('code') ?? '',
      redirect_uri: redirect,
    }
    expect((await exchange({ ...grant, code_verifier: 'wrong' })).status).toBe(400)
    const first = await exchange({ ...grant, code_verifier: verifier })
    expect(first.json).toMatchObject({
      token_type: 'bearer',
      expires_in: 7200,
      scope: 'tweet.read tweet.write users.read offline.access',
    })
    const access = String(at(first.json, 'access_token'))
    expect(
      at(
        (await ask(api('/2/users/me?user.fields=public_metrics'), { headers: bearer(access) })).json,
        'data',
        'public_metrics',
        'followers_count',
      ),
    ).toBe(73_500)
    const second = await exchange({
      grant_type: 'refresh_token',
      refresh_token: String(at(first.json, 'refresh_token')),
    })
    expect(at(second.json, 'refresh_token')).not.toBe(at(first.json, 'refresh_token'))
    expect((await ask(api('/2/users/me'), { headers: bearer(access) })).status).toBe(401)
    const again = await exchange({
      grant_type: 'refresh_token',
      refresh_token: String(at(first.json, 'refresh_token')),
    })
    expect([again.status, again.json]).toEqual([
      400,
      { error: 'invalid_request', error_description: 'Value passed for the token was invalid.' },
    ])
  })

  it('end after two hours, and do only what was granted', async () => {
    const narrow = await simulator.control.issueTokens({
      network: 'x',
      account: 'orphee',
      scopes: ['tweet.read', 'users.read'],
    })
    expect((await ask(api('/2/tweets'), jsonBody({ text: 'x' }, bearer(narrow.x?.accessToken ?? '')))).status).toBe(403)
    await simulator.control.setClock(7201)
    expect((await get('/2/users/me')).json).toEqual({
      title: 'Unauthorized',
      type: 'about:blank',
      status: 401,
      detail: 'Unauthorized',
    })
  })
})

it('pages its timeline, and limits posts to a hundred in fifteen minutes', async () => {
  const ids: string[] = []
  for (let n = 0; n < 100; n++) ids.push(String(at((await post({ text: `n° ${n}` })).json, 'data', 'id')))
  const over = await post({ text: 'de trop' })
  expect([over.status, detail(over), over.headers.get('x-rate-limit-remaining')]).toEqual([
    429,
    'Too Many Requests',
    '0',
  ])
  expect(Number(over.headers.get('x-rate-limit-reset'))).toBeGreaterThan(Date.now() / 1000)
  const since = await get(`/2/users/${account.id}/tweets?max_results=5&since_id=${ids[97]}`)
  expect(at(since.json, 'meta')).toEqual({ result_count: 2, newest_id: ids[99], oldest_id: ids[98] })
  const page = await get(`/2/users/${account.id}/tweets?max_results=60`)
  const next = await get(
    `/2/users/${account.id}/tweets?max_results=60&pagination_token=${String(at(page.json, 'meta', 'next_token'))}`,
  )
  expect(at(next.json, 'meta', 'result_count')).toBe(40)
  expect((await get(`/2/users/${account.id}/tweets?max_results=2`)).status).toBe(400)
})
