import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import {
  afterFailure,
  cancel,
  claim,
  Delivery,
  decideAbsent,
  decideThere,
  enterSending,
  type Failure,
  failed,
  hold,
  lapseLease,
  type Moved,
  partial,
  postedByHand,
  publishNow,
  published,
  release,
  reschedule,
  sendComment,
  settleAbsent,
  settleLater,
  settleThere,
  stopListOf,
  TRANSITIONS,
  uncertain,
  withdraw,
} from './index.ts'
import { scheduledDelivery } from './testing/scheduled-delivery.ts'
import type { Refused } from '../shared/index.ts'

const DUE = Temporal.Instant.from('2026-12-12T13:37:00Z')
const FOUND = { remoteId: '3k', permalink: 'https://bsky.example/3k', at: DUE }

const scheduled = scheduledDelivery(DUE)

function must(result: Moved | Refused<string>): Delivery {
  if (result.kind === 'refused') throw new Error(result.why)
  return result.delivery
}
const claimed = must(claim(scheduled, 'w1', DUE.subtract({ seconds: 10 })))
const sending = must(enterSending(claimed, claimed.fence, { kind: 'send' }, DUE))

describe('a claim', () => {
  test('is a lease until fifteen seconds past the due time, with a new fence', () => {
    expect(claimed).toMatchObject({ state: 'claimed', fence: 1, claimedBy: 'w1', leaseUntil: DUE.add({ seconds: 15 }) })
    const late = must(claim(scheduled, 'w1', DUE.add({ seconds: 60 })))
    expect(late.leaseUntil).toEqual(DUE.add({ seconds: 75 }))
  })

  test('is not given too early, nor before a time that the network asked for', () => {
    expect(claim(scheduled, 'w', DUE.subtract({ seconds: 31 }))).toEqual({ kind: 'refused', why: 'not-yet' })
    expect(claim({ ...scheduled, retryAt: DUE.add({ seconds: 90 }) }, 'w', DUE)).toEqual({
      kind: 'refused',
      why: 'not-yet',
    })
    expect(claim({ ...scheduled, dueAt: null }, 'w', DUE)).toEqual({ kind: 'refused', why: 'no-instant' })
    expect(claim(claimed, 'w', DUE)).toEqual({ kind: 'refused', why: 'not-scheduled' })
  })

  test('lapses when its worker is gone, and the order of the old worker is void', () => {
    expect(lapseLease(claimed, DUE)).toEqual({ kind: 'refused', why: 'lease-runs' })
    const again = must(claim(must(lapseLease(claimed, DUE.add({ seconds: 15 }))), 'w2', DUE.add({ seconds: 16 })))
    expect(enterSending(again, claimed.fence, { kind: 'send' }, DUE.add({ seconds: 17 }))).toEqual({
      kind: 'refused',
      why: 'fence-is-old',
    })
    expect(again.fence).toBe(3)
  })
})

describe('a strict stop', () => {
  test('takes a claimed delivery away from its worker', () => {
    const held = must(hold(claimed, 'hold', 'event-held'))
    expect(held).toMatchObject({ state: 'held', heldBecause: 'hold', claimedBy: null, leaseUntil: null })
    expect(enterSending(held, claimed.fence, { kind: 'send' }, DUE)).toEqual({ kind: 'refused', why: 'not-claimed' })
    const back = must(claim(must(release(held, DUE, 'countdown-changed')), 'w2', DUE))
    expect(enterSending(back, claimed.fence, { kind: 'send' }, DUE)).toEqual({ kind: 'refused', why: 'fence-is-old' })
  })

  test('cannot call back what is on its way', () => {
    expect(hold(sending, 'hold', 'event-held')).toEqual({ kind: 'refused', why: 'on-its-way' })
    expect(cancel(sending, 'cancel-asked')).toEqual({ kind: 'refused', why: 'on-its-way' })
    expect(publishNow(sending, DUE)).toEqual({ kind: 'refused', why: 'on-its-way' })
    expect(reschedule(sending, null, 'rescheduled')).toEqual({ kind: 'refused', why: 'on-its-way' })
  })

  test('sorts every delivery into one list', () => {
    expect(stopListOf('held')).toBe('stopped')
    expect(stopListOf('partial')).toBe('already-out')
    expect(stopListOf('uncertain')).toBe('unknown')
    expect(stopListOf('cancelled')).toBeNull()
  })
})

describe('a failure', () => {
  const facts: Parameters<typeof afterFailure>[2] = { firstPart: null, random: 0.5, now: DUE.add({ seconds: 1 }) }
  const after = (failure: Failure, more: Partial<typeof facts> = {}) =>
    must(afterFailure(sending, failure, { ...facts, ...more }))

  test('that is proven not to have sent anything is tried again', () => {
    expect(after({ kind: 'unavailable' })).toMatchObject({
      state: 'scheduled',
      cause: 'proven-not-sent',
      tries: 1,
      retryAt: DUE.add({ milliseconds: 1500 }),
    })
  })

  test('waits as long as the network asks, but is held when that is too late', () => {
    const soon = after({ kind: 'delayed', until: DUE.add({ seconds: 60 }) })
    expect(soon.state).toBe('scheduled')
    expect(soon.retryAt && Temporal.Instant.compare(soon.retryAt, DUE.add({ seconds: 60 }))).toBeGreaterThanOrEqual(0)
    expect(after({ kind: 'delayed', until: DUE.add({ seconds: 601 }) })).toMatchObject({
      state: 'held',
      heldBecause: 'too-late',
      cause: 'late-limit',
    })
  })

  test('that is a permanent no ends it, lost credentials hold it', () => {
    expect(after({ kind: 'refused', field: 'text', rule: 'too-long', reason: null })).toMatchObject({
      state: 'failed',
      cause: 'network-refused',
    })
    expect(after({ kind: 'credentials-lost' })).toMatchObject({ state: 'held', heldBecause: 'credentials-lost' })
    expect(after({ kind: 'permission-missing', scope: 'write' })).toMatchObject({
      state: 'held',
      heldBecause: 'credentials-lost',
    })
  })

  test('that says nothing is uncertain, never failed', () => {
    expect(after({ kind: 'uncertain' })).toMatchObject({
      state: 'uncertain',
      cause: 'answer-lost',
      settleAt: facts.now,
    })
  })

  test('in the middle of a thread: the rest is tried again when it is proven not sent, else the thread is partial', () => {
    const inThread = { firstPart: FOUND }
    expect(after({ kind: 'unavailable' }, inThread)).toMatchObject({
      state: 'scheduled',
      cause: 'proven-not-sent',
      retryAt: DUE.add({ milliseconds: 1500 }),
      remoteId: '3k',
    })
    for (const end of [
      after({ kind: 'delayed', until: DUE.add({ seconds: 601 }) }, inThread),
      after({ kind: 'refused', field: 'text', rule: 'too-long', reason: null }, inThread),
      after({ kind: 'credentials-lost' }, inThread),
    ]) {
      expect(end).toMatchObject({ state: 'partial', remoteId: '3k', publishedAt: DUE, heldBecause: null })
      expect(must(publishNow(end, DUE))).toMatchObject({ state: 'scheduled', cause: 'retry-asked', remoteId: '3k' })
    }
    expect(after({ kind: 'uncertain' }, inThread)).toMatchObject({ state: 'uncertain', remoteId: '3k' })
  })

  test('of a first comment leaves the post published, whatever it is, and someone is told', () => {
    const comment = { firstPart: FOUND, isComment: true }
    for (const lost of [
      { kind: 'refused', field: 'text', rule: 'too-long', reason: null },
      { kind: 'credentials-lost' },
      { kind: 'delayed', until: DUE.add({ seconds: 601 }) },
    ] as const) {
      const end = afterFailure(sending, lost, { ...facts, ...comment })
      expect(end).toMatchObject({
        leavesComment: true,
        delivery: { state: 'published', remoteId: '3k', publishedAt: DUE },
      })
    }
    const again = after({ kind: 'unavailable' }, comment)
    expect(again).toMatchObject({ state: 'scheduled', commentOnly: true })
    for (const end of [hold(again, 'hold', 'event-held'), cancel(again, 'cancel-asked')])
      expect(must(end)).toMatchObject({ state: 'published', commentOnly: false, heldBecause: null })
    expect(reschedule(again, DUE.add({ hours: 1 }), 'countdown-changed')).toEqual({
      kind: 'refused',
      why: 'already-out',
    })
    const doubted = after({ kind: 'uncertain' }, comment)
    expect(must(decideAbsent(doubted, FOUND))).toMatchObject({ state: 'published', cause: 'person-ruled-absent' })
    const late = DUE.add({ hours: 3 })
    const asked = must(sendComment(must(decideThere(doubted, FOUND)), late, 'retry-asked'))
    expect(asked).toMatchObject({ state: 'scheduled', commentOnly: true, dueAt: DUE, retryAt: late })
  })

  test('that is tried too often ends it', () => {
    expect(must(afterFailure({ ...sending, tries: 8 }, { kind: 'unavailable' }, facts))).toMatchObject({
      state: 'failed',
      cause: 'tries-exhausted',
    })
  })
})

describe('an unknown outcome', () => {
  const lost = must(uncertain(sending, 'worker-lost', DUE.add({ seconds: 5 })))

  test('is settled by what is read back', () => {
    expect(must(settleThere(lost, FOUND))).toMatchObject({
      state: 'published',
      permalink: FOUND.permalink,
      settleAt: null,
    })
    expect(must(settleThere(lost, FOUND, false)).state).toBe('partial')
    expect(must(settleAbsent(lost, DUE.add({ seconds: 30 })))).toMatchObject({
      state: 'scheduled',
      cause: 'read-back-absent',
      tries: 1,
    })
    expect(must(settleAbsent(lost, DUE.add({ seconds: 601 })))).toMatchObject({
      state: 'held',
      heldBecause: 'too-late',
    })
    expect(must(settleLater(lost, DUE, true))).toMatchObject({
      state: 'uncertain',
      cause: 'worker-lost',
      emptyReads: 1,
      sendingAt: DUE,
    })
  })

  test('is never sent again on a person’s word alone, but may be published by an order', () => {
    const absent = must(decideAbsent(lost))
    expect(absent).toMatchObject({ state: 'failed', cause: 'person-ruled-absent' })
    expect(must(publishNow(absent, DUE.add({ hours: 2 })))).toMatchObject({
      state: 'scheduled',
      dueAt: DUE.add({ hours: 2 }),
      tries: 0,
    })
    expect(must(decideThere(lost, FOUND))).toMatchObject({ state: 'published', cause: 'person-found' })
    // In the middle of a thread: what is out stays told.
    expect(must(decideThere(lost, FOUND, false))).toMatchObject({ state: 'partial', remoteId: '3k' })
    expect(must(decideAbsent(lost, FOUND))).toMatchObject({ state: 'partial', publishedAt: DUE })
  })

  test('is not called off, held or edited over meanwhile', () => {
    expect(cancel(lost, 'cancel-asked')).toEqual({ kind: 'refused', why: 'on-its-way' })
    expect(hold(lost, 'stop-switch', 'stop-switch-on')).toEqual({ kind: 'refused', why: 'on-its-way' })
  })
})

test('what people posted by hand is out, and no worker sends it after them', () => {
  const done = must(postedByHand(claimed, FOUND, DUE))
  expect(done).toMatchObject({ state: 'published', byHand: true, publishedAt: DUE })
  expect(done.fence).toBeGreaterThan(claimed.fence)
  expect(postedByHand(claimed, FOUND, DUE.subtract({ minutes: 2 }))).toEqual({ kind: 'refused', why: 'in-the-future' })
  expect(postedByHand(done, FOUND, DUE)).toEqual({ kind: 'refused', why: 'already-out' })
  expect(must(withdraw(done)).state).toBe('withdrawn')
})

const failure: fc.Arbitrary<Failure> = fc.constantFrom<Failure[]>(
  { kind: 'delayed', until: DUE.add({ seconds: 100 }) },
  { kind: 'refused', field: 'text', rule: 'too-long', reason: null },
  { kind: 'credentials-lost' },
  { kind: 'permission-missing', scope: 'write' },
  { kind: 'unavailable' },
  { kind: 'uncertain' },
)
type Step = {
  verb: keyof ReturnType<typeof verbs>
  seconds: number
  random: number
  failure: Failure
  thread: boolean
  oldFence: boolean
}
const verbs = (d: Delivery, now: Temporal.Instant, { random, failure: lost, thread, oldFence }: Step) => ({
  claim: () => claim(d, 'w', now),
  lapseLease: () => lapseLease(d, now),
  enter: () =>
    enterSending(
      d,
      oldFence ? d.fence - 1 : d.fence,
      random < 0.2 ? { kind: 'held', because: 'not-approved' } : { kind: 'send' },
      now,
    ),
  published: () => published(d, { ...FOUND, at: now }),
  partial: () => partial(d, { ...FOUND, at: now }),
  failure: () =>
    afterFailure(d, lost, { firstPart: thread ? FOUND : null, isComment: thread && oldFence, random, now }),
  comment: () => sendComment(d, now, 'retry-asked'),
  failed: () => failed(d, 'network-refused'),
  workerLost: () => uncertain(d, 'worker-lost', now),
  settleThere: () => settleThere(d, FOUND, thread),
  settleAbsent: () => settleAbsent(d, now),
  settleLater: () => settleLater(d, random < 0.5 ? now : null, thread),
  decideThere: () => decideThere(d, FOUND, thread),
  decideAbsent: () => decideAbsent(d, thread ? FOUND : null),
  hold: () => hold(d, 'hold', 'event-held'),
  release: () => release(d, random < 0.1 ? null : now, 'release-asked'),
  reschedule: () => reschedule(d, now.add({ seconds: 20 }), 'countdown-changed'),
  cancel: () => cancel(d, 'cancel-asked'),
  publishNow: () => publishNow(d, now),
  byHand: () => postedByHand(d, FOUND, FOUND.at),
  withdraw: () => withdraw(d),
})
const VERBS = Object.keys(
  verbs(scheduled, DUE, {
    verb: 'claim',
    seconds: 0,
    random: 0,
    failure: { kind: 'uncertain' },
    thread: false,
    oldFence: false,
  }),
) as Step['verb'][]
const step: fc.Arbitrary<Step> = fc.record({
  verb: fc.constantFrom(...VERBS),
  seconds: fc.integer({ min: 0, max: 60 }),
  random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  failure,
  thread: fc.boolean(),
  oldFence: fc.boolean(),
})

test.prop([fc.array(step, { maxLength: 60 })], { numRuns: 1000 })(
  'whatever is ordered, in whatever order, no delivery leaves the declared transitions or contradicts itself',
  (steps) => {
    let delivery = scheduled
    let now = DUE.subtract({ seconds: 30 })
    for (const one of steps) {
      now = now.add({ seconds: one.seconds })
      const result = verbs(delivery, now, one)[one.verb]()
      if (result.kind === 'refused') continue
      const next = result.delivery
      expect(TRANSITIONS[delivery.state]).toContain(next.state)
      expect(result.from).toBe(delivery.state)
      expect(next.cause).toBe(result.cause)
      expect(Delivery.safeEncode(next).error?.issues).toBeUndefined()
      expect(next.fence).toBeGreaterThanOrEqual(delivery.fence)
      expect(next.state === 'held').toBe(next.heldBecause !== null)
      expect(next.state === 'claimed').toBe(next.leaseUntil !== null && next.claimedBy !== null)
      if (next.state === 'sending') expect([delivery.state, one.oldFence]).toEqual(['claimed', false])
      if (next.state === 'published') expect(next.publishedAt).not.toBeNull()
      // Once a post is out, nothing that becomes of its comment takes that back.
      if (delivery.commentOnly) expect(['failed', 'held', 'cancelled', 'partial']).not.toContain(next.state)
      if (next.commentOnly) expect(['scheduled', 'claimed', 'sending', 'uncertain']).toContain(next.state)
      // The right to send is lost for good: whoever held the old fence can never use it again.
      if (delivery.state === 'claimed' && next.state !== 'sending') expect(next.fence).toBeGreaterThan(delivery.fence)
      delivery = next
    }
  },
)

test('nothing comes back from the dead ends', () => {
  for (const state of ['cancelled', 'withdrawn'] as const) {
    for (const verb of VERBS) {
      const one: Step = {
        verb,
        seconds: 0,
        random: 0.5,
        failure: { kind: 'unavailable' },
        thread: false,
        oldFence: false,
      }
      expect(verbs({ ...scheduled, state }, DUE, one)[verb]().kind).toBe('refused')
    }
  }
})
