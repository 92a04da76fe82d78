import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ControlRefused, startSimulator, type SimulatedAccount, type Simulator } from './index.ts'
import { ask, at, bearer, form, jsonBody, png } from './testing/http.ts'

let simulator: Simulator
const main = fileURLToPath(new URL('./main.ts', import.meta.url))

beforeAll(async () => {
  simulator = await startSimulator({ seed: 'house tests' })
})
afterAll(() => simulator.stop())
beforeEach(() => simulator.control.reset())

const mastodon = (): Promise<SimulatedAccount> =>
  simulator.control.createAccount({ network: 'mastodon', handle: 'orphee', name: 'Orphée', followers: 900 })
const status = (account: SimulatedAccount, text: string, key: string): ReturnType<typeof ask> =>
  ask(
    `${account.base}/api/v1/statuses`,
    form({ status: text }, { ...bearer(account.credentials.mastodon?.accessToken ?? ''), 'idempotency-key': key }),
  )

describe('audiences', () => {
  const growth = {
    start: { at: '2025-05-20T00:00:00Z', followers: 420 },
    end: { at: '2026-11-20T00:00:00Z', followers: 370_000 },
    launches: [{ at: '2025-12-06T12:00:00Z' }, { at: '2026-06-18T12:00:00Z', weight: 2 }],
    launchShare: 0.3,
  }

  it('go through their told ends exactly, and jump after launches', async () => {
    await simulator.control.createAccount({
      network: 'facebook',
      handle: 'orphee',
      name: 'Orphée',
      audience: { growth, perDay: 100 },
    })
    const read = async (from: string, to: string): Promise<number[]> =>
      (await simulator.control.audience({ network: 'facebook', account: 'orphee', from, to })).map(
        ({ followers }) => followers,
      )
    expect((await read(growth.start.at, growth.start.at))[0]).toBe(420)
    expect((await read(growth.end.at, growth.end.at))[0]).toBe(370_000)
    const days = await read('2026-06-10T12:00:00Z', '2026-06-20T12:00:00Z')
    const gains = days.slice(1).map((value, index) => value - (days[index] ?? 0))
    expect(gains[8]).toBeGreaterThan(5 * Math.max(...gains.slice(0, 8)))
    const after = await read('2026-11-21T00:00:00Z', '2026-12-21T00:00:00Z')
    const perDay = ((after.at(-1) ?? 0) - (after[0] ?? 0)) / (after.length - 1)
    expect(perDay).toBeGreaterThan(90)
    expect(perDay).toBeLessThan(110)
  })

  it('are the same for one seed, in another process too', async () => {
    const other = await startSimulator({ seed: 'house tests' })
    const reads = await Promise.all(
      [simulator, other].map(async ({ control }) => {
        await control.createAccount({ network: 'x', handle: 'orphee', name: 'Orphée', audience: { growth } })
        const [post] = await control.addPosts('x', 'orphee', [
          { at: '2026-06-18T12:05:00Z', text: 'Décollage de Lyre 2 !', id: '1935300000000000000' },
        ])
        const figures = (await control.posts({ at: '2026-06-20T00:00:00Z' }))[0]?.figures
        return {
          id: post?.id,
          figures,
          followers: await control.audience({
            network: 'x',
            account: 'orphee',
            from: '2026-06-18T00:00:00Z',
            to: '2026-06-25T00:00:00Z',
          }),
        }
      }),
    )
    await other.stop()
    expect(reads[0]).toEqual(reads[1])
    expect(reads[0]?.figures?.reactions).toBeGreaterThan(0)
  })

  it('grow by what live posts draw, one by one or in sum', async () => {
    const account = await mastodon()
    for (const [hour, text] of ['Décollage !', 'En orbite', 'Séparation'].entries()) {
      await simulator.control.setClock(hour * 3600)
      await status(account, text, text)
    }
    await simulator.control.setClock(10 * 3600)
    const now = (await simulator.control.state()).now
    const from = new Date(Date.parse(now) - 8.5 * 3_600_000).toISOString()
    const points = (
      await simulator.control.audience({ network: 'mastodon', account: 'orphee', from, to: now, stepHours: 0.5 })
    ).map(({ followers }) => followers)
    const gains = points.slice(1).map((value, index) => value - (points[index] ?? 0))
    expect(Math.min(...gains)).toBeGreaterThanOrEqual(0)
    // No jump where the sum takes over from the single posts.
    expect(Math.max(...gains)).toBeLessThan((4 * ((points.at(-1) ?? 0) - (points[0] ?? 0))) / gains.length + 3)
    expect(points.at(-1)).toBeGreaterThan(905)
  })

  it('gather only upwards, and what was told as past draws nobody and arrives nowhere', async () => {
    await simulator.control.createAccount({
      network: 'facebook',
      handle: 'orphee',
      name: 'Orphée',
      audience: { growth },
    })
    await simulator.control.addPosts('facebook', 'orphee', [
      { at: '2026-11-19T08:00:00Z', text: 'Décollage !', images: [{ dataBase64: png.toString('base64'), alt: 'a' }] },
    ])
    const hours = [9, 10, 12, 16, 20, 23]
    const figures = []
    for (const hour of hours)
      figures.push(
        (await simulator.control.posts({ at: `2026-11-19T${String(hour).padStart(2, '0')}:00:00Z` }))[0]?.figures
          .reach ?? 0,
      )
    expect(figures).toEqual(figures.toSorted((a, b) => a - b))
    expect(figures[0]).toBeGreaterThan(0)
    expect((await simulator.control.arrivals({ kind: 'all' })).arrivals).toEqual([])
  })
})

describe('arrivals', () => {
  it('keep each of 500 posts that come at one instant, once, in order, with its instant', async () => {
    const account = await mastodon()
    await simulator.control.setLimits('mastodon', { enforced: false })
    const before = performance.timeOrigin + performance.now()
    const answers = await Promise.all(Array.from({ length: 500 }, (_, n) => status(account, `n° ${n}`, `key ${n}`)))
    const after = performance.timeOrigin + performance.now()
    expect(answers.every((answer) => answer.status === 200)).toBe(true)
    const { arrivals, dropped } = await simulator.control.arrivals({ network: 'mastodon', account: 'orphee' })
    expect(dropped).toBe(0)
    expect(new Set(arrivals.map(({ identity }) => identity)).size).toBe(500)
    expect(new Set(arrivals.map(({ remoteId }) => remoteId)).size).toBe(500)
    expect(Math.min(...arrivals.map(({ at: instant }) => instant))).toBeGreaterThanOrEqual(before - 5)
    expect(Math.max(...arrivals.map(({ at: instant }) => instant))).toBeLessThanOrEqual(after + 5)
    expect(arrivals.some(({ at: instant }) => !Number.isInteger(instant))).toBe(true)
  })

  it('leave no trace of a deleted post in the counts', async () => {
    const account = await mastodon()
    const made = await status(account, 'Un', 'a')
    const reply = await ask(
      `${account.base}/api/v1/statuses`,
      form(
        { status: 'Deux', in_reply_to_id: String(at(made.json, 'id')) },
        bearer(account.credentials.mastodon?.accessToken ?? ''),
      ),
    )
    const counts = async (): Promise<unknown[]> => {
      const { json } = await ask(`${account.base}/api/v1/statuses/${String(at(made.json, 'id'))}`)
      return [at(json, 'replies_count'), at(json, 'account', 'statuses_count')]
    }
    expect(await counts()).toEqual([1, 2])
    await ask(`${account.base}/api/v1/statuses/${String(at(reply.json, 'id'))}`, {
      method: 'DELETE',
      headers: bearer(account.credentials.mastodon?.accessToken ?? ''),
    })
    expect(await counts()).toEqual([0, 1])
  })

  it('can be waited for, and the wait ends with its time', async () => {
    const account = await mastodon()
    const waiting = simulator.control.arrivals({ atLeast: 2, waitMs: 5000 })
    await status(account, 'Un', 'a')
    await status(account, 'Deux', 'b')
    expect((await waiting).arrivals).toHaveLength(2)
    const { lastSeq } = await waiting
    expect((await simulator.control.arrivals({ after: lastSeq, atLeast: 1, waitMs: 50 })).arrivals).toEqual([])
  })

  it('stand beside the list of calls, whose secrets are blanked', async () => {
    const account = await mastodon()
    await simulator.control.keepBodies(true)
    await status(account, 'Un', 'a')
    const [call] = await simulator.control.calls({ network: 'mastodon' })
    expect(call).toMatchObject({ operation: 'publish', status: 200, account: 'orphee', requestBody: 'status=Un' })
    expect(JSON.stringify(call)).not.toContain(account.credentials.mastodon?.accessToken)
  })
})

describe('pages', () => {
  it('show what was published in the reader’s language, with nothing that could run', async () => {
    const account = await mastodon()
    const made = await status(account, '<script>alert(1)</script> & co', 'a')
    const french = await ask(simulator.url, { headers: { 'accept-language': 'fr-FR,fr' } })
    expect(french.text).toContain('Les réseaux simulés')
    expect(french.text).toContain('&#60;script&#62;alert(1)&#60;/script&#62; &#38; co')
    expect(french.text).not.toContain('<script')
    expect(french.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect((await ask(simulator.url)).text).toContain('The simulated networks')
    const page = await ask(String(at(made.json, 'url')))
    expect([page.status, page.text.includes('alert(1)')]).toEqual([200, true])
    expect((await ask(`${account.base}/@orphee/1`)).status).toBe(404)
    expect((await ask(account.url)).status).toBe(200)
  })

  it('serve the bytes of an image as they came', async () => {
    const account = await mastodon()
    await simulator.control.addPosts('mastodon', 'orphee', [
      { at: '2026-11-01T08:00:00Z', text: 'Image', images: [{ dataBase64: png.toString('base64'), alt: 'La tour' }] },
    ])
    const page = await ask(account.url)
    const address = /<img src="([^"]+)" alt="La tour">/.exec(page.text)?.[1] ?? ''
    const image = await fetch(address)
    expect([image.headers.get('content-type'), Buffer.from(await image.arrayBuffer()).equals(png)]).toEqual([
      'image/png',
      true,
    ])
  })
})

it('answers a wrong control call with the field', async () => {
  await expect(
    simulator.control.createAccount({ network: 'x', handle: 'far too long a handle', name: 'x' }),
  ).rejects.toThrow(ControlRefused)
  await mastodon()
  await expect(mastodon()).rejects.toThrow('taken')
  const nowhere = await ask(`${simulator.url}/_control/nothing`)
  expect(nowhere.status).toBe(404)
  const broken = await ask(`${simulator.url}/_control/accounts`, { method: 'POST', body: '{' })
  expect([broken.status, at(broken.json, 'error')]).toEqual([400, 'the body must be JSON'])
  const clock = await ask(`${simulator.url}/_control/clock`, jsonBody({ offsetSeconds: 'soon' }))
  expect(at(clock.json, 'error')).toBe('offsetSeconds must be a number')
})

it('forgets all on reset, and keeps accounts with their standing credentials when asked', async () => {
  const account = await mastodon()
  await status(account, 'Un', 'a')
  await simulator.control.killTokens('mastodon', 'orphee')
  await simulator.control.reset(['accounts'])
  expect(await simulator.control.state()).toMatchObject({ accounts: 1, posts: 0, faults: 0 })
  expect((await status(account, 'Un', 'a')).status).toBe(200)
  await simulator.control.reset()
  expect((await simulator.control.state()).accounts).toBe(0)
})

describe('the process', () => {
  it('keeps its world in a file over a restart, tokens and images too', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'simulator-'))
    const dataFile = join(folder, 'world.json')
    const first = await startSimulator({ dataFile })
    const account = await first.control.createAccount({
      network: 'mastodon',
      handle: 'orphee',
      name: 'Orphée',
      followers: 900,
    })
    const made = await status(account, 'Avant', 'a')
    await first.control.addPosts('mastodon', 'orphee', [
      { at: '2026-11-01T08:00:00Z', text: 'Image', images: [{ dataBase64: png.toString('base64'), alt: 'b' }] },
    ])
    await first.stop()
    const second = await startSimulator({ dataFile, port: Number(new URL(first.url).port) })
    const again = await status(account, 'Avant', 'a')
    expect(at(again.json, 'id')).toBe(at(made.json, 'id'))
    expect((await second.control.arrivals()).arrivals).toHaveLength(1)
    const image = /<img src="([^"]+)"/.exec((await ask(account.url)).text)?.[1] ?? ''
    expect((await fetch(image)).status).toBe(200)
    await second.stop()
    await writeFile(dataFile, '{"version":')
    const third = await startSimulator({ dataFile })
    expect((await third.control.state()).accounts).toBe(0)
    await third.stop()
    await rm(folder, { recursive: true })
  })

  it('ends when its parent lets go of stdin', async () => {
    const child = spawn(process.execPath, [main], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, PORT: '0', SIMULATOR_DATA: '' },
    })
    await once(child.stdout, 'data')
    child.stdin.end()
    expect((await once(child, 'exit'))[0]).toBe(0)
  })

  it('ends with its IPC channel, and on SIGTERM', async () => {
    const child = spawn(process.execPath, [main], {
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
      env: { ...process.env, PORT: '0', SIMULATOR_DATA: '' },
    })
    await once(child.stdout ?? child, 'data')
    child.disconnect()
    expect((await once(child, 'exit'))[0]).toBe(0)
    const other = await startSimulator()
    process.kill(other.pid, 'SIGTERM')
    await other.stop()
    await expect(fetch(other.url)).rejects.toThrow()
  })

  it('says in one sentence that its port is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const child = spawn(process.execPath, [main], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, PORT: String(port), SIMULATOR_DATA: '' },
    })
    const said = once(child.stderr, 'data')
    expect((await once(child, 'exit'))[0]).toBe(1)
    expect(String((await said)[0])).toBe(`simulator: port ${port} is taken by another process\n`)
    server.close()
  })
})
