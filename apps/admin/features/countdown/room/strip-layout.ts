import { epochMs } from '../../../format/index.ts'
import type { EventPage, EventPost } from '../event-types.ts'

/** A stem of the strip: a post at its place round T-0, or T-0 itself where no post stands on it. `gap` is how long until the next. */
export type Stem = { seconds: number; gap: number | null } & ({ kind: 'post'; post: EventPost } | { kind: 'zero' })

export interface Strip {
  stems: Stem[]
  /** Posts that are out, and what their deliveries came to. */
  out: { posts: number; published: number; partial: number; uncertain: number; withdrawn: number }
  /** What waits for the other case: scrub, anomaly. */
  reserve: EventPost[]
  /** What comes days later, or by the outcome. */
  later: EventPost[]
  /** Where the launch window ends on the strip, from 0 (its left end) to 1, with where it begins. */
  window: { from: number; to: number } | null
}

/** Farther than this from T-0 is not the evening any more. */
const REACH_SECONDS = 12 * 3600
/** What has just left stays in sight for so long. */
const STAYS_MS = 15 * 60_000
const OUT: ReadonlySet<string | null> = new Set(['published', 'partial', 'uncertain', 'withdrawn'])

/** Lays the evening out as a metro line: even steps, durations written between, what is out folded into a count. */
export function layStrip(event: Pick<EventPage, 'attempt' | 'posts' | 'windowMinutes'>, now: Date): Strip {
  const zero = zeroOf(event.attempt)
  const strip: Strip = {
    stems: [],
    out: { posts: 0, published: 0, partial: 0, uncertain: 0, withdrawn: 0 },
    reserve: [],
    later: [],
    window: null,
  }
  const placed: { post: EventPost; seconds: number }[] = []
  for (const post of event.posts) {
    if (isOut(post)) {
      strip.out.posts += 1
      for (const { state } of post.variants)
        if (state !== null && state in strip.out) strip.out[state as 'published'] += 1
      if (post.at === null || now.getTime() - epochMs(post.at) > STAYS_MS) continue
    }
    const seconds = placeOf(post, zero)
    if (post.contingency && !isOut(post)) strip.reserve.push(post)
    else if (seconds === null) strip.later.push(post)
    else placed.push({ post, seconds })
  }
  placed.sort((a, b) => a.seconds - b.seconds)
  strip.stems = withGaps(placed)
  if (event.windowMinutes && strip.stems.length > 0) strip.window = windowOn(strip.stems, event.windowMinutes * 60)
  return strip
}

/** What the clock counts from: the lift-off, else T-0. */
export function zeroOf(attempt: EventPage['attempt']): number | null {
  if (attempt.liftoffAt) return epochMs(attempt.liftoffAt)
  return attempt.t0.kind === 'instant' ? epochMs(attempt.t0.at) : null
}

export function isOut({ variants }: EventPost): boolean {
  return variants.length > 0 && variants.every(({ state }) => OUT.has(state))
}

/** When a post leaves, a decided wait for the end of the night included; null while nothing says when. */
export function leavesAt({ at, projected, waitsUntil }: EventPost): string | null {
  const planned = at ?? projected
  return waitsUntil !== null && (planned === null || epochMs(planned) < epochMs(waitsUntil)) ? waitsUntil : planned
}

function placeOf(post: EventPost, zero: number | null): number | null {
  const { timing } = post
  const at = leavesAt(post)
  const real = at !== null && zero !== null ? Math.round((epochMs(at) - zero) / 1000) : null
  const seconds =
    timing.kind === 'anchored' && (timing.base === 't0' || timing.base === 'liftoff') && post.waitsUntil === null
      ? timing.offsetSeconds
      : real
  return seconds !== null && Math.abs(seconds) <= REACH_SECONDS ? seconds : null
}

function withGaps(placed: readonly { post: EventPost; seconds: number }[]): Stem[] {
  const stems: Stem[] = placed.map((one) => ({ kind: 'post', gap: null, ...one }))
  if (stems.length > 0 && !stems.some((one) => one.seconds === 0)) {
    const after = stems.findIndex((one) => one.seconds > 0)
    stems.splice(after === -1 ? stems.length : after, 0, { kind: 'zero', seconds: 0, gap: null })
  }
  return stems.map((stem, i) => {
    const next = stems[i + 1]
    return next && next.seconds > stem.seconds ? { ...stem, gap: next.seconds - stem.seconds } : stem
  })
}

function windowOn(stems: readonly Stem[], span: number): Strip['window'] {
  const x = (seconds: number) => {
    const i = stems.findLastIndex((one) => one.seconds <= seconds)
    const [before, after] = [stems[i], stems[i + 1]]
    if (!before) return 0
    if (!after) return 1
    return (i + (seconds - before.seconds) / (after.seconds - before.seconds)) / stems.length
  }
  const from = stems.findIndex((one) => one.seconds === 0) / stems.length
  return { from, to: x(span) }
}
