import { describe, expect, test } from 'vitest'
import {
  countsOf,
  inOrder,
  instantOfStep,
  type LineFacts,
  PRESETS,
  presetScript,
  Script,
  scoreLine,
  type Step,
} from './index.ts'

const NOON = Temporal.Instant.from('2026-12-12T12:00:00Z')
const at = (seconds: number) => NOON.add({ seconds })

describe('the script', () => {
  const step = (seconds: number): Step => ({ at: { kind: 'clock', seconds }, does: { verb: 'hold' } })
  test('a step comes at a reading of the clock, wherever a slip put T-0', () => {
    expect(instantOfStep(step(-7), NOON, at(-3600))).toEqual(at(-7))
    expect(instantOfStep(step(-7), at(7200), at(-3600))).toEqual(at(7193))
  })
  test('or so long after the one before it, and never before that one', () => {
    expect(instantOfStep({ ...step(0), at: { kind: 'after', seconds: 90 } }, NOON, at(-10))).toEqual(at(80))
    expect(instantOfStep(step(-1800), NOON, at(-60))).toEqual(at(-60))
  })
  test('each preset is a script that the door takes, with or without a channel', () => {
    const channelId = '01938f3c-0000-7000-8000-000000000001'
    for (const name of PRESETS) {
      expect(Script.parse(presetScript(name, channelId))).toEqual(presetScript(name, channelId))
      expect(Script.parse(presetScript(name, null)).length).toBeGreaterThan(1)
    }
  })
})

describe('the scorecard', () => {
  const facts = (over: Partial<LineFacts>): LineFacts => ({
    deliveryId: 'd',
    postId: 'p',
    title: 'Décollage',
    network: 'x',
    handle: 'orphee',
    condition: 'any',
    calls: 1,
    state: 'published',
    wasAsked: false,
    meantAt: NOON,
    dueAt: NOON,
    because: null,
    passages: [],
    ...over,
  })
  const sent = (seconds: number) => ({ to: 'sending', cause: 'gate-passed', at: at(seconds) }) as const

  test('what left at its instant went through nothing', () => {
    expect(scoreLine(facts({ passages: [sent(0)] }))).toMatchObject({ end: 'out', lateSeconds: 0, through: [] })
  })
  test('what was tried again left when its last call did, and says that it was late', () => {
    const again = { to: 'scheduled', cause: 'proven-not-sent', at: at(1) } as const
    const line = scoreLine(facts({ passages: [sent(0), again, sent(1200)], calls: 2 }))
    expect(line).toMatchObject({ leftAt: at(1200).toString(), lateSeconds: 1200, through: ['late', 'retried'] })
  })
  test('a slip is no lateness: it is measured from where the post was due in the end', () => {
    const line = scoreLine(facts({ dueAt: at(7200), passages: [sent(7200)] }))
    expect(line).toMatchObject({ meantAt: NOON.toString(), lateSeconds: 0, through: [] })
  })
  test('what was held and went on, what is held, and what nobody knows', () => {
    const held = { to: 'held', cause: 'event-held', at: at(-5) } as const
    expect(scoreLine(facts({ passages: [held, sent(0)] })).through).toEqual(['held'])
    const stays = scoreLine(facts({ state: 'held', because: 'hold', passages: [held] }))
    expect(stays).toMatchObject({ end: 'held', because: 'hold', leftAt: null, through: [] })
    const lost = { to: 'uncertain', cause: 'answer-lost', at: at(2) } as const
    expect(scoreLine(facts({ state: 'uncertain', passages: [sent(0), lost] }))).toMatchObject({ end: 'unknown' })
    expect(scoreLine(facts({ passages: [sent(0), lost] }))).toMatchObject({ end: 'out', through: ['read-back'] })
  })
  test('counts, and the order of a day', () => {
    const lines = [
      scoreLine(facts({ title: 'c', state: 'scheduled', meantAt: null, dueAt: null })),
      scoreLine(facts({ title: 'b', state: 'held', because: 'hold', dueAt: at(60) })),
      scoreLine(facts({ title: 'a', passages: [sent(0)] })),
    ]
    expect(inOrder(lines).map(({ title }) => title)).toEqual(['a', 'b', 'c'])
    expect(countsOf(lines, 2, [])).toMatchObject({ out: 1, held: 1, waiting: 1, missing: 2, late: 0, calls: 0 })
  })
})
