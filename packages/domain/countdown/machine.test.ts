import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import {
  Attempt,
  clockAt,
  close,
  hold,
  markLaunched,
  newAttempt,
  openAttempt,
  resume,
  scrub,
  setGo,
  setT0,
  slip,
  type AttemptState,
  type Outcome,
  type T0,
} from './index.ts'

const ID = '019a0000-0000-7000-8000-000000000001'
const NEXT = '019a0000-0000-7000-8000-000000000002'
const ZONE = 'America/Cayenne'
const at = (text: string) => Temporal.Instant.from(text)
const T0_AT = at('2026-12-12T13:37:00Z')
const NOW = at('2026-12-12T13:00:00Z')
const known: T0 = { kind: 'instant', at: T0_AT }
const planned = newAttempt(ID, 1, known)
const go: Attempt = { ...planned, state: 'go' }

describe('go', () => {
  test('wants an instant that lies ahead', () => {
    expect(setGo(planned, NOW)).toMatchObject({ kind: 'go', attempt: { state: 'go', t0: known } })
    expect(setGo({ ...planned, t0: { kind: 'day', day: '2026-12-12' } }, NOW)).toEqual({
      kind: 'refused',
      why: 't0-not-an-instant',
    })
    expect(setGo(planned, T0_AT)).toEqual({ kind: 'refused', why: 't0-in-the-past' })
    expect(setGo(go, NOW)).toEqual({ kind: 'refused', why: 'already-go' })
  })
})

describe('a hold', () => {
  test('clears T-0 and keeps where the clock stood', () => {
    const held = hold(go, at('2026-12-12T13:30:00Z'))
    expect(held).toMatchObject({
      kind: 'held',
      attempt: { state: 'hold', t0: { kind: 'unknown' }, heldClockSeconds: -420 },
    })
    if (held.kind !== 'held') return
    expect(clockAt(held.attempt, at('2026-12-12T15:00:00Z'))).toMatchObject({
      kind: 'frozen',
      because: 'hold',
      parts: { sign: '-', minutes: 7, seconds: 0 },
    })
    expect(hold(held.attempt, NOW)).toEqual({ kind: 'refused', why: 'on-hold' })
  })

  test('is resumed with a T-0, as planned or as go', () => {
    const held = hold(go, NOW)
    if (held.kind !== 'held') throw new Error('A go attempt can be held')
    const later = T0_AT.add({ hours: 2 })
    expect(resume(held.attempt, 'go', later, NOW)).toMatchObject({
      kind: 'resumed',
      attempt: { state: 'go', t0: { kind: 'instant', at: later }, heldAt: null, heldClockSeconds: null },
    })
    expect(resume(held.attempt, 'planned', NOW, NOW)).toEqual({ kind: 'refused', why: 't0-in-the-past' })
    expect(resume(go, 'go', later, NOW)).toEqual({ kind: 'refused', why: 'not-on-hold' })
  })
})

describe('a slip', () => {
  test('says how far T-0 moved, also backwards, and not from where it was unknown', () => {
    const later = slip(go, T0_AT.add({ hours: 48 }), NOW)
    expect(later.kind === 'slipped' && later.by?.total('hours')).toBe(48)
    const earlier = slip(planned, T0_AT.subtract({ minutes: 10 }), NOW)
    expect(earlier.kind === 'slipped' && earlier.by?.total('minutes')).toBe(-10)
    const first = slip({ ...planned, t0: { kind: 'unknown' } }, T0_AT, NOW)
    expect(first.kind === 'slipped' && first.by).toBeNull()
  })

  test('is refused into the past, to the same instant, from a hold and after the end', () => {
    expect(slip(go, NOW, NOW)).toEqual({ kind: 'refused', why: 't0-in-the-past' })
    expect(slip(go, T0_AT, NOW)).toEqual({ kind: 'refused', why: 't0-unchanged' })
    expect(slip({ ...go, state: 'hold' }, T0_AT, NOW)).toEqual({ kind: 'refused', why: 'on-hold' })
    expect(slip({ ...go, state: 'launched' }, T0_AT, NOW)).toEqual({ kind: 'refused', why: 'launched' })
    expect(slip({ ...go, state: 'scrubbed' }, T0_AT, NOW)).toEqual({ kind: 'refused', why: 'attempt-is-over' })
  })
})

describe('T-0', () => {
  test('may be a day, also today in the zone of the event, but not one gone by', () => {
    const night = at('2026-12-13T02:00:00Z') // 23:00 on the 12th in Kourou
    expect(setT0(planned, { kind: 'day', day: '2026-12-12' }, ZONE, night)).toMatchObject({ kind: 't0-set' })
    expect(setT0(planned, { kind: 'day', day: '2026-12-11' }, ZONE, night)).toEqual({
      kind: 'refused',
      why: 't0-in-the-past',
    })
    expect(setT0(planned, { kind: 'unknown' }, ZONE, NOW)).toMatchObject({
      kind: 't0-set',
      attempt: { t0: { kind: 'unknown' } },
    })
    expect(setT0(go, { kind: 'unknown' }, ZONE, NOW)).toEqual({ kind: 'refused', why: 'already-go' })
  })
})

describe('a scrub', () => {
  test('at seven seconds freezes the clock there', () => {
    const scrubbed = scrub(go, T0_AT.subtract({ seconds: 7 }))
    expect(scrubbed).toMatchObject({
      kind: 'scrubbed',
      attempt: { state: 'scrubbed', heldClockSeconds: -7, t0: known },
    })
  })

  test('of a held attempt keeps the clock of the hold', () => {
    const held = hold(go, T0_AT.subtract({ seconds: 60 }))
    if (held.kind !== 'held') throw new Error('A go attempt can be held')
    expect(scrub(held.attempt, T0_AT)).toMatchObject({ attempt: { heldClockSeconds: -60 } })
  })

  test('opens the way to a next attempt, perhaps without T-0', () => {
    const scrubbed = scrub(go, NOW)
    if (scrubbed.kind !== 'scrubbed') throw new Error('A go attempt can be scrubbed')
    const next = openAttempt(scrubbed.attempt, { id: NEXT, t0: { kind: 'unknown' }, zone: ZONE }, NOW)
    expect(next).toEqual({ kind: 'opened', attempt: newAttempt(NEXT, 2, { kind: 'unknown' }) })
    expect(openAttempt(go, { id: NEXT, t0: known, zone: ZONE }, NOW)).toEqual({ kind: 'refused', why: 'not-scrubbed' })
  })
})

describe('a lift-off', () => {
  test('is at T-0 unless another instant is entered, and never ahead', () => {
    const after = T0_AT.add({ minutes: 3 })
    expect(markLaunched(go, null, after)).toMatchObject({ kind: 'launched', attempt: { liftoffAt: T0_AT } })
    expect(markLaunched(go, T0_AT.add({ seconds: 42 }), after)).toMatchObject({
      attempt: { liftoffAt: T0_AT.add({ seconds: 42 }) },
    })
    expect(markLaunched(go, null, NOW)).toEqual({ kind: 'refused', why: 'liftoff-in-the-future' })
    expect(markLaunched(planned, null, after)).toEqual({ kind: 'refused', why: 'not-go' })
  })

  test('is closed with its outcome', () => {
    const launched: Attempt = { ...go, state: 'launched', liftoffAt: T0_AT }
    const end = T0_AT.add({ minutes: 35 })
    expect(close(launched, 'success', end)).toMatchObject({
      attempt: { state: 'closed', outcome: 'success', outcomeAt: end },
    })
    expect(close(go, 'success', end)).toEqual({ kind: 'refused', why: 'not-launched' })
  })
})

/** product.md's picture of the machine, as pairs. */
const DECLARED = new Set([
  'planned>go',
  'planned>hold',
  'planned>planned',
  'planned>scrubbed',
  'go>go',
  'go>hold',
  'go>launched',
  'go>scrubbed',
  'hold>planned',
  'hold>go',
  'hold>scrubbed',
  'launched>closed',
  'scrubbed>planned',
])

type Button = 'go' | 'hold' | 'resume' | 'slip' | 't0' | 'scrub' | 'launched' | 'close' | 'open'
type Press = { button: Button; seconds: number; t0: number; kind: T0['kind'] }
const press: fc.Arbitrary<Press> = fc.record({
  button: fc.constantFrom<Button[]>('go', 'hold', 'resume', 'slip', 't0', 'scrub', 'launched', 'close', 'open'),
  seconds: fc.integer({ min: 0, max: 7200 }),
  t0: fc.integer({ min: -3600, max: 86_400 }),
  kind: fc.constantFrom('unknown', 'day', 'instant'),
})

function apply(attempt: Attempt, { button, t0, kind }: Press, now: Temporal.Instant): Attempt | null {
  const target = now.add({ seconds: t0 })
  const value: T0 =
    kind === 'instant'
      ? { kind, at: target }
      : kind === 'day'
        ? { kind, day: target.toZonedDateTimeISO(ZONE).toPlainDate().toString() }
        : { kind }
  const outcomes: Outcome[] = ['success', 'partial', 'failure']
  const result = {
    go: () => setGo(attempt, now),
    hold: () => hold(attempt, now),
    resume: () => resume(attempt, t0 % 2 === 0 ? 'go' : 'planned', target, now),
    slip: () => slip(attempt, target, now),
    t0: () => setT0(attempt, value, ZONE, now),
    scrub: () => scrub(attempt, now),
    launched: () => markLaunched(attempt, t0 < 0 ? target : null, now),
    close: () => close(attempt, outcomes[Math.abs(t0) % 3] ?? 'success', now),
    open: () => openAttempt(attempt, { id: NEXT, t0: value, zone: ZONE }, now),
  }[button]()
  return result.kind !== 'refused' ? result.attempt : null
}

test.prop([fc.array(press, { maxLength: 40 })], { numRuns: 500 })(
  'whatever is pressed, in whatever order, no attempt leaves the declared states or contradicts itself',
  (presses) => {
    let attempt = newAttempt(ID, 1, { kind: 'unknown' })
    let now = NOW
    for (const one of presses) {
      now = now.add({ seconds: one.seconds })
      const next = apply(attempt, one, now)
      if (!next) continue
      expect(DECLARED).toContain(`${attempt.state}>${next.state}`)
      expect(Attempt.safeEncode(next).success).toBe(true)
      expect(next.state === 'closed').toBe(next.outcome !== null)
      expect(next.state === 'launched' || next.state === 'closed').toBe(next.liftoffAt !== null)
      expect(next.state === 'scrubbed').toBe(next.scrubbedAt !== null)
      if (next.state === 'hold') expect(next.t0).toEqual({ kind: 'unknown' })
      if (next.state === 'go') expect(next.t0.kind).toBe('instant')
      expect(['frozen', 'ticking', 'over', 'day', 'unknown']).toContain(clockAt(next, now).kind)
      attempt = next
    }
  },
)

test('every declared state can be reached', () => {
  const reached = new Set<AttemptState>()
  const walk = (attempt: Attempt) => {
    if (reached.has(attempt.state)) return
    reached.add(attempt.state)
    const after = T0_AT.add({ hours: 1 })
    for (const result of [
      setGo(attempt, NOW),
      hold(attempt, NOW),
      scrub(attempt, NOW),
      markLaunched(attempt, null, after),
      close(attempt, 'success', after),
    ]) {
      if (result.kind !== 'refused') walk(result.attempt)
    }
  }
  walk(planned)
  expect([...reached].toSorted()).toEqual(['closed', 'go', 'hold', 'launched', 'planned', 'scrubbed'])
})
