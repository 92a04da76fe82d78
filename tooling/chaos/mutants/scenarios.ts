import type { IntentPlan, Schedule } from '../schedule/plan.ts'

const QUIET: Schedule = {
  seed: 0,
  workers: 1,
  channels: ['bluesky'],
  events: [],
  intents: [],
  lives: [],
  clocks: [null],
  strikes: [],
  graceMs: 30_000,
}

const post = (n: number, more: Partial<IntentPlan>): IntentPlan => ({
  n,
  house: 0,
  channel: 0,
  dueMs: 3_000,
  event: null,
  offsetSeconds: 0,
  parts: 1,
  firstComment: false,
  picture: false,
  poison: false,
  ...more,
})

/** Answers that are lost after the network had done what was asked. */
export const LOST_ANSWERS: Schedule = {
  ...QUIET,
  intents: Array.from({ length: 8 }, (_, n) => post(n, {})),
  strikes: [{ kind: 'fault', atMs: 0, channel: 0, fault: { kind: 'commit-reset', operation: 'publish', count: 4 } }],
}

/** Holds that come while the gate is open. */
export const HOLDS_AT_THE_GATE: Schedule = {
  ...QUIET,
  workers: 2,
  events: [0, 1, 2].map((k) => ({
    t0Ms: 4_000 + k * 2_000,
    acts: [{ kind: 'hold', atMs: 4_000 + k * 2_000 + 100 * (k + 1), resume: null }],
  })),
  intents: Array.from({ length: 45 }, (_, n) => {
    const event = Math.floor(n / 15)
    return post(n, { event, dueMs: 4_000 + event * 2_000 })
  }),
}

/**
 * A worker frozen between a post and its comment for longer than its lease: another reads the post back and comments; the first wakes while that call is still on its
 * way. The network takes a comment as often as it is sent.
 */
export const FROZEN_BETWEEN_TWO_STEPS: Schedule = {
  ...QUIET,
  channels: ['facebook'],
  intents: [post(0, { firstComment: true })],
  lives: [{ kind: 'frozen', point: 'answered', nth: 1, forMs: 30_000 }],
  strikes: [
    { kind: 'fault', atMs: 0, channel: 0, fault: { kind: 'delay', ms: 14_000, operation: 'reply', count: 1 } },
    { kind: 'another-worker', atMs: 4_500 },
  ],
}

/** A worker frozen with its gate open, while a hold is asked for. */
export const FROZEN_IN_THE_GATE: Schedule = {
  ...QUIET,
  events: [{ t0Ms: 3_000, acts: [{ kind: 'hold', atMs: 4_000, resume: null }] }],
  intents: Array.from({ length: 10 }, (_, n) => post(n, { event: 0, dueMs: 3_000 })),
  lives: [{ kind: 'frozen', point: 'gate-before-commit', nth: 1, forMs: 24_000 }],
  strikes: [{ kind: 'another-worker', atMs: 3_500 }],
}
