import { describe, expect, test } from 'vitest'
import type { Arrival, History, Intent, LedgerLine, Stop } from './history.ts'
import { judge } from './judge.ts'

const DUE = 100_000

const intent = (more: Partial<Intent> = {}): Intent => ({
  deliveryId: 'a',
  network: 'bluesky',
  steps: 1,
  plantedAt: 50_000,
  dues: [{ at: DUE, from: 50_000, until: null }],
  poison: false,
  ...more,
})
const line = (more: Partial<LedgerLine> = {}): LedgerLine => ({
  deliveryId: 'a',
  state: 'published',
  heldBecause: null,
  isReadAgain: false,
  told: false,
  transitions: [],
  ...more,
})
const arrived = (at: number, step = 0): Arrival => ({ deliveryId: 'a', step, at })
const hold = (more: Partial<Stop> = {}): Stop => ({
  what: 'hold',
  scope: ['a'],
  askedAt: 100_300,
  returnedAt: 100_500,
  liftedAt: null,
  stopped: [],
  alreadyOut: [],
  unknown: [],
  ...more,
})
const history = (more: Partial<History> = {}): History => ({
  intents: [intent()],
  arrivals: [arrived(DUE + 20)],
  ledger: [line()],
  stops: [],
  outages: [],
  graceMs: 5_000,
  ...more,
})

const CLEAN = { duplicates: 0, lost: 0, early: 0, late: 0, afterHold: 0, unsettled: 0 }
const counts = (more: Partial<History>) => judge(history(more)).counts

test('a post that left once at its instant breaks nothing', () => {
  expect(judge(history())).toEqual({ counts: CLEAN, breaches: [], unknownCameLater: 0, beforeAPerson: 0 })
})

describe('twice', () => {
  test('the same step, or a step that nobody wrote', () => {
    expect(counts({ arrivals: [arrived(DUE), arrived(DUE + 900)] })).toEqual({ ...CLEAN, duplicates: 1 })
    expect(counts({ arrivals: [arrived(DUE), arrived(DUE + 900, 1)] })).toEqual({ ...CLEAN, duplicates: 1 })
  })

  test('parts and comment of a thread are one each', () => {
    const arrivals = [arrived(DUE), arrived(DUE + 10, 1), arrived(DUE + 20, 2)]
    expect(counts({ intents: [intent({ steps: 3 })], arrivals })).toEqual(CLEAN)
    expect(counts({ intents: [intent({ steps: 3 })], arrivals: [...arrivals, arrived(DUE + 30, 2)] })).toEqual({
      ...CLEAN,
      duplicates: 1,
    })
  })

  test('what nobody meant, and what is against the rules', () => {
    const stray = { deliveryId: 'b', step: 0, at: DUE }
    expect(counts({ arrivals: [arrived(DUE), stray] }).duplicates).toBe(1)
    expect(counts({ intents: [intent({ poison: true })] }).duplicates).toBe(1)
  })
})

test('what a restore forgot may have arrived, but once', () => {
  const forgotten = ['b', 'c']
  const once = { deliveryId: 'b', step: 0, at: DUE }
  expect(counts({ arrivals: [arrived(DUE), once], forgotten })).toEqual(CLEAN)
  expect(counts({ arrivals: [arrived(DUE), once, { ...once, at: DUE + 900 }], forgotten })).toEqual({
    ...CLEAN,
    duplicates: 1,
  })
})

describe('lost', () => {
  test('said to be out, and is not', () => {
    expect(counts({ arrivals: [] })).toEqual({ ...CLEAN, lost: 1 })
    expect(counts({ intents: [intent({ steps: 2 })] })).toEqual({ ...CLEAN, lost: 1 })
  })

  test('left lying in any state, or unknown to the ledger', () => {
    for (const state of ['scheduled', 'claimed', 'sending', 'cancelled'] as const)
      expect(counts({ arrivals: [], ledger: [line({ state })] })).toEqual({ ...CLEAN, lost: 1 })
    expect(counts({ arrivals: [], ledger: [] })).toEqual({ ...CLEAN, lost: 1 })
  })

  test('held or failed: only when nobody was told', () => {
    for (const state of ['held', 'failed'] as const) {
      const untold = line({ state, heldBecause: state === 'held' ? 'too-late' : null })
      expect(counts({ arrivals: [], ledger: [untold] })).toEqual({ ...CLEAN, lost: 1 })
      const told = judge(history({ arrivals: [], ledger: [{ ...untold, told: true }] }))
      expect(told.counts).toEqual(CLEAN)
      expect(told.beforeAPerson).toBe(1)
    }
    expect(counts({ arrivals: [], ledger: [line({ state: 'held', heldBecause: 'hold' })] })).toEqual(CLEAN)
  })
})

test('held because a person found it absent, after its time: before that person', () => {
  const transitions = [{ to: 'held', cause: 'person-ruled-absent', at: DUE }]
  const ruled = line({ state: 'held', heldBecause: 'too-late', transitions })
  expect(judge(history({ arrivals: [], ledger: [ruled] }))).toMatchObject({ counts: CLEAN, beforeAPerson: 1 })
})

describe('early', () => {
  test('before its instant, by more than two readings of a clock differ', () => {
    expect(counts({ arrivals: [arrived(DUE - 4)] })).toEqual(CLEAN)
    expect(counts({ arrivals: [arrived(DUE - 6)] })).toEqual({ ...CLEAN, early: 1 })
  })

  test('at the old instant, once the slip had returned and the send deadline is over', () => {
    const dues = [
      { at: DUE, from: 50_000, until: 99_000 },
      { at: DUE + 60_000, from: 98_900, until: null },
    ]
    const slipped = [intent({ dues })]
    expect(counts({ intents: slipped, arrivals: [arrived(DUE + 60_000)] })).toEqual(CLEAN)
    expect(counts({ intents: slipped, arrivals: [arrived(DUE + 2_500)] })).toMatchObject({ early: 1 })
    // Through the gate before the slip: on its way.
    expect(counts({ intents: slipped, arrivals: [arrived(DUE + 1_500)] })).toEqual(CLEAN)
  })

  test('while a hold had taken its instant away', () => {
    const dues = [
      { at: DUE, from: 50_000, until: 90_000 },
      { at: null, from: 89_000, until: null },
    ]
    expect(counts({ intents: [intent({ dues })] })).toMatchObject({ early: 1 })
  })
})

describe('after a hold', () => {
  test('nothing that it listed as stopped, nothing that it did not list', () => {
    const arrivals = [arrived(100_800)]
    expect(counts({ arrivals, stops: [hold({ stopped: ['a'] })] })).toEqual({ ...CLEAN, afterHold: 1 })
    expect(counts({ arrivals, stops: [hold()] })).toEqual({ ...CLEAN, afterHold: 1 })
  })

  test('what it called unknown is told apart', () => {
    const verdict = judge(history({ arrivals: [arrived(100_800)], stops: [hold({ unknown: ['a'] })] }))
    expect(verdict.counts).toEqual(CLEAN)
    expect(verdict.unknownCameLater).toBe(1)
  })

  test('what was out may not be called stopped', () => {
    expect(counts({ stops: [hold({ stopped: ['a'] })] })).toEqual({ ...CLEAN, afterHold: 1 })
    expect(counts({ stops: [hold({ alreadyOut: ['a'] })] })).toEqual(CLEAN)
  })

  test('once it was lifted, the rest may leave, counted from then', () => {
    const stops = [hold({ stopped: ['a'], liftedAt: 140_000 })]
    expect(counts({ arrivals: [arrived(141_000)], stops })).toEqual(CLEAN)
    expect(counts({ arrivals: [arrived(146_000)], stops })).toEqual({ ...CLEAN, late: 1 })
  })
})

describe('unsettled', () => {
  test('an unknown that is neither settled nor before a person', () => {
    expect(counts({ ledger: [line({ state: 'uncertain' })] })).toEqual({ ...CLEAN, unsettled: 1 })
    const read = line({ state: 'uncertain', told: true, isReadAgain: true })
    expect(counts({ ledger: [read] })).toEqual({ ...CLEAN, unsettled: 1 })
    expect(counts({ ledger: [{ ...read, isReadAgain: false }] })).toEqual(CLEAN)
  })
})

describe('late', () => {
  test('beyond the grace, when nothing stood in its way', () => {
    expect(counts({ arrivals: [arrived(DUE + 4_900)] })).toEqual(CLEAN)
    expect(counts({ arrivals: [arrived(DUE + 5_100)] })).toEqual({ ...CLEAN, late: 1 })
  })

  test('an obstacle of its own ledger, or an outage, excuses so much and no more', () => {
    const transitions = [{ to: 'scheduled', cause: 'lease-lapsed', at: DUE + 15_000 }]
    expect(counts({ arrivals: [arrived(DUE + 24_000)], ledger: [line({ transitions })] })).toEqual(CLEAN)
    expect(counts({ arrivals: [arrived(DUE + 26_000)], ledger: [line({ transitions })] })).toMatchObject({ late: 1 })
    const outages = [{ from: DUE - 1_000, until: DUE + 3_000 }]
    expect(counts({ arrivals: [arrived(DUE + 13_000)], outages })).toEqual(CLEAN)
    expect(counts({ arrivals: [arrived(DUE + 15_000)], outages })).toMatchObject({ late: 1 })
  })

  test('planted after its instant: counted from then', () => {
    expect(counts({ intents: [intent({ plantedAt: DUE + 9_000 })], arrivals: [arrived(DUE + 9_900)] })).toEqual(CLEAN)
  })
})
