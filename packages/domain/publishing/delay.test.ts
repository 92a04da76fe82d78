import { expect, test } from 'vitest'
import { delayClaim, type Delivery } from './index.ts'

const DUE = Temporal.Instant.from('2026-12-12T22:37:00Z')
const claimed = {
  id: '1',
  state: 'claimed',
  cause: 'leased',
  dueAt: DUE,
  lateLimitSeconds: 600,
  fence: 4,
  tries: 2,
  claimedBy: 'a',
  leaseUntil: DUE.add({ seconds: 15 }),
  commentOnly: false,
} as Delivery
const wait = (until: Temporal.Instant, waiting: number, random: number) => {
  const outcome = delayClaim(claimed, until, { waiting, random })
  if (outcome.kind === 'refused') throw new Error(outcome.why)
  return outcome.delivery
}

test('a claim that must wait goes back behind the instant that the network named, and no try is counted', () => {
  const until = DUE.add({ seconds: 120 })
  expect(wait(until, 1, 0)).toMatchObject({ state: 'scheduled', fence: 5, tries: 2, retryAt: until, claimedBy: null })
  expect(delayClaim({ ...claimed, state: 'sending' }, until, { waiting: 1, random: 0 }).kind).toBe('refused')
})

test('the more wait for one budget, the wider they are spread behind its reset, up to half a minute', () => {
  const until = DUE.add({ seconds: 120 })
  const last = (waiting: number) => until.until(wait(until, waiting, 0.9999).retryAt!).total('seconds')
  expect([1, 100, 10_000].map((waiting) => Math.round(last(waiting)))).toEqual([1, 5, 30])
})

test('what would then be too late is held, not sent stale', () => {
  expect(wait(DUE.add({ seconds: 601 }), 1, 0)).toMatchObject({ state: 'held', heldBecause: 'too-late' })
})
