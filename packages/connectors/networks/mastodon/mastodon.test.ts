import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createHttp } from '../../sdk/index.ts'
import { simulatorStage, startSimulator } from '../../testing/index.ts'
import type { Simulator } from '../../testing/index.ts'
import { bluesky } from '../bluesky/index.ts'
import { facebook } from '../facebook/index.ts'
import { x } from '../x/index.ts'
import { serverOf } from './connect.ts'
import { mastodon } from './index.ts'

let simulator: Simulator
let stage: ReturnType<typeof simulatorStage>
beforeAll(async () => {
  simulator = await startSimulator()
  stage = simulatorStage(simulator, mastodon)
}, 30_000)
afterAll(async () => {
  await stage.close()
  await simulator.stop()
})

test.each([
  ['mastodon.social', 'https://mastodon.social'],
  [' @orphee@piaille.fr ', 'https://piaille.fr'],
  ['https://piaille.fr/@orphee/', 'https://piaille.fr'],
  ['http://localhost:4010/mastodon/', 'http://localhost:4010/mastodon'],
  ['file:///etc/passwd', null],
  ['not a server', null],
])('%s is typed for %s', (typed, server) => expect(serverOf(typed)).toBe(server))

test('an address that is none is a refusal of the form, for every network', async () => {
  for (const [connector, method, name] of [
    [mastodon, 'access-token', 'server'],
    [bluesky, 'app-password', 'service'],
    [facebook, 'access-token', 'baseUrl'],
    [x, 'access-token', 'baseUrl'],
  ] as const) {
    const ports = stage.ports()
    const answer = await connector.connectWithFields!(ports, { method, fields: { [name]: 'no such thing' } })
    expect(answer).toMatchObject({ kind: 'refused', field: 'connection', rule: 'invalid', code: 'address' })
    expect(ports.exchanges).toEqual([])
  }
})

test('a server inside the house is not spoken to unless the operator lets it', async () => {
  const closed = createHttp()
  const ports = { ...stage.ports(), http: closed }
  const answer = await mastodon.connectWithFields!(ports, {
    method: 'access-token',
    fields: { server: simulator.url, accessToken: 'x' },
  })
  expect(answer).toMatchObject({ kind: 'refused', field: 'connection', rule: 'address-not-allowed' })
  await closed.close()
})

test('the instance’s own limits come back as rules', async () => {
  const channel = await stage.openChannel()
  const answer = await mastodon.rulesOf(stage.ports(), channel)
  if (answer.kind !== 'rules') throw new Error(JSON.stringify(answer))
  expect(answer.rules.text).toMatchObject({ limits: [{ counter: 'mastodon', max: 500 }], linkCountsAs: 23 })
  expect(answer.rules.media.imageTypes).toContain('image/png')
})

test('an Idempotency-Key that the server has forgotten is not trusted: the account is read back first', async () => {
  const channel = await stage.openChannel()
  const ports = stage.ports()
  const content = { parts: [{ text: 'une heure après', link: null, media: [] }], firstComment: null, language: 'fr' }
  const ready = await mastodon.prepare(ports, channel, content)
  if (ready.kind !== 'prepared') throw new Error(JSON.stringify(ready))
  const identity = mastodon.mintIdentity(ports.clock.now(), (bytes) => new Uint8Array(randomBytes(bytes)), 0)
  const send = () =>
    mastodon.publish(ports, channel, {
      prepared: ready.prepared,
      step: 0,
      identity,
      before: [],
      deadline: performance.now() + 2000,
    })
  const first = await send()
  await simulator.control('POST', '/clock', { offsetSeconds: 2 * 3600 })
  ports.advance(2 * 3600)
  const second = await send()
  await simulator.control('POST', '/clock', { offsetSeconds: 0 })
  if (first.kind !== 'published' || second.kind !== 'published') throw new Error(JSON.stringify([first, second]))
  expect(second.ref).toEqual(first.ref)
  expect(await stage.posts(channel)).toHaveLength(1)
})
