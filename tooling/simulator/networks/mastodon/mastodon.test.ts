import { createHash, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startSimulator, type SimulatedAccount, type Simulator } from '../../index.ts'
import { ask, at, bearer, form, mp4, png, type Answer } from '../../testing/http.ts'

let simulator: Simulator
let account: SimulatedAccount
let token: string

beforeAll(async () => {
  simulator = await startSimulator({ seed: 'mastodon tests' })
})
afterAll(() => simulator.stop())
beforeEach(async () => {
  await simulator.control.reset()
  account = await simulator.control.createAccount({
    network: 'mastodon',
    handle: 'orphee',
    name: 'Orphée Lanceurs',
    followers: 900,
  })
  token = account.credentials.mastodon?.accessToken ?? ''
})

const api = (path: string): string => `${account.base}${path}`
const post = (status: string, key?: string, more: Record<string, string> = {}): Promise<Answer> =>
  ask(
    api('/api/v1/statuses'),
    form({ status, ...more }, { ...bearer(token), ...(key !== undefined && { 'idempotency-key': key }) }),
  )
const uploadFile = (bytes: Buffer, name: string, description = ''): Promise<Answer> => {
  const body = new FormData()
  body.set('file', new Blob([new Uint8Array(bytes)]), name)
  body.set('description', description)
  return ask(api('/api/v2/media'), { method: 'POST', headers: bearer(token), body })
}
const error = (answer: Answer): unknown => at(answer.json, 'error')

describe('a status', () => {
  it('is made once for one Idempotency-Key within the hour, and again after it', async () => {
    const first = await post('T−2 h', 'key-1')
    const second = await post('T−2 h', 'key-1')
    expect(at(second.json, 'id')).toBe(at(first.json, 'id'))
    expect((await simulator.control.arrivals()).arrivals).toMatchObject([{ identity: 'key-1', text: 'T−2 h' }])
    await simulator.control.setClock(3601)
    const third = await post('T−2 h', 'key-1')
    expect(at(third.json, 'id')).not.toBe(at(first.json, 'id'))
    expect((await simulator.control.arrivals()).arrivals).toHaveLength(2)
    expect((await simulator.control.arrivals({ kind: 'repeat' })).arrivals).toHaveLength(1)
  })

  it('has the documented shape and can be read, edited and deleted', async () => {
    const made = await post('Un & deux https://example.test/a', 'k')
    const id = String(at(made.json, 'id'))
    expect(at(made.json, 'content')).toContain('<p>Un &#38; deux <a href="https://example.test/a"')
    expect(at(made.json, 'url')).toBe(`${account.base}/@orphee/${id}`)
    expect((await ask(api(`/api/v1/statuses/${id}`))).status).toBe(200)
    const edited = await ask(api(`/api/v1/statuses/${id}`), {
      method: 'PUT',
      headers: bearer(token),
      body: new URLSearchParams({ status: 'Trois' }),
    })
    expect(at(edited.json, 'edited_at')).toEqual(expect.any(String))
    expect(at((await ask(api(`/api/v1/statuses/${id}/source`), { headers: bearer(token) })).json, 'text')).toBe('Trois')
    const deleted = await ask(api(`/api/v1/statuses/${id}`), { method: 'DELETE', headers: bearer(token) })
    expect(at(deleted.json, 'text')).toBe('Trois')
    const gone = await ask(api(`/api/v1/statuses/${id}`))
    expect([gone.status, error(gone)]).toEqual([404, 'Record not found'])
  })

  it('counts an address as 23 and refuses more than 500', async () => {
    const address = `https://example.test/${'a'.repeat(400)}`
    expect((await post(`${'x'.repeat(476)} ${address}`)).status).toBe(200)
    const long = await post(`${'x'.repeat(477)} ${address}`)
    expect([long.status, error(long)]).toEqual([422, 'Validation failed: Text character limit of 500 exceeded'])
    const blank = await post('  ')
    expect([blank.status, error(blank)]).toEqual([422, "Validation failed: Text can't be blank"])
  })

  it('pages with since_id, min_id and max_id', async () => {
    const ids: string[] = []
    for (const n of [1, 2, 3, 4]) ids.push(String(at((await post(`n° ${n}`)).json, 'id')))
    const list = async (query: string): Promise<unknown[]> => {
      const { json } = await ask(api(`/api/v1/accounts/${account.id}/statuses?${query}`))
      return Array.isArray(json) ? json.map((status) => at(status, 'id')) : []
    }
    expect(await list(`since_id=${ids[0]}&limit=2`)).toEqual([ids[3], ids[2]])
    expect(await list(`min_id=${ids[0]}&limit=2`)).toEqual([ids[2], ids[1]])
    expect(await list(`max_id=${ids[2]}`)).toEqual([ids[1], ids[0]])
  })
})

describe('media', () => {
  it('is ready at once when an image, later when a video', async () => {
    const image = await uploadFile(png, 'a.png', 'La tour')
    expect([image.status, at(image.json, 'meta', 'original', 'width')]).toEqual([200, 1])
    const made = await post('Avec image', 'k', { 'media_ids[]': String(at(image.json, 'id')) })
    expect(at(made.json, 'media_attachments', 0, 'description')).toBe('La tour')
    const video = await uploadFile(mp4, 'a.mp4')
    expect([video.status, at(video.json, 'url')]).toEqual([202, null])
    const id = String(at(video.json, 'id'))
    expect((await ask(api(`/api/v1/media/${id}`), { headers: bearer(token) })).status).toBe(206)
    const early = await post('Trop tôt', 'k2', { 'media_ids[]': id })
    expect([early.status, error(early)]).toEqual([422, expect.stringContaining('have not finished processing')])
    await simulator.control.setClock(2)
    expect((await ask(api(`/api/v1/media/${id}`), { headers: bearer(token) })).status).toBe(200)
    expect((await post('À l’heure', 'k3', { 'media_ids[]': id })).status).toBe(200)
  })

  it('refuses what is no image, video or sound', async () => {
    const answer = await uploadFile(Buffer.from('<svg onload=alert(1)>'), 'a.png')
    expect([answer.status, error(answer)]).toEqual([
      422,
      'Validation failed: File content type is invalid, File is invalid',
    ])
  })
})

describe('tokens and limits', () => {
  it('grants by a code bound to its verifier, and only once', async () => {
    const redirect = 'http://localhost:1/back'
    const app = await ask(
      api('/api/v1/apps'),
      form({ client_name: 'Comptoir', redirect_uris: redirect, scopes: 'read write' }),
    )
    const client = {
      client_id: String(at(app.json, 'client_id')),
      client_secret: String(at(app.json, 'client_secret')),
    }
    const verifier = randomBytes(32).toString('base64url')
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: client.client_id,
      redirect_uri: redirect,
      scope: 'read write',
      state: 's1',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    })
    const shown = await ask(api(`/oauth/authorize?${query}`))
    expect(shown.text).toContain('value="grant"')
    const granted = await ask(api(`/oauth/authorize?${query}`), form({ decision: 'grant', account: account.id }))
    const back = new URL(granted.headers.get('location') ?? '')
    expect(back.searchParams.get('state')).toBe('s1')
    const exchange = (code_verifier: string): Promise<Answer> =>
      ask(
        api('/oauth/token'),
        form({
          grant_type: 'authorization_code',
          code: back.searchParams.get('code') ?? '',
          redirect_uri: redirect,
          code_verifier,
          ...client,
        }),
      )
    expect(error(await exchange('wrong'))).toBe('invalid_grant')
    const good = await exchange(verifier)
    expect(good.json).toMatchObject({ token_type: 'Bearer', scope: 'read write' })
    expect(error(await exchange(verifier))).toBe('invalid_grant')
    const me = await ask(api('/api/v1/accounts/verify_credentials'), {
      headers: bearer(String(at(good.json, 'access_token'))),
    })
    expect(me.json).toMatchObject({ id: account.id, username: 'orphee', followers_count: 900 })
    const refused = await ask(api(`/oauth/authorize?${query}`), form({ decision: 'refuse' }))
    expect(new URL(refused.headers.get('location') ?? '').searchParams.get('error')).toBe('access_denied')
  })

  it('refuses an unknown token, a dead one, and one without the scope', async () => {
    const unknown = await ask(api('/api/v1/statuses'), form({ status: 'x' }, bearer('nope')))
    expect([unknown.status, error(unknown)]).toEqual([401, 'The access token is invalid'])
    const narrow = await simulator.control.issueTokens({ network: 'mastodon', account: 'orphee', scopes: ['read'] })
    const outside = await ask(
      api('/api/v1/statuses'),
      form({ status: 'x' }, bearer(narrow.mastodon?.accessToken ?? '')),
    )
    expect([outside.status, error(outside)]).toEqual([403, 'This action is outside the authorized scopes'])
    await simulator.control.killTokens('mastodon', 'orphee')
    const dead = await post('x')
    expect([dead.status, error(dead)]).toEqual([401, 'The access token was revoked'])
  })

  it('limits calls, and says until when as a date', async () => {
    await simulator.control.setLimits('mastodon', { factor: 0.01 })
    for (const n of [1, 2, 3]) expect((await post(`n° ${n}`)).status).toBe(200)
    const over = await post('n° 4')
    expect([over.status, error(over), over.headers.get('x-ratelimit-remaining')]).toEqual([
      429,
      'Too many requests',
      '0',
    ])
    expect(Date.parse(over.headers.get('x-ratelimit-reset') ?? '')).toBeGreaterThan(Date.now())
    expect((await simulator.control.arrivals()).arrivals).toHaveLength(3)
  })

  it('tells its own limits', async () => {
    const instance = await ask(api('/api/v2/instance'))
    expect(at(instance.json, 'configuration', 'statuses')).toEqual({
      max_characters: 500,
      max_media_attachments: 4,
      characters_reserved_per_url: 23,
    })
  })
})
