import { createHash } from 'node:crypto'

/** Chance that falls the same way each time the story is told: no two runs of one day differ. */
export type Chance = {
  /** From 0, included, to 1. */
  next(): number
  between(low: number, high: number): number
  /** A whole number, both ends included. */
  whole(low: number, high: number): number
  pick<T>(list: readonly T[]): T
  bytes(count: number): Buffer
}

export function chanceOf(seed: string): Chance {
  const digest = createHash('sha256').update(seed).digest()
  let [a, b, c, d] = [0, 4, 8, 12].map((at) => digest.readUInt32LE(at)) as [number, number, number, number]
  // sfc32, by Chris Doty-Humphrey (PractRand): small, quick, and good enough for a story.
  const next = (): number => {
    const t = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + t) | 0
    return (t >>> 0) / 4_294_967_296
  }
  const whole = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  return {
    next,
    whole,
    between: (low, high) => low + next() * (high - low),
    pick(list) {
      const picked = list[whole(0, list.length - 1)]
      if (picked === undefined) throw new RangeError('nothing to pick from')
      return picked
    },
    bytes: (count) => Buffer.from(Array.from({ length: count }, () => whole(0, 255))),
  }
}

/** Ids that carry the instant of what they name, as rows of that day would: lists that sort by id tell the story in order. */
export function idsOf(chance: Chance): (at: Temporal.Instant) => string {
  let last = 0
  return (at) => {
    const time = at.epochMilliseconds.toString(16).padStart(12, '0')
    // Within one instant the count keeps the order in which rows were told.
    last = (last + 1) % 0x1000
    const order = last.toString(16).padStart(3, '0')
    const rest = chance.bytes(8)
    rest[0] = ((rest[0] ?? 0) & 0x3f) | 0x80
    const tail = rest.toString('hex')
    return `${time.slice(0, 8)}-${time.slice(8)}-7${order}-${tail.slice(0, 4)}-${tail.slice(4)}`
  }
}
