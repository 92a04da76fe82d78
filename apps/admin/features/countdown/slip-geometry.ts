// The slip, drawn: two evenings on one clock. Both rows share the hours of the wall; a line leans by as much as the slip moves its post.

export interface Placed {
  id: string
  title: string
  from: string | null
  to: string | null
  /** Needs a decision: its dot is filled. */
  decide: boolean
}

export interface Drawing {
  width: number
  height: number
  ticks: { x: number; label: string }[]
  /** Hours of the quiet period, as pieces of the axis. */
  nights: { x: number; width: number }[]
  lines: { id: string; title: string; from: number; to: number; decide: boolean }[]
  zero: { from: number; to: number; label: string }
  /** Posts with a time of their own that something collides with. */
  squares: { id: string; x: number; label: string }[]
  labels: { x: number; text: string; strong: boolean }[]
  rows: [string, string]
}

export const FROM_Y = 44
export const TO_Y = 132
const WIDTH = 664
const REACH = 12 * 60
const HOUR = 60
/** Room that a label of five figures needs. */
const LABEL = 46

interface Asked {
  before: string
  after: string
  zone: string
  posts: readonly Placed[]
  neighbours: readonly { postId: string; title: string; at: string }[]
  quiet: { from: string; until: string; zone: string } | null
  dayWord: (instant: string) => string
}

/** Lays the drawing out. Posts farther than twelve hours from T-0 are left to the list below it. */
export function drawSlip({ before, after, zone, posts, neighbours, quiet, dayWord }: Asked): Drawing {
  const was = minuteOfDay(before, before, zone)
  const is = minuteOfDay(after, after, zone)
  const lines = posts.flatMap((post) => {
    if (!post.from || !post.to) return []
    const from = minuteOfDay(post.from, before, zone)
    const to = minuteOfDay(post.to, after, zone)
    return Math.abs(from - was) > REACH || Math.abs(to - is) > REACH ? [] : [{ ...post, from, to }]
  })
  const squares = neighbours
    .map((one) => ({ id: one.postId, title: one.title, minute: minuteOfDay(one.at, after, zone), at: one.at }))
    .filter((one) => Math.abs(one.minute - is) <= REACH)
  const minutes = [was, is, ...lines.flatMap((line) => [line.from, line.to]), ...squares.map((one) => one.minute)]
  const start = Math.floor((Math.min(...minutes) - 20) / HOUR) * HOUR
  const end = Math.max(start + 4 * HOUR, Math.ceil((Math.max(...minutes) + 20) / HOUR) * HOUR)
  const x = (minute: number) => Math.round(((minute - start) / (end - start)) * WIDTH * 10) / 10
  const step = Math.max(1, Math.ceil((end - start) / HOUR / 9)) * HOUR
  const ticks: Drawing['ticks'] = []
  for (let minute = start; minute < end; minute += step) ticks.push({ x: x(minute), label: wall(minute) })
  const zero = { from: x(was), to: x(is), label: `T\u20110 ${wall(is)}` }
  return {
    width: WIDTH,
    height: 176,
    ticks,
    nights: quiet ? nights(quiet, after, zone, start, end).map(([a, b]) => ({ x: x(a), width: x(b) - x(a) })) : [],
    lines: lines.map(({ id, title, from, to, decide }) => ({ id, title, from: x(from), to: x(to), decide })),
    zero,
    squares: squares.map((one) => ({ id: one.id, x: x(one.minute), label: `${one.title} ${wall(one.minute)}` })),
    labels: spread([
      { x: zero.to, text: zero.label, strong: true },
      ...lines.filter((line) => line.decide).map((line) => ({ x: x(line.to), text: wall(line.to), strong: false })),
    ]),
    rows: [dayWord(before), dayWord(after)],
  }
}

/** Minutes on the wall since midnight of the day on which `base` falls; more than 1440 on the next day. */
function minuteOfDay(instant: string, base: string, zone: string): number {
  const at = Temporal.Instant.from(instant).toZonedDateTimeISO(zone)
  const day = Temporal.Instant.from(base).toZonedDateTimeISO(zone).toPlainDate()
  const days = day.until(at.toPlainDate(), { largestUnit: 'day' }).days
  return days * 1440 + at.hour * 60 + at.minute + at.second / 60
}

function wall(minute: number): string {
  const rounded = Math.round(minute)
  const within = ((rounded % 1440) + 1440) % 1440
  return `${String(Math.floor(within / 60)).padStart(2, '0')}:${String(within % 60).padStart(2, '0')}`
}

/** Where the quiet hours lie on the axis of the new day: looked up quarter by quarter in their own zone, so that any two zones agree. */
function nights(
  quiet: { from: string; until: string; zone: string },
  after: string,
  zone: string,
  start: number,
  end: number,
): [number, number][] {
  const midnight = Temporal.Instant.from(after).toZonedDateTimeISO(zone).toPlainDate().toZonedDateTime(zone).toInstant()
  const found: [number, number][] = []
  for (let minute = start; minute < end; minute += 15) {
    const time = midnight
      .add({ minutes: minute })
      .toZonedDateTimeISO(quiet.zone)
      .toPlainTime()
      .toString({ smallestUnit: 'minute' })
    const inside =
      quiet.from < quiet.until ? quiet.from <= time && time < quiet.until : quiet.from <= time || time < quiet.until
    if (!inside) continue
    const last = found.at(-1)
    if (last && last[1] === minute) last[1] = minute + 15
    else found.push([minute, minute + 15])
  }
  return found
}

/** Labels that would touch are left out, T-0's first of all kept. */
function spread(labels: Drawing['labels']): Drawing['labels'] {
  const kept: Drawing['labels'] = []
  for (const label of labels.toSorted((a, b) => Number(b.strong) - Number(a.strong) || a.x - b.x)) {
    const room = label.strong ? LABEL * 0.9 : LABEL / 2
    if (kept.every((one) => Math.abs(one.x - label.x) > room + (one.strong ? LABEL * 0.9 : LABEL / 2))) kept.push(label)
  }
  return kept
}
