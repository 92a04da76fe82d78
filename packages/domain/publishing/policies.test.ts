import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { gate, type GateFacts, isTooLate, type ReadBack, RETRY, retryAt, settlementVerdict } from './index.ts'

const DUE = Temporal.Instant.from('2026-12-12T13:37:00Z')
const after = (seconds: number) => DUE.add({ seconds })

const open: GateFacts = {
  dueAt: DUE,
  lateLimitSeconds: 600,
  agencyStopped: false,
  clientStopped: false,
  anchor: { attempt: { state: 'go', outcome: null }, poll: null, condition: 'go' },
  approval: 'holds',
  channel: 'connected',
  credentialsExpired: false,
  problems: 0,
}

describe('the gate', () => {
  test('opens at the instant and not before', () => {
    expect(gate(open, DUE)).toEqual({ kind: 'send' })
    expect(gate(open, DUE.subtract({ nanoseconds: 1 }))).toEqual({ kind: 'not-yet' })
    expect(gate({ ...open, anchor: null }, after(600))).toEqual({ kind: 'send' })
  })

  test.each<[Partial<GateFacts>, string]>([
    [{ agencyStopped: true }, 'stop-switch'],
    [{ clientStopped: true }, 'stop-switch'],
    [{ anchor: { attempt: { state: 'hold', outcome: null }, poll: null, condition: 'any' } }, 'hold'],
    [{ anchor: { attempt: { state: 'planned', outcome: null }, poll: null, condition: 'go' } }, 'condition-not-met'],
    [{ anchor: { attempt: { state: 'go', outcome: null }, poll: 'no-go', condition: 'go' } }, 'condition-not-met'],
    [{ anchor: { attempt: { state: 'go', outcome: null }, poll: 'asking', condition: 'go' } }, 'condition-not-met'],
    [{ anchor: { attempt: { state: 'scrubbed', outcome: null }, poll: null, condition: 'any' } }, 'condition-not-met'],
    [
      { anchor: { attempt: { state: 'closed', outcome: 'partial' }, poll: null, condition: 'success' } },
      'condition-not-met',
    ],
    [{ approval: 'none' }, 'not-approved'],
    [{ approval: 'content-changed' }, 'approval-lapsed'],
    [{ approval: 'slipped-too-far' }, 'approval-lapsed'],
    [{ channel: 'disconnected' }, 'channel-disconnected'],
    [{ channel: 'reconnect' }, 'credentials-lost'],
    [{ credentialsExpired: true }, 'credentials-lost'],
    [{ problems: 1 }, 'against-rules'],
    [{ dueAt: null }, 't0-unknown'],
  ])('stays shut for %j: %s', (facts, because) => {
    expect(gate({ ...open, ...facts }, DUE)).toEqual({ kind: 'held', because })
  })

  test('never sends what is stale', () => {
    expect(gate(open, after(601))).toEqual({ kind: 'held', because: 'too-late' })
    expect(isTooLate(DUE, 600, after(600))).toBe(false)
  })

  test('reminds a person where the network is served by hand, under the same conditions', () => {
    expect(gate({ ...open, channel: 'by-hand' }, DUE)).toEqual({ kind: 'by-hand' })
    expect(gate({ ...open, channel: 'by-hand', approval: 'none' }, DUE)).toEqual({
      kind: 'held',
      because: 'not-approved',
    })
  })

  const facts: fc.Arbitrary<GateFacts> = fc.record({
    dueAt: fc.constantFrom(DUE, null),
    lateLimitSeconds: fc.constant(600),
    agencyStopped: fc.boolean(),
    clientStopped: fc.boolean(),
    anchor: fc.option(
      fc.record({
        attempt: fc.record({
          state: fc.constantFrom('planned', 'go', 'hold', 'launched', 'scrubbed'),
          outcome: fc.constant(null),
        }),
        poll: fc.constantFrom(null, 'waiting', 'asking', 'go', 'no-go'),
        condition: fc.constantFrom('any', 'go', 'launched', 'success', 'scrubbed'),
      }),
    ),
    approval: fc.constantFrom('holds', 'none', 'content-changed'),
    channel: fc.constantFrom('connected', 'reconnect', 'disconnected', 'by-hand'),
    credentialsExpired: fc.boolean(),
    problems: fc.integer({ min: 0, max: 1 }),
  })
  test.prop([facts, fc.integer({ min: -10, max: 700 })], { numRuns: 2000 })(
    'opens only when nothing at all speaks against it',
    (one, seconds) => {
      if (gate(one, after(seconds)).kind !== 'send') return
      expect(one).toMatchObject({
        dueAt: DUE,
        agencyStopped: false,
        clientStopped: false,
        approval: 'holds',
        channel: 'connected',
        credentialsExpired: false,
        problems: 0,
      })
      expect(one.anchor?.attempt.state).not.toBe('hold')
      if (one.anchor?.attempt.state === 'scrubbed') expect(one.anchor.condition).toBe('scrubbed')
      if (one.anchor?.condition === 'go') expect([null, 'go']).toContain(one.anchor.poll)
      expect(seconds >= 0 && seconds <= 600).toBe(true)
    },
  )
})

describe('a retry', () => {
  const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
  test.prop([fc.integer({ min: 0, max: RETRY.maxTries - 1 }), random])(
    'waits within its doubling ceiling',
    (tries, chance) => {
      const at = retryAt({ kind: 'unavailable' }, tries, chance, DUE)
      const waited = at ? at.since(DUE).total('seconds') : Number.NaN
      expect(waited).toBeGreaterThanOrEqual(0)
      expect(waited).toBeLessThanOrEqual(Math.min(RETRY.capSeconds, RETRY.baseSeconds * 2 ** tries))
    },
  )

  test.prop([fc.integer({ min: 0, max: RETRY.maxTries - 1 }), random])(
    'never comes before the network allows',
    (tries, chance) => {
      const at = retryAt({ kind: 'delayed', until: after(30) }, tries, chance, DUE)
      expect(at && Temporal.Instant.compare(at, after(30))).toBeGreaterThanOrEqual(0)
    },
  )

  test('ends', () => {
    expect(retryAt({ kind: 'unavailable' }, RETRY.maxTries, 0.5, DUE)).toBeNull()
  })
})

describe('reading back proves', () => {
  const sentBy = after(30)
  const nothing = (seconds: number): ReadBack => ({ at: after(seconds), saw: 'nothing' })
  const there = (seconds: number): ReadBack => ({ at: after(seconds), saw: 'there' })
  const silence = (seconds: number): ReadBack => ({ at: after(seconds), saw: 'no-answer' })

  test('presence, on every network that can be read', () => {
    for (const settlement of ['exact', 'good', 'weak', 'none'] as const) {
      expect(settlementVerdict(settlement, [nothing(31), there(40)], sentBy, after(40))).toEqual({ kind: 'there' })
    }
  })

  test('absence on an exact network by two empty reads a moment apart, and no later than that', () => {
    expect(settlementVerdict('exact', [nothing(1)], sentBy, after(1))).toEqual({ kind: 'read-again', at: after(4) })
    expect(settlementVerdict('exact', [nothing(1), nothing(3)], sentBy, after(3))).toEqual({
      kind: 'read-again',
      at: after(4),
    })
    expect(settlementVerdict('exact', [nothing(1), nothing(4)], sentBy, after(4))).toEqual({ kind: 'absent' })
    expect(settlementVerdict('exact', [nothing(1), silence(4)], sentBy, after(4))).toMatchObject({ kind: 'read-again' })
  })

  test('absence on a good network by two empty reads two minutes apart', () => {
    expect(settlementVerdict('good', [nothing(31)], sentBy, after(31))).toEqual({ kind: 'read-again', at: after(151) })
    expect(settlementVerdict('good', [nothing(31), nothing(150)], sentBy, after(150))).toEqual({
      kind: 'read-again',
      at: after(151),
    })
    expect(settlementVerdict('good', [nothing(31), nothing(151)], sentBy, after(151))).toEqual({ kind: 'absent' })
    expect(settlementVerdict('good', [nothing(5), nothing(131)], sentBy, after(131))).toEqual({
      kind: 'read-again',
      at: after(251),
    })
  })

  test('never absence on a weak network, nothing at all on one that cannot be read', () => {
    expect(settlementVerdict('weak', [nothing(31), nothing(200)], sentBy, after(200))).toEqual({ kind: 'ask-a-person' })
    expect(settlementVerdict('none', [], sentBy, after(31))).toEqual({ kind: 'ask-a-person' })
  })

  test('nothing by silence: it is read again, and a person is asked within minutes', () => {
    expect(settlementVerdict('exact', [silence(31)], sentBy, after(31))).toEqual({ kind: 'read-again', at: after(36) })
    expect(settlementVerdict('exact', [silence(31), silence(40)], sentBy, after(40))).toEqual({
      kind: 'read-again',
      at: after(50),
    })
    expect(settlementVerdict('exact', [silence(31), silence(629)], sentBy, after(630))).toEqual({
      kind: 'ask-a-person',
    })
  })

  const read = fc.record({
    seconds: fc.integer({ min: 0, max: 900 }),
    saw: fc.constantFrom<ReadBack['saw'][]>('there', 'nothing', 'no-answer'),
  })
  test.prop([fc.constantFrom('exact', 'good', 'weak', 'none'), fc.array(read, { maxLength: 8 })], { numRuns: 1000 })(
    'absence never by a single empty read, and on a good network by none while the call could still land',
    (settlement, list) => {
      const reads = list
        .toSorted((a, b) => a.seconds - b.seconds)
        .map(({ seconds, saw }): ReadBack => ({ at: after(seconds), saw }))
      const now = reads.at(-1)?.at ?? sentBy
      const verdict = settlementVerdict(settlement, reads, sentBy, now)
      if (verdict.kind === 'absent') {
        expect(['exact', 'good']).toContain(settlement)
        const empty = list.filter(({ seconds, saw }) => saw === 'nothing' && (settlement === 'exact' || seconds >= 30))
        const spread =
          Math.max(...empty.map(({ seconds }) => seconds)) - Math.min(...empty.map(({ seconds }) => seconds))
        expect(spread).toBeGreaterThanOrEqual(settlement === 'exact' ? 3 : 120)
        expect(list.some(({ saw }) => saw === 'there')).toBe(false)
      }
      if (verdict.kind === 'read-again') expect(Temporal.Instant.compare(verdict.at, now)).toBeGreaterThanOrEqual(0)
    },
  )
})
