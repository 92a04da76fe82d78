import type { CastChannel } from './cast.ts'
import { chanceOf } from './chance.ts'
import { LAUNCHES, type StoryTime } from './story-time.ts'

/** A launch draws its people in the hours after; a scrub at the last second draws a first crowd. */
const BUMP_DAYS = 1.3

const comeIn = (days: number) => (days <= 0 ? 0 : 1 - 2 ** (-days / BUMP_DAYS))

type Knot = { day: number; value: number }

/** So many days of figures from before the mandate: what is gained since it began is gained on something. */
const BEFORE_DAYS = 12

export function knotsOf(channel: CastChannel, time: StoryTime): Knot[] {
  const mandate = time.dayOf(time.mandateFrom)
  const dayOf = (day: CastChannel['followers'][number][0]) =>
    day === 'mandate' ? mandate : day === 'before' ? mandate - BEFORE_DAYS : day
  return channel.followers.map(([day, value]) => ({ day: dayOf(day), value }))
}

/** Followers of an account on each of its mornings, from its first day to today: it passes through the told figures exactly. */
export function mornings(channel: CastChannel, time: StoryTime): Knot[] {
  const knots = knotsOf(channel, time)
  const first = knots[0]
  if (!first) return []
  const chance = chanceOf(`followers of ${channel.key}`)
  let highest = 0
  return Array.from({ length: 1 - first.day }, (_, index) => {
    const day = first.day + index
    const uneven = chance.between(-1, 1)
    const here = valueAt(knots, day)
    // No two days are alike; the told days stay as they are told.
    const told = knots.some((knot) => knot.day === day)
    const step = valueAt(knots, Math.min(day + 1, 0)) - here
    // Nobody leaves by the hundred: what came stays, and waits for the next told day.
    const ceiling = knots.find((knot) => knot.day >= day)?.value ?? here
    const value = told ? here : Math.min(ceiling, Math.max(highest, here + uneven * step * 0.3))
    highest = value
    return { day, value: Math.round(value) }
  })
}

function valueAt(knots: readonly Knot[], day: number): number {
  const after = knots.findIndex((knot) => knot.day >= day)
  const to = knots[after]
  const from = knots[after - 1]
  if (!to) return knots.at(-1)?.value ?? 0
  if (!from) return to.value
  return from.value + (to.value - from.value) * shareOf(knots, after, day)
}

/** The part of a stretch that has come in by a day: around a launch a step, elsewhere the slope turns slowly. */
function shareOf(knots: readonly Knot[], after: number, day: number): number {
  const from = knots[after - 1]!
  const to = knots[after]!
  const u = (day - from.day) / (to.day - from.day)
  const launch = LAUNCHES.find((one) => one.day - 7 === from.day && one.day + 7 === to.day)
  if (!launch) return u + bend(knots, after) * u * (1 - u)
  const ahead = 0.22
  const scrub = launch.scrubbed ? 0.3 : 0
  // A launch in the evening shows from the next morning on.
  const whole = comeIn(to.day - launch.day)
  const step = (comeIn(day - launch.day) / whole) * (1 - ahead - scrub)
  const early = launch.scrubbed ? (comeIn(day - launch.scrubbed.day) / comeIn(to.day - launch.scrubbed.day)) * scrub : 0
  return u * ahead + early + step
}

/** What came before was steeper: the curve eases into its own pace. Kept so small that no day falls. */
function bend(knots: readonly Knot[], after: number): number {
  const slope = (at: number) => {
    const [a, b] = [knots[at - 1], knots[at]]
    return a && b ? (b.value - a.value) / (b.day - a.day) : null
  }
  const [before, own] = [slope(after - 1), slope(after)]
  if (before === null || own === null || own <= 0) return 0
  return Math.max(-0.25, Math.min(0.35, (before - own) / own / 3))
}
