import assert from 'node:assert/strict'
import { assertKind, fresh, publish, readyToSend, say, settle } from './acts.ts'
import type { Clause, Fault } from './stage.ts'

/** An answer made to harm: doubt for a write, "no answer" for a read, in bounded time, and the next call is served as ever. */
const hostile = (id: string, promise: string, fault: Fault): Clause => ({
  id: `hostile.${id}`,
  promise: `${promise}: doubt in bounded time, nothing else`,
  applies: () => true,
  async prove(stage) {
    const step = await readyToSend(stage, say(fresh(`hostile ${id}`)))
    const begun = performance.now()
    await stage.fault(step.channel, { ...fault, operation: 'publish', count: 1 })
    assertKind(await publish(stage, step), 'uncertain')
    await stage.calm()
    await stage.fault(step.channel, fault)
    const read = await settle(stage, step)
    assertKind(read, 'unknown')
    assert.equal(read.why, 'no-answer')
    assert.notEqual((await stage.connector.readAccountMetrics(step.ports, step.channel)).kind, 'credentials-lost')
    await stage.calm()
    assert.ok(performance.now() - begun < 20_000)
    assertKind(await stage.connector.health(step.ports, step.channel), 'healthy')
  },
})

export const hostility: readonly Clause[] = [
  hostile('huge', 'a body without end', { kind: 'huge-body' }),
  hostile('drip', 'an answer byte by byte', { kind: 'drip', ms: 200 }),
  hostile('deep', 'JSON nested very deep', { kind: 'deep-json', depth: 100_000 }),
  hostile('redirect', 'a redirect to an internal address', {
    kind: 'redirect',
    location: 'http://169.254.169.254/latest/meta-data',
  }),
]
