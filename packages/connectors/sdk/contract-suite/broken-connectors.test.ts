import { AssertionError } from 'node:assert/strict'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { bluesky } from '../../networks/bluesky/index.ts'
import { mastodon } from '../../networks/mastodon/index.ts'
import { simulatorStage, startSimulator } from '../../testing/index.ts'
import type { Simulator } from '../../testing/index.ts'
import type { Connector, Failure, Reading } from '../index.ts'
import { clauses } from './index.ts'

/** Connectors broken on purpose, each in one way: the clause meant for it must fail, and the whole one must pass it. */
let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator()
}, 30_000)
afterAll(() => simulator.stop())
afterEach(() => simulator.control('DELETE', '/faults'))

const orElse = <T extends { kind: string }>(answer: T | Failure, from: Failure['kind'], to: Failure): T | Failure =>
  answer.kind === from ? to : answer
const refused: Failure = { kind: 'refused', field: 'post', rule: 'invalid', reason: null, status: 500, code: null }
const lost: Failure = { kind: 'credentials-lost', status: null, code: null }
const zeroed = (readings: Reading[]) => readings.map((one) => ({ ...one, value: 0 }))

const broken: readonly (readonly [fault: string, clause: string, connector: Connector])[] = [
  ['promises an edit that it has not', 'manifest', { ...mastodon, edit: null }],
  [
    'takes an outage for a dead token',
    'connect.blip',
    {
      ...mastodon,
      health: async (ports, channel) => orElse(await mastodon.health(ports, channel), 'unavailable', lost),
    },
  ],
  [
    'loses the refresh token on the way',
    'connect.refresh',
    {
      ...bluesky,
      refresh: async (ports, channel) => {
        const answer = await bluesky.refresh!(ports, channel)
        return answer.kind === 'refreshed'
          ? { ...answer, credentials: { ...answer.credentials, refreshJwt: '' } }
          : answer
      },
    },
  ],
  [
    'sends twice to be sure',
    'publish.once',
    {
      ...mastodon,
      publish: async (ports, channel, order) => {
        await mastodon.publish(ports, channel, {
          ...order,
          identity: { ...order.identity, key: `${order.identity.key}b` },
        })
        return mastodon.publish(ports, channel, order)
      },
    },
  ],
  [
    'forgets the identity',
    'publish.repeat',
    {
      ...mastodon,
      publish: (ports, channel, order) =>
        mastodon.publish(ports, channel, { ...order, identity: { ...order.identity, key: String(Math.random()) } }),
    },
  ],
  [
    'sends past the deadline',
    'publish.deadline',
    {
      ...mastodon,
      publish: (ports, channel, order) => mastodon.publish(ports, channel, { ...order, deadline: Infinity }),
    },
  ],
  [
    'writes the token down',
    'publish.evidence',
    {
      ...mastodon,
      publish: (ports, channel, order) => {
        const keep: typeof ports.evidence.keep = (exchange) =>
          ports.evidence.keep({ ...exchange, requestHeaders: { authorization: channel.credentials.accessToken ?? '' } })
        return mastodon.publish({ ...ports, evidence: { keep } }, channel, order)
      },
    },
  ],
  [
    'says failed when it does not know',
    'lost.error',
    {
      ...mastodon,
      publish: async (ports, channel, order) =>
        orElse(await mastodon.publish(ports, channel, order), 'uncertain', refused),
    },
  ],
  [
    'calls absent what one reading did not show',
    'nothing.reset',
    {
      ...mastodon,
      settle: async (ports, channel, order) => {
        const answer = await mastodon.settle(ports, channel, order)
        return answer.kind === 'unknown' ? { kind: 'absent' } : answer
      },
    },
  ],
  [
    'gives up at a rate limit',
    'limit.network',
    {
      ...mastodon,
      publish: async (ports, channel, order) =>
        orElse(await mastodon.publish(ports, channel, order), 'delayed', refused),
    },
  ],
  [
    'drops the descriptions of pictures',
    'media.images',
    {
      ...mastodon,
      prepare: (ports, channel, content) => {
        const parts = content.parts.map((part) => ({ ...part, media: part.media.map((one) => ({ ...one, alt: '' })) }))
        return mastodon.prepare(ports, channel, { ...content, parts })
      },
    },
  ],
  [
    'shows an account that it could not read as empty',
    'recent.silence',
    {
      ...mastodon,
      readRecent: async (ports, channel, order) => {
        const answer = await mastodon.readRecent!(ports, channel, order)
        return answer.kind === 'recent' ? answer : { kind: 'recent', posts: [], complete: true }
      },
    },
  ],
  [
    'shows gaps as zeros',
    'figures.post',
    {
      ...mastodon,
      readPostMetrics: async (ports, channel, ids) => {
        const answer = await mastodon.readPostMetrics(ports, channel, ids)
        if (answer.kind !== 'readings') return answer
        const posts = ids.map((remoteId) => ({ remoteId, readings: zeroed(answer.posts[0]?.readings ?? []) }))
        return { ...answer, posts, gone: [] }
      },
    },
  ],
]

test.each(broken)('a connector that %s is caught by %s', { timeout: 30_000 }, async (_fault, id, connector) => {
  const clause = clauses.find((one) => one.id === id)
  if (!clause) throw new Error(`no clause ${id}`)
  const whole = connector.manifest.id === 'bluesky' ? bluesky : mastodon
  const sound = simulatorStage(simulator, whole)
  await clause.prove(sound)
  await sound.calm()
  const stage = simulatorStage(simulator, connector)
  await expect(clause.prove(stage)).rejects.toBeInstanceOf(AssertionError)
  await Promise.all([sound.close(), stage.close()])
})

test('every clause has a name of its own', () => {
  expect(new Set(clauses.map(({ id }) => id)).size).toBe(clauses.length)
})
