import { randomBytes } from 'node:crypto'
import { connectorOf } from '@comptoir/connectors'
import { barePorts, type Channel, createHttp, type PublishedRef } from '@comptoir/connectors/sdk'
import { png, startPds, type TestPds } from '@comptoir/connectors/testing'
import { findInAccount } from '@comptoir/domain/publishing'
import { afterAll, beforeAll, expect, test } from 'vitest'

const bluesky = connectorOf('bluesky')!
let pds: TestPds
let http: ReturnType<typeof createHttp>
let channel: Channel
const ports = () => barePorts(http)

beforeAll(async () => {
  pds = await startPds()
  http = createHttp({ allowOrigins: new Set([pds.url]) })
  const { password } = await pds.createAccount('orphee')
  const fields = { identifier: 'orphee.test', password, service: pds.url }
  const connected = await bluesky.connectWithFields!(ports(), { method: 'app-password', fields })
  if (connected.kind !== 'connected') throw new Error(JSON.stringify(connected))
  const listed = await bluesky.listAccounts(ports(), connected)
  if (listed.kind !== 'accounts') throw new Error(JSON.stringify(listed))
  channel = { ...listed.accounts[0]!, rules: null }
}, 60_000)
afterAll(async () => {
  await http?.close()
  await pds?.stop()
})

test('on a real server, what left under a name that was lost is found by its words, pictures and answers', async () => {
  const since = Temporal.Now.instant().subtract({ seconds: 1 })
  const texts = ['Repli du portique, voir https://lyre.example #Lyre3', 'et la suite du repli']
  const made = await bluesky.prepare(ports(), channel, {
    parts: texts.map((text, index) => ({
      text,
      link: null,
      media: index === 0 ? [png(8, 4, [9, 90, 40], 'Le portique')] : [],
    })),
    firstComment: null,
    language: 'fr',
  })
  if (made.kind !== 'prepared') throw new Error(JSON.stringify(made))
  const before: PublishedRef[] = []
  for (const step of [0, 1]) {
    const identity = bluesky.mintIdentity(Temporal.Now.instant(), (count) => new Uint8Array(randomBytes(count)), step)
    const deadline = performance.now() + 5_000
    const order = { prepared: made.prepared, step, identity, before: [...before], deadline }
    const answer = await bluesky.publish(ports(), channel, order)
    if (answer.kind !== 'published') throw new Error(JSON.stringify(answer))
    before.push(answer.ref)
  }
  const recent = await bluesky.readRecent!(ports(), channel, { limit: 1_000, since, under: null })
  if (recent.kind !== 'recent') throw new Error(JSON.stringify(recent))
  expect(recent.complete).toBe(true)
  const sought = (deliveryId: string, parts: readonly [string, number][]) => ({
    deliveryId,
    after: null,
    parts: parts.map(([text, images]) => ({ text, images, isComment: false })),
  })
  const verdicts = findInAccount(
    [
      sought('out', [
        [texts[0]!, 1],
        [texts[1]!, 0],
      ]),
      sought('not', [['Ouverture des vannes à l’heure dite', 0]]),
    ],
    recent.posts.map((post) => ({ ...post, remoteId: post.ref.remoteId })),
  )
  expect(verdicts.get('out')).toMatchObject({ kind: 'out', found: [{ ref: before[0] }, { ref: before[1] }] })
  expect(verdicts.get('not')).toEqual({ kind: 'absent' })
})
