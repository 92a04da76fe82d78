import type { NetworkName } from '@comptoir/operations/testing'
import type { NewFault } from '@comptoir/simulator'
import type { EventPlan, IntentPlan, Life, Schedule, Strike, WrongClock } from './plan.ts'
import { FREEZING_POINTS, POINTS } from './points.ts'
import { type Chance, chanceOf } from './random.ts'

export type Size = {
  deliveries: number
  kills: number
  /** True: only what is settled within seconds, so that the run ends within a minute. */
  short: boolean
}

export const SHORT: Size = { deliveries: 200, kills: 10, short: true }
export const LONG: Size = { deliveries: 10_000, kills: 500, short: false }

/** Ms of the run for one delivery, and for one kill: whichever is more decides how long it lasts. */
const PER_DELIVERY = 100
const PER_KILL = 2_200
const SHORT_SPREAD = 12_000
/** Nothing is due before this: the house is still being furnished. */
const LEAD = 2_000

/** Where most of a run's posts go, and what few of them: exact settles in a second, good in three minutes, weak by a person. */
const SHORT_CHANNELS: NetworkName[] = ['bluesky', 'bluesky', 'bluesky']
const LONG_CHANNELS: NetworkName[] = ['bluesky', 'bluesky', 'bluesky', 'mastodon', 'mastodon', 'facebook', 'x']

/** A run's schedule: a pure function of seed and size, so that a run can be had again. */
export function scheduleOf(seed: number, size: Size): Schedule {
  const chance = chanceOf(seed)
  const channels = size.short ? SHORT_CHANNELS : LONG_CHANNELS
  const spread = size.short ? SHORT_SPREAD : Math.max(size.deliveries * PER_DELIVERY, size.kills * PER_KILL)
  const workers = size.short ? 3 : chance.between(2, 4)
  const lives = livesOf(chance, size)
  const events = eventsOf(chance, spread, size)
  const intents = intentsOf(chance, { channels, spread, events, deliveries: size.deliveries })
  const strikes = strikesOf(chance, { channels, spread, short: size.short })
  const clocks = clocksOf(chance)
  return { seed, workers, channels, events, intents, lives, clocks, strikes, graceMs: size.short ? 20_000 : 10_000 }
}

function livesOf(chance: Chance, { kills, short }: Size): Life[] {
  const lives: Life[] = []
  // Each point once before chance chooses: no run of that many kills leaves one out.
  const first = POINTS.map((point) => ({ point, rank: chance.next() }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ point }) => point)
  for (let k = 0; k < kills; k += 1) {
    const point = first[k] ?? chance.pick(POINTS)
    lives.push({
      kind: 'killed',
      point,
      nth: chance.between(1, 3),
      // The call is on its way once it is begun: how far, chance decides.
      delayMs: point === 'calling' ? chance.between(1, 60) : 0,
      atMostMs: short ? chance.between(1_500, 4_000) : chance.between(2_000, 9_000),
    })
    const freezes = short ? k === 1 : k % 25 === 12
    if (freezes) {
      const forMs = short ? 22_500 : chance.between(17_000, 26_000)
      lives.push({ kind: 'frozen', point: chance.pick(FREEZING_POINTS), nth: 1, forMs })
    }
  }
  return lives
}

/** Every second machine is right; the others are wrong by up to ten minutes, and some of them jump, or stand still as through a suspend. */
function clocksOf(chance: Chance): (WrongClock | null)[] {
  return Array.from({ length: 12 }, (_, k) =>
    k % 2 === 0
      ? null
      : {
          offMs: chance.between(-600_000, 600_000),
          jumpAfterMs: chance.between(2_000, 8_000),
          jumpMs: chance.pick([0, -3_600_000, 3_600_000, chance.between(-5_000, 5_000)]),
          lostMs: chance.pick([0, 0, chance.between(200, 3_000)]),
        },
  )
}

function eventsOf(chance: Chance, spread: number, { short }: Size): EventPlan[] {
  const count = short ? 3 : Math.max(3, Math.round(spread / 30_000))
  return Array.from({ length: count }, (_, k) => {
    const t0Ms = LEAD + Math.round(((k + 0.5) * (spread - LEAD)) / count)
    // Around the instant itself: some are out, some in the gate, some still wait.
    const atMs = t0Ms + chance.between(-400, 400)
    const again = t0Ms + chance.between(3_000, 6_000)
    switch (k % 3) {
      case 0:
        return {
          t0Ms,
          acts: [{ kind: 'hold', atMs, resume: chance.happens(0.6) ? { atMs: again, t0Ms: again + 4_000 } : null }],
        }
      case 1:
        return { t0Ms, acts: [{ kind: 'slip', atMs, byMs: chance.between(3_000, 6_000) }] }
      default:
        return { t0Ms, acts: [{ kind: 'scrub', atMs }] }
    }
  })
}

/** Offsets of anchored posts, in seconds around T-0. */
const OFFSETS = [-1, 0, 0, 0, 0, 0, 1]
/** Of all posts, so many hang from an event, so many are the stop switch's. */
const ANCHORED = 0.2
const STOPPABLE = 0.15
/** Pictures are uploaded ahead: what is struck there must cost nothing but a little time. */
const PICTURED = 0.1

type Where = { channels: NetworkName[]; spread: number; events: EventPlan[]; deliveries: number }

function intentsOf(chance: Chance, { channels, spread, events, deliveries }: Where): IntentPlan[] {
  const plans = Array.from({ length: deliveries }, (): Omit<IntentPlan, 'n'> => {
    const channel = chance.between(0, channels.length - 1)
    const network = channels[channel]!
    const poison = chance.happens(0.01)
    const threads = network === 'bluesky' || network === 'mastodon'
    const parts = !poison && threads && chance.happens(0.08) ? chance.between(2, 4) : 1
    const firstComment = !poison && network !== 'x' && chance.happens(0.04)
    const picture = !poison && chance.happens(PICTURED)
    const whole = { channel, parts, firstComment, picture, poison }
    if (chance.happens(ANCHORED)) {
      const event = chance.between(0, events.length - 1)
      const offsetSeconds = chance.pick(OFFSETS)
      return { ...whole, house: 0, event, offsetSeconds, dueMs: events[event]!.t0Ms + offsetSeconds * 1000 }
    }
    // The media store is the first house's.
    const house = !picture && chance.happens(STOPPABLE) ? 1 : 0
    // Half of them at full seconds: many at one instant, as in a launch.
    const at = LEAD + chance.between(0, spread - LEAD)
    return {
      ...whole,
      house,
      event: null,
      offsetSeconds: 0,
      dueMs: chance.happens(0.5) ? Math.round(at / 1000) * 1000 : at,
    }
  })
  return plans.sort((a, b) => a.dueMs - b.dueMs).map((plan, n) => ({ n, ...plan }))
}

type FaultPlan = Omit<NewFault, 'network' | 'account'>

/** What a network may do to a call, each with how many calls it strikes. */
function faultOf(chance: Chance, network: NetworkName, short: boolean): FaultPlan {
  const publish = { operation: 'publish', count: chance.between(1, short ? 2 : 4) }
  const kinds: FaultPlan[] = [
    { kind: 'commit-reset', ...publish },
    { kind: 'commit-error', status: 500, ...publish },
    { kind: 'reset', ...publish },
    { kind: 'error', status: 503, ...publish },
    { kind: 'broken-json', ...publish },
    { kind: 'wrong-shape', ...publish },
    { kind: 'delay', ms: chance.between(200, 3_000), ...publish },
    { kind: 'delay-before', ms: chance.between(200, 3_000), ...publish },
    { kind: 'rate-limit', headers: 'retry-after', retryAfterSeconds: chance.between(1, 3), ...publish },
    { kind: 'rate-limit', headers: 'retry-after', retryAfterSeconds: -5, ...publish },
    { kind: 'late-visibility', seconds: chance.between(1, 4), ...publish },
    // In the middle of an upload.
    { kind: 'reset', operation: 'upload', count: 2 },
    { kind: 'commit-reset', operation: 'upload', count: 2 },
    { kind: 'error', status: 503, operation: 'upload', count: 2 },
  ]
  // Accepted and never answered, answered after our time-out, done after it.
  const slow: FaultPlan[] = [
    { kind: 'commit-silence', ...publish },
    { kind: 'silence', ...publish },
    { kind: 'delay', ms: 24_000, ...publish },
    { kind: 'delay-before', ms: 24_000, ...publish },
  ]
  const long: FaultPlan[] = [
    { kind: 'rate-limit', headers: 'none', ...publish },
    { kind: 'rate-limit', headers: 'garbage', ...publish },
    { kind: 'rate-limit', headers: 'retry-after', retryAfterSeconds: 1_000_000, operation: 'publish', count: 1 },
    { kind: 'drip', ms: 500, ...publish },
    { kind: 'silence', operation: network === 'bluesky' ? 'read' : 'timeline', count: 1 },
    { kind: 'error', status: 500, operation: network === 'bluesky' ? 'read' : 'timeline', count: 2 },
  ]
  return chance.pick(short ? [...kinds, ...kinds, ...slow] : [...kinds, ...slow, ...long])
}

function strikesOf(
  chance: Chance,
  { channels, spread, short }: { channels: NetworkName[]; spread: number; short: boolean },
): Strike[] {
  const strikes: Strike[] = []
  const every = short ? 900 : 2_500
  for (let atMs = LEAD; atMs < (short ? spread * 0.6 : spread); atMs += every) {
    const channel = chance.between(0, channels.length - 1)
    strikes.push({ kind: 'fault', atMs, channel, fault: faultOf(chance, channels[channel]!, short) })
  }
  const databaseEvery = short ? spread : 120_000
  for (let atMs = databaseEvery / 2; atMs < spread; atMs += databaseEvery) {
    strikes.push({ kind: 'database-killed', atMs, downMs: chance.between(300, 1_500) })
    strikes.push({ kind: 'connections-ended', atMs: atMs + databaseEvery / 4, times: short ? 3 : 10 })
  }
  const deployEvery = short ? spread : 60_000
  for (let atMs = deployEvery / 4; atMs < spread; atMs += deployEvery) strikes.push({ kind: 'deploy', atMs })
  const stopEvery = short ? spread : 45_000
  for (let atMs = stopEvery / 3; atMs < spread; atMs += stopEvery) {
    strikes.push({ kind: 'stop-switch', atMs, liftMs: atMs + chance.between(1_500, 4_000) })
  }
  return strikes.sort((a, b) => a.atMs - b.atMs)
}
