import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { barePorts, createHttp } from '../../sdk/index.ts'
import { startSimulator } from '../../testing/index.ts'
import type { Simulator } from '../../testing/index.ts'
import { facebook } from './index.ts'
import { regainsAccessAt } from './usage.ts'

const REDIRECT = 'http://localhost:3999/oauth/back'
const Made = z.object({
  id: z.string(),
  base: z.string(),
  credentials: z.object({ facebook: z.object({ pageAccessToken: z.string(), userAccessToken: z.string() }) }),
})
let simulator: Simulator
let http: ReturnType<typeof createHttp>
let pages: z.output<typeof Made>[]
beforeAll(async () => {
  simulator = await startSimulator()
  http = createHttp({ allowOrigins: new Set([new URL(simulator.url).origin]) })
  const make = async (handle: string, name: string) =>
    Made.parse(await simulator.control('POST', '/accounts', { network: 'facebook', handle, name, followers: 100 }))
  pages = [await make('orpheelanceurs', 'Orphée Lanceurs'), await make('museedentelles', 'Musée des Dentelles')]
}, 30_000)
afterAll(async () => {
  await http.close()
  await simulator.stop()
})

async function listed(accessToken: string) {
  const form = { method: 'access-token', fields: { baseUrl: pages[0]!.base, accessToken } }
  const connected = await facebook.connectWithFields!(barePorts(http), form)
  if (connected.kind !== 'connected') throw new Error(JSON.stringify(connected))
  const answer = await facebook.listAccounts(barePorts(http), connected)
  if (answer.kind !== 'accounts') throw new Error(JSON.stringify(answer))
  return answer.accounts
}

test('a page’s own token names its page alone', async () => {
  const accounts = await listed(pages[0]!.credentials.facebook.pageAccessToken)
  expect(accounts.map(({ remoteId, handle, name }) => [remoteId, handle, name])).toEqual([
    [pages[0]!.id, 'orpheelanceurs', 'Orphée Lanceurs'],
  ])
})

test('a person’s consent offers every page of theirs, each with a token of its own that does not run out', async () => {
  const app = z
    .object({ clientId: z.string(), clientSecret: z.string() })
    .parse(await simulator.control('POST', '/apps', { network: 'facebook', redirectUris: [REDIRECT] }))
  await simulator.control('POST', '/consent', { network: 'facebook', mode: 'grant' })
  const input = { method: 'oauth', fields: { baseUrl: pages[0]!.base }, redirectUri: REDIRECT, state: 's', app }
  const begun = await facebook.beginOAuth!(barePorts(http), input)
  if (begun.kind !== 'redirect') throw new Error(JSON.stringify(begun))
  const location = (await fetch(begun.url, { redirect: 'manual' })).headers.get('location') ?? ''
  const query = Object.fromEntries(new URL(location).searchParams)
  const connected = await facebook.finishOAuth!(barePorts(http), {
    pending: begun.pending,
    query,
    redirectUri: REDIRECT,
    app,
  })
  if (connected.kind !== 'connected') throw new Error(JSON.stringify(connected))
  expect(connected.scopes).toContain('pages_manage_posts')
  const days =
    Temporal.Instant.from(connected.credentials.expiresAt ?? '')
      .since(Temporal.Now.instant())
      .total('hours') / 24
  expect(days).toBeGreaterThan(50)
  const answer = await facebook.listAccounts(barePorts(http), connected)
  if (answer.kind !== 'accounts') throw new Error(JSON.stringify(answer))
  expect(answer.accounts.map(({ remoteId }) => remoteId).toSorted()).toEqual(pages.map(({ id }) => id).toSorted())
  const tokens = answer.accounts.map(({ credentials }) => credentials.accessToken)
  expect(new Set([...tokens, connected.credentials.accessToken]).size).toBe(pages.length + 1)
  expect(answer.accounts.every(({ credentials }) => credentials.expiresAt === null)).toBe(true)
})

test('Meta’s own minutes say when a throttled call may come again', () => {
  const now = Temporal.Instant.from('2026-11-24T08:00:00Z')
  const header = JSON.stringify({ '1': [{ type: 'pages', call_count: 100, estimated_time_to_regain_access: 7 }] })
  expect(regainsAccessAt({ 'x-business-use-case-usage': header }, now).toString()).toBe('2026-11-24T08:07:00Z')
  expect(regainsAccessAt({ 'x-business-use-case-usage': '{' }, now).toString()).toBe('2026-11-24T08:15:00Z')
})
