import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import type { Refused } from '../shared/index.ts'
import {
  AnchorBase,
  type Attempt,
  type AttemptState,
  Condition,
  conditionHolds,
  type EventOrder,
  isContingency,
  landingOf,
  newAttempt,
  obey,
  type OfferAnswer,
  type Outcome,
  type Release,
  type T0,
} from './index.ts'

// The countdown as one would draw it on a board: which button works in which state, and what it leaves behind. It knows
// nothing of the rules' code, and must agree with it whatever is pressed when.

type Button = EventOrder['verb']
const BUTTONS: Readonly<Record<AttemptState, Partial<Record<Button, AttemptState>>>> = {
  planned: { 't0-set': 'planned', go: 'go', hold: 'hold', slipped: 'planned', scrubbed: 'scrubbed' },
  go: { hold: 'hold', slipped: 'go', scrubbed: 'scrubbed', launched: 'launched' },
  hold: { resumed: 'planned', scrubbed: 'scrubbed' },
  launched: { closed: 'closed' },
  closed: {},
  scrubbed: { 'attempt-opened': 'planned' },
}

type Model = {
  now: number
  number: number
  state: AttemptState
  /** Seconds; null while unknown, 'day' when only a day is known. */
  t0: number | 'day' | null
  liftoff: number | null
  outcome: Outcome | null
  /** What a person said of the offered posts, and in which attempt. */
  said: { number: number; answer: 'released' | 'dropped'; at: number } | null
}
type Real = { attempt: Attempt; answer: OfferAnswer | null }

const START = Temporal.Instant.from('2026-12-12T12:00:00Z')
const ZONE = 'UTC'
const at = (seconds: number) => START.add({ seconds })
const idOf = (number: number) => `019a0000-0000-7000-8000-${String(number).padStart(12, '0')}`
const secondsOf = (instant: Temporal.Instant) => (instant.epochMilliseconds - START.epochMilliseconds) / 1000
const asT0 = (t0: Model['t0']): T0 =>
  t0 === null
    ? { kind: 'unknown' }
    : t0 === 'day'
      ? { kind: 'day', day: '2026-12-31' }
      : { kind: 'instant', at: at(t0) }

class Press implements fc.Command<Model, Real> {
  readonly button: Button
  readonly later: number
  readonly offset: number
  readonly t0Kind: 'unknown' | 'day' | 'instant'
  readonly outcome: Outcome
  readonly to: 'planned' | 'go'

  constructor(press: {
    button: Button
    later: number
    offset: number
    t0Kind: 'unknown' | 'day' | 'instant'
    outcome: Outcome
    to: 'planned' | 'go'
  }) {
    this.button = press.button
    this.later = press.later
    this.offset = press.offset
    this.t0Kind = press.t0Kind
    this.outcome = press.outcome
    this.to = press.to
  }

  check = () => true
  toString = () => `${this.button}(+${this.later}s, ${this.t0Kind} ${this.offset}s)`

  run(model: Model, real: Real): void {
    model.now += this.later
    const before = structuredClone(model)
    const outcome: ReturnType<typeof obey> | Refused<string> = obey(
      this.#order(real.attempt.id, model.now),
      real.attempt,
      ZONE,
      idOf(model.number + 1),
      at(model.now),
    )
    const works = this.#press(model)
    expect([`${this.button} in ${before.state}`, outcome.kind]).toEqual([
      `${this.button} in ${before.state}`,
      works ? 'obeyed' : 'refused',
    ])
    if (outcome.kind === 'obeyed') real.attempt = outcome.attempt
    agree(model, real.attempt)
    judgePosts(model, real)
  }

  /** Presses it on the board; false, and nothing changed, when it does not work now. */
  #press(model: Model): boolean {
    const next = BUTTONS[model.state][this.button]
    if (!next) return false
    const wanted = model.now + this.offset
    const typed = this.t0Kind === 'instant' ? wanted : this.t0Kind === 'day' ? 'day' : null
    const isAhead = (t0: Model['t0']) => typeof t0 !== 'number' || t0 > model.now
    switch (this.button) {
      case 'go':
        if (typeof model.t0 !== 'number' || !isAhead(model.t0)) return false
        break
      case 'slipped':
        if (!isAhead(wanted) || wanted === model.t0) return false
        model.t0 = wanted
        break
      case 't0-set':
      case 'attempt-opened':
        if (!isAhead(typed)) return false
        model.t0 = typed
        if (this.button === 'attempt-opened') model.number += 1
        break
      case 'resumed':
        if (!isAhead(wanted)) return false
        model.t0 = wanted
        model.state = this.to
        return true
      case 'hold':
        model.t0 = null
        break
      case 'launched':
        if (typeof model.t0 !== 'number' || model.t0 > model.now) return false
        model.liftoff = model.t0
        break
      case 'closed':
        model.outcome = this.outcome
        break
      case 'scrubbed':
        break
    }
    model.state = next
    return true
  }

  #order(attemptId: string, now: number): EventOrder {
    const common = { eventId: idOf(0), attemptId, reason: '' }
    const t0 = at(now + this.offset)
    const typed = asT0(this.t0Kind === 'instant' ? now + this.offset : this.t0Kind === 'day' ? 'day' : null)
    switch (this.button) {
      case 't0-set':
      case 'attempt-opened':
        return { ...common, verb: this.button, t0: typed }
      case 'slipped':
        return { ...common, verb: this.button, t0 }
      case 'resumed':
        return { ...common, verb: this.button, t0, to: this.to }
      case 'launched':
        return { ...common, verb: this.button, liftoffAt: null }
      case 'closed':
        return { ...common, verb: this.button, outcome: this.outcome }
      default:
        return { ...common, verb: this.button }
    }
  }
}

class Answer implements fc.Command<Model, Real> {
  readonly answer: 'released' | 'dropped'
  constructor(answer: 'released' | 'dropped') {
    this.answer = answer
  }
  check = () => true
  toString = () => this.answer
  run(model: Model, real: Real): void {
    model.said = { number: model.number, answer: this.answer, at: model.now }
    real.answer = { attemptId: real.attempt.id, answer: this.answer, at: at(model.now) }
    judgePosts(model, real)
  }
}

function agree(model: Model, attempt: Attempt): void {
  expect(attempt).toMatchObject({
    number: model.number,
    state: model.state,
    outcome: model.outcome,
    t0: asT0(model.t0),
  })
  expect(attempt.liftoffAt && secondsOf(attempt.liftoffAt)).toBe(model.liftoff)
}

/** Every kind of post that may hang from the event lands where the board says. */
function judgePosts(model: Model, real: Real): void {
  for (const condition of Condition.options) {
    for (const base of AnchorBase.options) {
      for (const release of ['release', 'offer'] satisfies Release[]) judgePost(model, real, condition, base, release)
    }
  }
}

function judgePost(model: Model, real: Real, condition: Condition, base: AnchorBase, release: Release): void {
  const post = {
    timing: { kind: 'anchored', base, offsetSeconds: 60, condition } as const,
    offer: { release, answer: real.answer },
    notBefore: null,
    lateLimitSeconds: 600,
  }
  const landing = landingOf(post, real.attempt, 'new', at(model.now))
  const what = `${condition} from ${base}, ${release}, in ${model.state}`
  const leaves = landing.at !== null && landing.held === null
  if (model.state === 'hold') expect([what, landing.at, landing.held]).toEqual([what, null, 'hold'])
  if (model.state === 'scrubbed' && condition !== 'scrubbed') expect([what, leaves]).toEqual([what, false])
  if (isContingency(condition)) {
    const needed =
      condition === 'scrubbed' ? model.state === 'scrubbed' : model.outcome === 'partial' || model.outcome === 'failure'
    expect([what, conditionHolds(condition, real.attempt)]).toEqual([what, needed])
    // Unseen until needed; offered, it leaves by a person's word of this very attempt alone.
    if (!needed) expect([what, landing.at]).toEqual([what, null])
    const word = model.said?.number === model.number ? model.said : null
    if (release === 'offer' && word?.answer !== 'released') expect([what, leaves]).toEqual([what, false])
    if (leaves && release === 'offer' && word) expect(secondsOf(landing.at!)).toBeGreaterThanOrEqual(word.at)
  } else expect([what, landing.held]).not.toEqual([what, 'offered'])
  // Never fired stale: what leaves does so within its late limit, or is still ahead.
  if (leaves) expect([what, model.now - secondsOf(landing.at!) <= 600]).toEqual([what, true])
}

const press = fc
  .record({
    button: fc.constantFrom<Button[]>(
      't0-set',
      'go',
      'hold',
      'resumed',
      'slipped',
      'scrubbed',
      'launched',
      'closed',
      'attempt-opened',
    ),
    later: fc.constantFrom(0, 1, 59, 60, 600, 7200),
    offset: fc.constantFrom(-60, 0, 1, 60, 3600, 86_400),
    t0Kind: fc.constantFrom('unknown', 'day', 'instant'),
    outcome: fc.constantFrom<Outcome[]>('success', 'partial', 'failure'),
    to: fc.constantFrom('planned', 'go'),
  })
  .map((one) => new Press(one))
const answer = fc.constantFrom<('released' | 'dropped')[]>('released', 'dropped').map((one) => new Answer(one))

test.prop([fc.commands([press, press, press, answer], { maxCommands: 30, size: 'max' })], { numRuns: 60 })(
  'the countdown does what the board says, whatever is pressed when',
  (commands) => {
    fc.modelRun(
      () => ({
        model: { now: 0, number: 1, state: 'planned', t0: 3600, liftoff: null, outcome: null, said: null } as Model,
        real: { attempt: newAttempt(idOf(1), 1, asT0(3600)), answer: null } as Real,
      }),
      commands,
    )
  },
)
