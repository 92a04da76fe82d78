import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll } from 'vitest'
import { z } from 'zod'
import { barePorts, createHttp } from '../../../sdk/index.ts'
import type { Channel, Content, Identity, Json, Prepared, PublishedRef } from '../../../sdk/index.ts'
import { bluesky } from '../index.ts'
import { startPds, type TestPds } from './start-pds.ts'

// Importing this sets the stage of a test file: an account on a real personal data server, in a process of its own.
export let pds: TestPds
export let http: ReturnType<typeof createHttp>
export let channel: Channel
export let password: string

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

export const ports = () => barePorts(http)
export const random = (bytes: number) => new Uint8Array(randomBytes(bytes))
export const mint = (step = 0) => bluesky.mintIdentity(Temporal.Now.instant(), random, step)
export const soon = () => performance.now() + 2000
export const say = (text: string): Content => ({
  parts: [{ text, link: null, media: [] }],
  firstComment: null,
  language: 'fr',
})

export async function connected(identifier: string, secret: string): Promise<Channel> {
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
export async function prepared(content: Content): Promise<Prepared> {
  const answer = await bluesky.prepare(ports(), channel, content)
  if (answer.kind !== 'prepared') throw new Error(JSON.stringify(answer))
  // As it comes back from a jsonb column.
  return JSON.parse(JSON.stringify(answer.prepared))
}
export async function publish(
  what: Prepared,
  identity: Identity,
  step = 0,
  before: readonly PublishedRef[] = [],
): Promise<PublishedRef> {
  const answer = await bluesky.publish(ports(), channel, { prepared: what, step, identity, before, deadline: soon() })
  if (answer.kind !== 'published') throw new Error(JSON.stringify(answer))
  return answer.ref
}
export const settle = (what: Prepared, identity: Identity) =>
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
export async function publicPosts() {
  const query = `repo=${channel.remoteId}&collection=app.bsky.feed.post&limit=100`
  const answer = await fetch(`${pds.url}/xrpc/com.atproto.repo.listRecords?${query}`)
  return Records.parse(await answer.json()).records
}
export const publicPost = async (ref: PublishedRef): Promise<Record<string, Json> | undefined> =>
  (await publicPosts()).find(({ uri }) => uri === ref.remoteId)?.value
