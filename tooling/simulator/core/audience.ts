import { chance } from './random.ts'
import type { Account } from './types.ts'

const day = 86_400_000
const bumpHalfLife = 36 * 3_600_000

/** The part of a bump that has come in: nothing before, half after the half-life, all in the end. */
export const arrived = (age: number, halfLife: number): number => (age <= 0 ? 0 : 1 - 2 ** (-age / halfLife))

/** Slow unevenness between -1 and 1: no two days of an audience are alike. */
const weather = (seed: string, at: number): number => {
  const whole = Math.floor(at / day)
  const t = at / day - whole
  const from = chance(seed, 'weather', whole) * 2 - 1
  const to = chance(seed, 'weather', whole + 1) * 2 - 1
  return from + (to - from) * (t * t * (3 - 2 * t))
}

const along = (points: { at: number; followers: number }[], at: number): number => {
  let before = points[0]
  for (const point of points) {
    if (point.at > at) {
      if (before === undefined || point === before) return point.followers
      const share = (at - before.at) / (point.at - before.at)
      return before.followers + (point.followers - before.followers) * share
    }
    before = point
  }
  return before?.followers ?? 0
}

const grown = (account: Account, at: number): number => {
  const growth = account.audience.growth
  if (growth === null) return along(account.audience.points, at)
  const { start, end, launches, launchShare } = growth
  const length = Math.max(end.at - start.at, 1)
  const u = Math.min(Math.max((at - start.at) / length, 0), 1)
  const weights = launches.reduce((sum, launch) => sum + launch.weight * arrived(end.at - launch.at, bumpHalfLife), 0)
  const share = weights > 0 ? launchShare : 0
  const fromLaunches =
    weights > 0
      ? launches.reduce((sum, launch) => sum + launch.weight * arrived(at - launch.at, bumpHalfLife), 0) / weights
      : 0
  const gain = end.followers - start.followers
  const base = start.followers + gain * ((1 - share) * u ** 1.35 + share * Math.min(fromLaunches, 1))
  // Uneven days, but exactly the told figures at both ends.
  const hem = Math.min(1, ((at - start.at) / day) * 0.5, ((end.at - at) / day) * 0.5)
  return base + Math.max(hem, 0) * weather(account.seed, at) * (gain / (length / day)) * 0.4
}

const lastPoint = (account: Account): number =>
  account.audience.growth?.end.at ?? account.audience.points.at(-1)?.at ?? account.createdAt

/** Followers per day after the last known point. */
const daily = (account: Account): number => {
  if (account.audience.perDay !== null) return account.audience.perDay
  const end = lastPoint(account)
  const known = grown(account, end)
  const first = account.audience.growth?.start.at ?? account.audience.points[0]?.at ?? end
  if (end - first < day) return known * 0.0006
  const from = Math.max(first, end - 30 * day)
  return Math.max((known - grown(account, from)) / ((end - from) / day), 0)
}

/** Followers without what live posts drew: what reach is reckoned from, so that posts do not feed each other. */
export const baseFollowers = (account: Account, at: number): number => {
  const first = account.audience.growth?.start.at ?? account.audience.points[0]?.at ?? account.createdAt
  const end = lastPoint(account)
  if (at < first) return Math.max(0, grown(account, first) - (daily(account) * (first - at)) / day)
  if (at <= end) return Math.max(0, grown(account, at))
  const days = (at - end) / day
  const uneven = Math.min(days, 1) * weather(account.seed, at) * daily(account) * 0.4
  return Math.max(0, grown(account, end) + daily(account) * days + uneven)
}

/**
 * Followers that an account's live posts have drawn. All bumps fade in at one rate, so that two sums stand for thousands of posts;
 * only an instant before the latest post is reckoned post by post.
 */
export class Drawn {
  readonly #posts: { at: number; followers: number }[] = []
  #origin = 0
  #latest = 0
  #whole = 0
  #toCome = 0

  add(at: number, followers: number): void {
    // The reference moves along, or the powers of two would overflow after some years.
    const shift = Math.max(at, this.#latest) - this.#origin
    this.#toCome =
      this.#toCome * 2 ** (-shift / bumpHalfLife) + followers * 2 ** ((at - this.#origin - shift) / bumpHalfLife)
    this.#origin += shift
    this.#latest = Math.max(at, this.#latest)
    this.#whole += followers
    this.#posts.push({ at, followers })
  }

  until(at: number): number {
    if (at >= this.#latest) return this.#whole - this.#toCome * 2 ** (-(at - this.#origin) / bumpHalfLife)
    return this.#posts.reduce((sum, post) => sum + post.followers * arrived(at - post.at, bumpHalfLife), 0)
  }
}
