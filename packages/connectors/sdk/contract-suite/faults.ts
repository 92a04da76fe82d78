import assert from 'node:assert/strict'
import { assertKind, fresh, publish, published, readyToSend, say, settle, settleToTheEnd } from './acts.ts'
import type { Clause, Fault, Stage } from './stage.ts'

const always = () => true

/** The post is out, but the answer was lost: doubt first, then the read-back finds it, and there is one. */
const lostAnswer = (id: string, promise: string, fault: Fault): Clause => ({
  id: `lost.${id}`,
  promise: `${promise}: uncertain, then found by reading back, once`,
  applies: ({ manifest }) => manifest.settlement !== 'none',
  async prove(stage) {
    const step = await readyToSend(stage, say(fresh(`perdu ${id}`)))
    await stage.fault(step.channel, { ...fault, operation: 'publish', count: 1 })
    assertKind(await publish(stage, step), 'uncertain')
    await stage.calm()
    const found = await settleToTheEnd(stage, step)
    assertKind(found, 'there')
    const posts = await stage.posts(step.channel)
    assert.deepEqual(
      posts.map(({ remoteId }) => remoteId),
      [found.ref.remoteId],
    )
    assert.ok(found.ref.permalink)
  },
})

/** Nothing went out, but nobody said so: doubt, then what the settlement class can prove. */
const lostRequest = (id: string, promise: string, fault: Fault): Clause => ({
  id: `nothing.${id}`,
  promise: `${promise}: uncertain, then proven absent where the network can prove it, else put before a person`,
  applies: always,
  async prove(stage) {
    const step = await readyToSend(stage, say(fresh(`rien ${id}`)))
    await stage.fault(step.channel, { ...fault, operation: 'publish', count: 1 })
    assertKind(await publish(stage, step), 'uncertain')
    await stage.calm()
    const { settlement } = stage.connector.manifest
    if (settlement === 'good') {
      const first = await settle(stage, step)
      assertKind(first, 'unknown')
      assert.equal(first.why, 'not-seen-yet')
    }
    const end = await settleToTheEnd(stage, step)
    if (settlement === 'exact' || settlement === 'good') {
      assertKind(end, 'absent')
      await published(stage, step)
      assert.equal((await stage.posts(step.channel)).length, 1)
    } else {
      assertKind(end, 'unknown')
      assert.equal(end.why, 'cannot-prove')
    }
  },
})

const delayed = (headers: NonNullable<Fault['headers']>, seconds: readonly [number, number]): Clause => ({
  id: `limit.${headers}`,
  promise: `too many calls (${headers} headers): delayed to a sensible instant, nothing sent`,
  applies: always,
  async prove(stage) {
    const step = await readyToSend(stage, say(fresh(`limite ${headers}`)))
    await stage.fault(step.channel, {
      kind: 'rate-limit',
      retryAfterSeconds: 120,
      headers,
      operation: 'publish',
      count: 1,
    })
    const answer = await publish(stage, step)
    assertKind(answer, 'delayed')
    const wait = answer.until.since(step.ports.clock.now()).total('seconds')
    assert.ok(wait >= seconds[0] && wait <= seconds[1], `waits ${wait} s`)
    assert.deepEqual(await stage.posts(step.channel), [])
    await published(stage, step)
  },
})

async function lostAtPublish(
  stage: Stage,
  variantOfDeath: () => Promise<void>,
  step: Awaited<ReturnType<typeof readyToSend>>,
) {
  await variantOfDeath()
  const answer = await publish(stage, step)
  assertKind(answer, 'credentials-lost', 'unavailable')
  if (answer.kind === 'credentials-lost') return
  // Where a dead token and a run-out one look alike, the refresh tells.
  assert.equal(answer.why, 'token-expired')
  assert.ok(stage.connector.refresh)
  assertKind(await stage.connector.refresh(step.ports, step.channel), 'credentials-lost')
}

export const faults: readonly Clause[] = [
  lostAnswer('silence', 'no answer after the post was made', { kind: 'commit-silence' }),
  lostAnswer('reset', 'the connection cut in the middle of the answer', { kind: 'commit-reset' }),
  lostAnswer('error', 'a server error after the post was made', { kind: 'commit-error', status: 500 }),
  lostAnswer('broken', 'an answer that is no JSON', { kind: 'broken-json' }),
  lostAnswer('shape', 'an answer of another shape', { kind: 'wrong-shape' }),
  lostRequest('silence', 'no answer, and no post', { kind: 'silence' }),
  lostRequest('reset', 'the connection cut, and no post', { kind: 'reset' }),
  lostRequest('error', 'a server error, and no post', { kind: 'error', status: 503 }),
  lostRequest('maintenance', 'a page of maintenance, and no post', { kind: 'maintenance' }),
  delayed('network', [100, 140]),
  delayed('retry-after', [100, 140]),
  delayed('none', [1, 3600]),
  delayed('garbage', [1, 3600]),
  {
    id: 'token.dead',
    promise: 'dead tokens are told as lost credentials, at once or by the refresh, and nothing goes out',
    applies: always,
    async prove(stage) {
      const step = await readyToSend(stage, say(fresh('sans jeton')))
      await lostAtPublish(stage, () => stage.killTokens(step.channel), step)
      assert.deepEqual(await stage.posts(step.channel), [])
    },
  },
  {
    id: 'scope.lost',
    promise: 'a missing right is told as such or as a refusal, never as lost credentials or doubt',
    // An app password carries no single rights that could be missing.
    applies: ({ manifest }) => manifest.connect.some(({ kind }) => kind === 'oauth2'),
    async prove(stage) {
      const step = await readyToSend(stage, say(fresh('sans droit')))
      await stage.fault(step.channel, { kind: 'scope-lost', operation: 'publish', count: 1 })
      assertKind(await publish(stage, step), 'permission-missing', 'refused')
      assert.deepEqual(await stage.posts(step.channel), [])
    },
  },
  {
    id: 'refused.too-long',
    promise: 'a text past the limit is refused, naming field and rule',
    applies: always,
    async prove(stage) {
      const most = Math.max(...stage.connector.manifest.rules.text.limits.map(({ max }) => max))
      const step = await readyToSend(stage, say('a'.repeat(most + 1)))
      const answer = await publish(stage, step)
      assertKind(answer, 'refused')
      assert.ok(['text', 'request'].includes(answer.field), answer.field)
      assert.ok(['too-long', 'invalid'].includes(answer.rule), answer.rule)
      assert.ok(answer.status !== null && answer.status >= 400 && answer.status < 500)
      assert.deepEqual(await stage.posts(step.channel), [])
    },
  },
  {
    id: 'refused.duplicate',
    promise: 'a repeat that the network refuses is a refusal, not doubt',
    applies: ({ manifest }) => manifest.id === 'facebook' || manifest.id === 'x',
    async prove(stage) {
      const step = await readyToSend(stage, say(fresh('déjà dit')))
      await stage.fault(step.channel, { kind: 'duplicate', operation: 'publish', count: 1 })
      assertKind(await publish(stage, step), 'refused')
    },
  },
  {
    id: 'sunset',
    promise: 'a version that was switched off is a refusal or unavailable, never doubt and never lost credentials',
    applies: always,
    async prove(stage) {
      const step = await readyToSend(stage, say(fresh('ancienne version')))
      await stage.fault(step.channel, { kind: 'sunset', operation: 'publish', count: 1 })
      const answer = await publish(stage, step)
      assertKind(answer, 'refused', 'unavailable')
      assert.deepEqual(await stage.posts(step.channel), [])
    },
  },
  {
    id: 'late-visibility',
    promise: 'a post that is slow to show is never called absent by one reading',
    applies: ({ manifest }) => manifest.settlement === 'good' || manifest.settlement === 'weak',
    async prove(stage) {
      const step = await readyToSend(stage, say(fresh('tard visible')))
      await stage.fault(step.channel, { kind: 'late-visibility', seconds: 3 })
      await published(stage, step)
      const first = await settle(stage, step)
      assertKind(first, 'unknown')
      assert.ok(first.readAgainAt !== null)
      await stage.calm()
      await new Promise((resolve) => setTimeout(resolve, 3200))
      assertKind(await settle(stage, step, [step.ports.clock.now()]), 'there')
    },
  },
]
