import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import {
  askAgain,
  asksAt,
  closePoll,
  closesAt,
  conditionHolds,
  newAttempt,
  openPoll,
  type Poll,
  pollAfter,
  pollState,
  remindsAt,
  sayInPoll,
  takesAnswers,
  withdrawVoice,
} from './index.ts'

const ID = '019a0000-0000-7000-8000-000000000001'
const T0 = Temporal.Instant.from('2026-12-12T18:37:00Z')
const before = (minutes: number) => T0.subtract({ minutes })
const attempt = newAttempt(ID, 1, { kind: 'instant', at: T0 })
const [claire, yannick] = ['019a0000-0000-7000-8000-00000000000a', '019a0000-0000-7000-8000-00000000000b']
const silent = (id: string) => ({ id, said: null, saidAt: null })

/** Asked two hours before, closed ten minutes before. */
const poll: Poll = {
  askOffsetSeconds: -7200,
  closeOffsetSeconds: -600,
  openedAt: null,
  closedAt: null,
  closedByHand: false,
  voices: [silent(claire), silent(yannick)],
}
const opened: Poll = { ...poll, openedAt: before(120) }
const say = (one: Poll, id: string, said: 'go' | 'no-go', minutes: number): Poll => {
  const outcome = sayInPoll(one, attempt, id, said, before(minutes))
  if (outcome.kind === 'refused') throw new Error(outcome.why)
  return outcome.poll
}
const allGo = say(say(opened, claire, 'go', 110), yannick, 'go', 100)

describe('what the answers amount to', () => {
  test('go only when every one of them has said go', () => {
    expect(pollState(poll)).toBe('waiting')
    expect(pollState(opened)).toBe('asking')
    expect(pollState(say(opened, claire, 'go', 110))).toBe('asking')
    expect(pollState(allGo)).toBe('go')
    expect(pollState(say(opened, claire, 'no-go', 110))).toBe('no-go')
  })

  test('silence is no-go once it is closed', () => {
    const closed = closePoll(say(opened, claire, 'go', 110), before(10), false)
    expect(closed.kind === 'closed' && pollState(closed.poll)).toBe('no-go')
  })

  test('a poll of nobody never says go', () => {
    expect(pollState({ ...opened, voices: [] })).toBe('asking')
    expect(withdrawVoice({ ...opened, voices: [silent(claire)] }, claire)).toEqual({
      kind: 'refused',
      why: 'last-voice',
    })
  })

  test('a post with the condition go waits for it, no other does', () => {
    const go = { state: 'go', outcome: null } as const
    expect([null, 'go', 'asking', 'waiting', 'no-go'].map((state) => conditionHolds('go', go, state as null))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ])
    expect(conditionHolds('any', go, 'no-go')).toBe(true)
    expect(conditionHolds('go', { state: 'planned', outcome: null }, 'go')).toBe(false)
  })
})

describe('the moments', () => {
  test('hang from T-0, and the reminder stands halfway', () => {
    expect(asksAt(poll, attempt)).toEqual(before(120))
    expect(closesAt(opened, attempt)).toEqual(before(10))
    expect(remindsAt(opened, attempt)).toEqual(before(65))
    expect(asksAt(poll, newAttempt(ID, 1, { kind: 'unknown' }))).toBeNull()
  })

  test('an answer may change until the closing, also when all have said go; not from it on', () => {
    expect(pollState(say(allGo, yannick, 'no-go', 11))).toBe('no-go')
    expect(sayInPoll(allGo, attempt, yannick, 'no-go', before(10))).toEqual({ kind: 'refused', why: 'not-open' })
    expect(sayInPoll(poll, attempt, yannick, 'go', before(119))).toEqual({ kind: 'refused', why: 'not-open' })
    expect(sayInPoll(opened, { ...attempt, state: 'launched' }, yannick, 'go', before(60)).kind).toBe('refused')
  })

  test('opened by hand once, also on hold, never after the end', () => {
    expect(openPoll(poll, { ...attempt, state: 'hold' }, before(300))).toMatchObject({ kind: 'opened' })
    expect(openPoll(opened, attempt, before(100))).toEqual({ kind: 'refused', why: 'already-open' })
    expect(openPoll(poll, { ...attempt, state: 'scrubbed' }, before(100))).toMatchObject({ why: 'attempt-is-over' })
  })

  test('who is asked again after the closing may answer until a person closes it', () => {
    const closed = closePoll(opened, before(10), false)
    if (closed.kind === 'refused') throw new Error(closed.why)
    const again = askAgain(closed.poll, attempt, claire, before(5))
    if (again.kind === 'refused') throw new Error(again.why)
    expect(closesAt(again.poll, attempt)).toBeNull()
    expect(takesAnswers(again.poll, attempt, before(1))).toBe(true)
  })
})

describe('a slip', () => {
  const slipped = (minutes: number) => ({ ...attempt, t0: { kind: 'instant', at: T0.add({ minutes }) } as const })

  test('before the asking only moves it', () => {
    expect(pollAfter(poll, attempt, slipped(60), before(300))).toEqual({ poll, lapsed: [] })
  })

  test('past the new moment of asking wipes everything, to be asked again then', () => {
    const { poll: after, lapsed } = pollAfter(allGo, attempt, slipped(24 * 60), before(90))
    expect([pollState(after), lapsed]).toEqual(['waiting', [claire, yannick]])
  })

  test('by a little wipes only what was said before the new moment of asking', () => {
    const { poll: after, lapsed } = pollAfter(allGo, attempt, slipped(15), before(90))
    expect([pollState(after), lapsed]).toEqual(['asking', [claire]])
    expect(after.openedAt).toEqual(before(90))
  })

  test('opens again what the clock had closed on a silence, not what a person closed', () => {
    for (const byHand of [false, true]) {
      const closed = closePoll(say(opened, claire, 'go', 20), before(10), byHand)
      if (closed.kind === 'refused') throw new Error(closed.why)
      const { poll: after } = pollAfter(closed.poll, attempt, slipped(30), before(8))
      expect(pollState(after)).toBe(byHand ? 'no-go' : 'asking')
    }
  })

  test('a new attempt asks everybody anew', () => {
    const next = newAttempt('019a0000-0000-7000-8000-000000000002', 2, { kind: 'instant', at: T0 })
    expect(pollState(pollAfter(allGo, { ...attempt, state: 'scrubbed' }, next, before(90)).poll)).toBe('waiting')
  })
})

test.prop([fc.array(fc.tuple(fc.boolean(), fc.constantFrom('go', 'no-go'), fc.integer({ min: 11, max: 119 })))])(
  'whatever is said in whatever order, it is go only while the last word of each is go',
  (words) => {
    const last = new Map<string, string>()
    let one = opened
    for (const [first, said, minutes] of words) {
      const id = first ? claire : yannick
      one = say(one, id, said as 'go', minutes)
      last.set(id, said)
    }
    const all = [last.get(claire), last.get(yannick)]
    expect(pollState(one) === 'go').toBe(all.every((said) => said === 'go'))
    expect(pollState(one) === 'no-go').toBe(all.includes('no-go'))
  },
)
