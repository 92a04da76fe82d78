import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startSimulator, type SimulatedAccount, type Simulator } from '../../index.ts'
import { ask, at, form, png, type Answer } from '../../testing/http.ts'

let simulator: Simulator
let page: SimulatedAccount
let token: string

beforeAll(async () => {
  simulator = await startSimulator({ seed: 'facebook tests' })
})
afterAll(() => simulator.stop())
beforeEach(async () => {
  await simulator.control.reset()
  page = await simulator.control.createAccount({
    network: 'facebook',
    handle: 'orpheelanceurs',
    name: 'Orphée Lanceurs',
    followers: 370_000,
  })
  token = page.credentials.facebook?.pageAccessToken ?? ''
})

const graph = (path: string, query: Record<string, string> = {}): string =>
  `${page.base}/v24.0${path}?${new URLSearchParams({ access_token: token, ...query })}`
const get = (path: string, query: Record<string, string> = {}): Promise<Answer> => ask(graph(path, query))
const send = (path: string, fields: Record<string, string>): Promise<Answer> => ask(graph(path), form(fields))
const code = (answer: Answer): unknown => at(answer.json, 'error', 'code')
const feed = (fields: Record<string, string>): Promise<Answer> => send(`/${page.id}/feed`, fields)
const photo = (published: boolean, alt = ''): Promise<Answer> => {
  const body = new FormData()
  body.set('source', new Blob([new Uint8Array(png)], { type: 'image/png' }), 'a.png')
  body.set('published', String(published))
  body.set('alt_text_custom', alt)
  return ask(graph(`/${page.id}/photos`), { method: 'POST', body })
}

describe('a page post', () => {
  it('is published with photos uploaded before, and read back with its fields', async () => {
    const ids = [String(at((await photo(false, 'Un')).json, 'id')), String(at((await photo(false, 'Deux')).json, 'id'))]
    expect((await simulator.control.arrivals({ kind: 'all' })).arrivals).toEqual([])
    const made = await feed({
      message: 'Lancement réussi',
      'attached_media[0]': JSON.stringify({ media_fbid: ids[0] }),
      'attached_media[1]': JSON.stringify({ media_fbid: ids[1] }),
    })
    const id = String(at(made.json, 'id'))
    expect(id.startsWith(`${page.id}_`)).toBe(true)
    expect((await simulator.control.arrivals()).arrivals).toMatchObject([
      { remoteId: id, text: 'Lancement réussi', media: [{ alt: 'Un' }, { alt: 'Deux' }] },
    ])
    const fields =
      'id,message,created_time,permalink_url,is_published,attachments,shares,comments.limit(0).summary(true),reactions.limit(0).summary(total_count).as(all)'
    await simulator.control.setClock(86_400)
    const back = await get(`/${id}`, { fields })
    expect(back.json).toMatchObject({ id, message: 'Lancement réussi', is_published: true, comments: { data: [] } })
    expect(at(back.json, 'created_time')).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0000$/)
    expect(at(back.json, 'attachments', 'data', 0, 'subattachments', 'data', 1, 'description')).toBe('Deux')
    expect(at(back.json, 'all', 'summary', 'total_count')).toBeGreaterThan(100)
    expect((await ask(String(at(back.json, 'permalink_url')))).text).toContain('Lancement réussi')
  })

  it('waits unpublished, becomes visible once by its id, and again is no second post', async () => {
    const made = await feed({ message: 'À T-0', published: 'false' })
    const id = String(at(made.json, 'id'))
    expect(at((await get(`/${page.id}/published_posts`)).json, 'data')).toEqual([])
    expect((await get(`/${id}`, { fields: 'is_published' })).json).toEqual({ id, is_published: false })
    expect((await simulator.control.arrivals()).arrivals).toEqual([])
    expect((await send(`/${id}`, { is_published: 'true' })).json).toEqual({ success: true })
    expect((await send(`/${id}`, { is_published: 'true' })).json).toEqual({ success: true })
    expect((await simulator.control.arrivals()).arrivals).toMatchObject([{ remoteId: id }])
    expect((await simulator.control.arrivals({ kind: 'repeat' })).arrivals).toHaveLength(1)
    expect(at((await get(`/${page.id}/published_posts`)).json, 'data', 0, 'id')).toBe(id)
  })

  it('is refused when the last one says the same', async () => {
    await feed({ message: 'Bonjour' })
    const again = await feed({ message: 'Bonjour' })
    expect([again.status, code(again)]).toEqual([400, 506])
    expect((await feed({ message: 'Bonsoir' })).status).toBe(200)
    expect((await simulator.control.arrivals()).arrivals).toHaveLength(2)
  })

  it('can be edited, commented as the page, and deleted', async () => {
    const id = String(at((await feed({ message: 'Un' })).json, 'id'))
    expect((await send(`/${id}`, { message: 'Deux' })).json).toEqual({ success: true })
    const comment = await send(`/${id}/comments`, { message: 'Le direct : https://example.test' })
    expect(at((await get(`/${id}/comments`)).json, 'data', 0)).toMatchObject({
      id: at(comment.json, 'id'),
      from: { id: page.id },
    })
    expect((await ask(graph(`/${id}`), { method: 'DELETE' })).json).toEqual({ success: true })
    const gone = await get(`/${id}`)
    expect([gone.status, code(gone), at(gone.json, 'error', 'error_subcode')]).toEqual([400, 100, 33])
    expect((await simulator.control.arrivals({ kind: 'all' })).arrivals.map(({ kind }) => kind)).toEqual([
      'publish',
      'edit',
      'publish',
      'delete',
    ])
  })

  it.each([
    ['nothing to say', {}, 100],
    ['an address that is none', { link: 'nope' }, 1500],
    ['photos that do not exist', { message: 'x', attached_media: '[{"media_fbid":"1"}]' }, 100],
    ['photos that are no list', { message: 'x', attached_media: '[{' }, 100],
  ])('is refused with %s', async (_, fields, wanted) => {
    expect(code(await feed(fields))).toBe(wanted)
    expect((await simulator.control.arrivals({ kind: 'all' })).arrivals).toEqual([])
  })
})

describe('figures', () => {
  it('tells views and viewers, and refuses the metrics that were withdrawn', async () => {
    const id = String(at((await feed({ message: 'Décollage !' })).json, 'id'))
    await simulator.control.setClock(86_400)
    const answer = await get(`/${id}/insights`, { metric: 'post_media_view,post_total_media_view_unique,post_clicks' })
    const values = [0, 1, 2].map((n) => Number(at(answer.json, 'data', n, 'values', 0, 'value')))
    expect(values[0]).toBeGreaterThan(values[1] ?? 0)
    expect(values[1]).toBeGreaterThan(1000)
    const figures = (await simulator.control.posts())[0]?.figures
    expect(values).toEqual([figures?.impressions, figures?.reach, figures?.clicks])
    const old = await get(`/${id}/insights`, { metric: 'post_impressions' })
    expect([code(old), at(old.json, 'error', 'message')]).toEqual([
      100,
      '(#100) The value must be a valid insights metric',
    ])
  })

  it('tells the page’s followers, and a field that it has not', async () => {
    expect((await get(`/${page.id}`, { fields: 'followers_count,username' })).json).toEqual({
      id: page.id,
      followers_count: 370_000,
      username: 'orpheelanceurs',
    })
    const unknown = await get(`/${page.id}`, { fields: 'fans' })
    expect(at(unknown.json, 'error', 'message')).toBe(
      '(#100) Tried accessing nonexisting field (fans) on node type (Page)',
    )
  })
})

describe('tokens', () => {
  it('come by a code, then last long, then name the pages that were granted', async () => {
    const other = await simulator.control.createAccount({
      network: 'facebook',
      handle: 'delvoye',
      name: 'Filatures Delvoye',
      followers: 900,
    })
    const redirect = 'http://localhost:1/back'
    const app = await simulator.control.createApp({ network: 'facebook', name: 'Comptoir', redirectUris: [redirect] })
    await simulator.control.setConsent('facebook', 'grant', 'delvoye')
    const query = new URLSearchParams({
      client_id: app.clientId,
      redirect_uri: redirect,
      state: 's',
      scope: 'pages_show_list,pages_manage_posts,pages_read_engagement',
    })
    const granted = await ask(`${page.base}/v24.0/dialog/oauth?${query}`)
    const back = new URL(granted.headers.get('location') ?? '')
    const exchange = (more: Record<string, string>): Promise<Answer> =>
      ask(
        `${page.base}/v24.0/oauth/access_token?${new URLSearchParams({ client_id: app.clientId, client_secret: app.clientSecret, ...more })}`,
      )
    const short = await exchange({ code: back.searchParams.get('code') ?? '', redirect_uri: redirect })
    expect(Number(at(short.json, 'expires_in'))).toBeLessThan(7201)
    expect(
      at(
        (await exchange({ code: back.searchParams.get('code') ?? '', redirect_uri: redirect })).json,
        'error',
        'error_subcode',
      ),
    ).toBe(36_009)
    const long = await exchange({
      grant_type: 'fb_exchange_token',
      fb_exchange_token: String(at(short.json, 'access_token')),
    })
    expect(Number(at(long.json, 'expires_in'))).toBe(60 * 86_400)
    const userToken = String(at(long.json, 'access_token'))
    const pages = await get('/me/accounts', { access_token: userToken })
    expect(at(pages.json, 'data')).toMatchObject([
      { id: other.id, name: 'Filatures Delvoye', tasks: expect.arrayContaining(['CREATE_CONTENT']) },
    ])
    const pageToken = String(at(pages.json, 'data', 0, 'access_token'))
    await simulator.control.setClock(61 * 86_400)
    expect(at((await get('/me', { access_token: userToken })).json, 'error', 'error_subcode')).toBe(463)
    expect((await get('/me', { access_token: pageToken, fields: 'name' })).json).toEqual({
      id: other.id,
      name: 'Filatures Delvoye',
    })
  })

  it('are refused when missing, unreadable, revoked, of another page or without the permission', async () => {
    expect(code(await ask(`${page.base}/v24.0/${page.id}`))).toBe(2500)
    expect(code(await get(`/${page.id}`, { access_token: 'nope' }))).toBe(190)
    const other = await simulator.control.createAccount({
      network: 'facebook',
      handle: 'delvoye',
      name: 'Filatures Delvoye',
    })
    const stranger = await ask(
      `${page.base}/v24.0/${page.id}/feed`,
      form({ message: 'x', access_token: other.credentials.facebook?.pageAccessToken ?? '' }),
    )
    expect([stranger.status, code(stranger)]).toEqual([403, 200])
    const narrow = await simulator.control.issueTokens({
      network: 'facebook',
      account: page.id,
      scopes: ['pages_show_list'],
    })
    expect(
      code(await get(`/${page.id}/published_posts`, { access_token: narrow.facebook?.pageAccessToken ?? '' })),
    ).toBe(10)
    await simulator.control.killTokens('facebook', page.id)
    const dead = await feed({ message: 'x' })
    expect([code(dead), at(dead.json, 'error', 'error_subcode')]).toEqual([190, 458])
  })

  it('may be proven with the app’s secret, and a wrong proof is refused', async () => {
    const proof = createHmac('sha256', page.credentials.facebook?.appSecret ?? '')
      .update(token)
      .digest('hex')
    expect((await get(`/${page.id}`, { appsecret_proof: proof })).status).toBe(200)
    expect(code(await get(`/${page.id}`, { appsecret_proof: 'ff' }))).toBe(100)
  })
})

it('tells usage, refuses an old version, and says a spent quota in its own way', async () => {
  const fine = await get(`/${page.id}`)
  expect(JSON.parse(fine.headers.get('x-app-usage') ?? '')).toMatchObject({ call_count: 0 })
  expect(code(await ask(`${page.base}/v12.0/${page.id}?access_token=${token}`))).toBe(2635)
  await simulator.control.setLimits('facebook', { factor: 0.000_01 })
  await get(`/${page.id}`)
  const over = await get(`/${page.id}`)
  expect([over.status, code(over)]).toEqual([400, 32])
  expect(
    at(JSON.parse(over.headers.get('x-business-use-case-usage') ?? ''), page.id, 0, 'estimated_time_to_regain_access'),
  ).toBeGreaterThan(0)
})
