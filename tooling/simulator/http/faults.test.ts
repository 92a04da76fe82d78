import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startSimulator, type FaultKind, type Network, type SimulatedAccount, type Simulator } from '../index.ts'
import { ask, at, bearer, form, jsonBody, mp4, type Answer } from '../testing/http.ts'

let simulator: Simulator
const accounts = new Map<Network, SimulatedAccount>()

beforeAll(async () => {
  simulator = await startSimulator({ seed: 'fault tests' })
})
afterAll(() => simulator.stop())
beforeEach(async () => {
  await simulator.control.reset()
  for (const network of ['bluesky', 'mastodon', 'facebook', 'x'] as const) {
    const handle = network === 'bluesky' ? 'orphee.bsky.test' : 'orphee'
    accounts.set(network, await simulator.control.createAccount({ network, handle, name: 'Orphée', followers: 1000 }))
  }
})

const of = (network: Network): SimulatedAccount => {
  const account = accounts.get(network)
  if (account === undefined) throw new Error(network)
  return account
}

let count = 0
/** One publication on a network, as its clients send it. */
const publish = async (network: Network, signal?: AbortSignal): Promise<Answer> => {
  const { base, credentials, id } = of(network)
  const text = `n° ${++count}`
  const abort = signal === undefined ? {} : { signal }
  switch (network) {
    case 'bluesky': {
      const session = await ask(`${base}/xrpc/com.atproto.server.createSession`, jsonBody(credentials.bluesky))
      const record = { $type: 'app.bsky.feed.post', text, createdAt: new Date().toISOString() }
      return ask(`${base}/xrpc/com.atproto.repo.createRecord`, {
        ...jsonBody(
          { repo: id, collection: 'app.bsky.feed.post', record },
          bearer(String(at(session.json, 'accessJwt'))),
        ),
        ...abort,
      })
    }
    case 'mastodon':
      return ask(`${base}/api/v1/statuses`, {
        ...form({ status: text }, bearer(credentials.mastodon?.accessToken ?? '')),
        ...abort,
      })
    case 'facebook':
      return ask(`${base}/v24.0/${id}/feed`, {
        ...form({ message: text, access_token: credentials.facebook?.pageAccessToken ?? '' }),
        ...abort,
      })
    case 'x':
      return ask(`${base}/2/tweets`, { ...jsonBody({ text }, bearer(credentials.x?.accessToken ?? '')), ...abort })
  }
}

const networks: Network[] = ['bluesky', 'mastodon', 'facebook', 'x']
const strike = (kind: FaultKind, more: Record<string, string | number | boolean> = {}): Promise<unknown> =>
  simulator.control.addFault({ kind, operation: 'publish', count: 1, ...more })
const arrived = async (): Promise<string[]> => (await simulator.control.arrivals()).arrivals.map(({ answer }) => answer)

describe.each(networks)('%s', (network) => {
  it.each([
    ['silence', 0],
    ['commit-silence', 1],
  ] as const)('%s: no answer comes', async (kind, posts) => {
    await strike(kind)
    await expect(publish(network, AbortSignal.timeout(250))).rejects.toThrow(/aborted|timeout/i)
    expect(await arrived()).toEqual(posts === 0 ? [] : ['silence'])
    expect((await publish(network)).status).toBeLessThan(300)
  })

  it.each([
    ['reset', 0],
    ['commit-reset', 1],
  ] as const)('%s: the line is cut', async (kind, posts) => {
    await strike(kind)
    await expect(publish(network)).rejects.toThrow()
    expect(await arrived()).toEqual(posts === 0 ? [] : ['reset'])
  })

  it('commit-error and error differ only in what was done', async () => {
    await strike('commit-error')
    expect((await publish(network)).status).toBe(500)
    expect(await arrived()).toEqual(['error'])
    await strike('error')
    expect((await publish(network)).status).toBe(503)
    expect(await arrived()).toHaveLength(1)
  })

  it('broken-json is cut off, wrong-shape is sound JSON of another kind', async () => {
    await strike('broken-json')
    await expect(publish(network)).rejects.toThrow(SyntaxError)
    await strike('wrong-shape', { done: false })
    expect((await publish(network)).json).toEqual({ ok: true, result: [1, 2, 3], message: 42 })
    expect(await arrived()).toEqual(['broken'])
  })

  it('refuses in its own words: limits, dead tokens, lost scopes, maintenance', async () => {
    const statuses: number[] = []
    for (const kind of ['rate-limit', 'token-death', 'scope-lost', 'maintenance', 'duplicate', 'sunset'] as const) {
      await strike(kind)
      const answer = await publish(network)
      statuses.push(answer.status)
      if (kind === 'maintenance') expect(answer.headers.get('content-type')).toContain('text/html')
      else expect(answer.json).toBeTypeOf('object')
    }
    const wanted: Record<Network, number[]> = {
      bluesky: [429, 400, 400, 503, 400, 501],
      mastodon: [429, 401, 403, 503, 422, 410],
      facebook: [400, 400, 403, 503, 400, 400],
      x: [429, 401, 403, 503, 403, 410],
    }
    expect(statuses).toEqual(wanted[network])
    expect(await arrived()).toEqual([])
  })

  it('hides a post for a while', async () => {
    await strike('late-visibility', { seconds: 30 })
    await publish(network)
    const shown = async (): Promise<boolean[]> =>
      (await simulator.control.posts({ network })).map(({ visible }) => visible)
    expect(await shown()).toEqual([false])
    await simulator.control.setClock(31)
    expect(await shown()).toEqual([true])
  })
})

it('delays an answer after or before the work', async () => {
  await simulator.control.addFault({ kind: 'delay', operation: 'publish', ms: 400, count: 1 })
  const started = performance.now()
  const slow = publish('x')
  const { arrivals } = await simulator.control.arrivals({ atLeast: 1, waitMs: 2000 })
  expect(arrivals).toHaveLength(1)
  expect(performance.now() - started).toBeLessThan(400)
  await slow
  expect(performance.now() - started).toBeGreaterThanOrEqual(399)
  await simulator.control.addFault({ kind: 'delay-before', operation: 'publish', ms: 300, count: 1 })
  const later = publish('x')
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect((await simulator.control.arrivals()).arrivals).toHaveLength(1)
  await later
  expect((await simulator.control.arrivals()).arrivals).toHaveLength(2)
})

it('strikes one account, one operation, so many times, after so many calls', async () => {
  const other = await simulator.control.createAccount({ network: 'mastodon', handle: 'delvoye', name: 'Delvoye' })
  await simulator.control.addFault({
    kind: 'error',
    network: 'mastodon',
    account: 'orphee',
    operation: 'publish',
    count: 2,
    after: 1,
  })
  const statuses: number[] = []
  for (let n = 0; n < 5; n++) statuses.push((await publish('mastodon')).status)
  expect(statuses).toEqual([200, 503, 503, 200, 200])
  const elsewhere = await ask(
    `${other.base}/api/v1/statuses`,
    form({ status: 'x' }, bearer(other.credentials.mastodon?.accessToken ?? '')),
  )
  expect(elsewhere.status).toBe(200)
  expect(await simulator.control.faults()).toMatchObject([{ hits: 2, count: 0 }])
})

it.each([
  ['network', 'x-rate-limit-reset', /^\d+$/],
  ['retry-after', 'retry-after', /^90$/],
  ['garbage', 'x-rate-limit-reset', /^tomorrow$/],
] as const)('varies the headers of a limit: %s', async (headers, name, wanted) => {
  await strike('rate-limit', { headers, retryAfterSeconds: 90 })
  expect((await publish('x')).headers.get(name)).toMatch(wanted)
})

it('slows media down, or lets them fail', async () => {
  const { base, credentials } = of('mastodon')
  const headers = bearer(credentials.mastodon?.accessToken ?? '')
  const upload = async (): Promise<string> => {
    const body = new FormData()
    body.set('file', new Blob([new Uint8Array(mp4)]), 'a.mp4')
    return String(at((await ask(`${base}/api/v2/media`, { method: 'POST', headers, body })).json, 'id'))
  }
  await simulator.control.addFault({ kind: 'slow-media', seconds: 60, count: 1 })
  const slow = await upload()
  await simulator.control.addFault({ kind: 'failed-media', count: 1 })
  const failed = await upload()
  await simulator.control.setClock(30)
  expect((await ask(`${base}/api/v1/media/${slow}`, { headers })).status).toBe(206)
  expect((await ask(`${base}/api/v1/media/${failed}`, { headers })).status).toBe(422)
})

it('answers hostile bodies: endless, dripping, deep, elsewhere', async () => {
  await strike('huge-body', { bytes: 3_000_000 })
  expect((await publish('x')).text.length).toBeGreaterThan(3_000_000)
  await strike('drip', { ms: 200 })
  await expect(publish('x', AbortSignal.timeout(500))).rejects.toThrow(/aborted|timeout/i)
  await strike('deep-json', { depth: 5000 })
  expect((await publish('x')).text).toHaveLength(10_000)
  await strike('redirect', { location: 'http://127.0.0.1:9/' })
  expect((await publish('x')).headers.get('location')).toBe('http://127.0.0.1:9/')
})

it('refuses a fault that it does not know', async () => {
  const wrong = await ask(`${simulator.url}/_control/faults`, jsonBody({ kind: 'gremlins' }))
  expect([wrong.status, at(wrong.json, 'error')]).toEqual([400, expect.stringContaining('kind must be one of')])
  const option = await ask(`${simulator.url}/_control/faults`, jsonBody({ kind: 'error', statuts: 500 }))
  expect(at(option.json, 'error')).toBe('statuts is no option of a fault')
})
