import { scaleLinear } from 'd3-scale'
import { axisCount, count, dayRange, rough, type Language } from '../format/index.ts'
import type { ChartGap, CurveData, TimePoint } from './data.ts'
import { band, path, round, stretches } from './paths.ts'
import { createPlacer, spread, type Box, type Line, type Placer } from './place.ts'
import { textWidth } from './text-width.ts'
import { monthTicks, type TimeTick } from './ticks.ts'
import { CHART_WORDS, utcDay } from './words.ts'

export const SIZE = 12.5
export const SMALL = 12
const STRONG = 14
const LEAD = 15
const DAY = 86_400_000

/** A label placed: lines of text from a baseline, and which side of the text stands at x. */
export type Label = {
  readonly x: number
  readonly y: number
  readonly anchor: 'start' | 'middle' | 'end'
  readonly lines: readonly string[]
  readonly box: Box
}

/** A follower curve as numbers and paths in px: everything that is drawn, nothing about how. */
export type CurveGeometry = {
  readonly width: number
  readonly height: number
  readonly baseline: number
  readonly left: number
  readonly right: number
  readonly line: string
  readonly grid: readonly { readonly y: number; readonly label: string }[]
  readonly ticks: readonly TimeTick[]
  readonly launches: readonly {
    readonly x: number
    readonly top: number
    readonly name: string
    readonly label: Label | null
  }[]
  readonly notes: readonly Label[]
  readonly gaps: readonly {
    readonly x: number
    readonly top: number
    readonly bottom: number
    readonly label: Label | null
  }[]
  readonly changes: readonly { readonly x: number; readonly label: Label | null }[]
  readonly goal: { readonly y: number; readonly label: Label | null } | null
  readonly fan: { readonly area: string; readonly likely: string; readonly labels: readonly Label[] } | null
  readonly end: { readonly x: number; readonly y: number; readonly label: Label | null } | null
  /** Where the value axis starts when it does not start at zero; null when it does. */
  readonly axisFrom: number | null
  readonly empty: boolean
}

const labelAt = (box: Box, anchor: Label['anchor'], lines: readonly string[], size: number): Label => ({
  x: round(anchor === 'start' ? box.x : anchor === 'end' ? box.x + box.w : box.x + box.w / 2),
  y: round(box.y + size * 0.82),
  anchor,
  lines,
  box,
})

const boxFor = (lines: readonly string[], size: number, bold = false): { w: number; h: number } => ({
  w: Math.max(...lines.map((l) => textWidth(l, size, bold))),
  h: size + (lines.length - 1) * LEAD,
})

/** The step of the outlook at an instant, read off between two steps. */
function cut(outlook: CurveData['outlook'], until: number): CurveData['outlook'] {
  const kept = outlook.filter((o) => o.at <= until)
  const next = outlook.find((o) => o.at > until)
  const last = kept.at(-1)
  if (!next || !last || last.at === until) return kept
  const t = (until - last.at) / (next.at - last.at)
  const mix = (a: number, b: number): number => a + (b - a) * t
  return [
    ...kept,
    { at: until, likely: mix(last.likely, next.likely), low: mix(last.low, next.low), high: mix(last.high, next.high) },
  ]
}

function valueDomain(values: readonly number[]): { low: number; high: number } {
  const top = Math.max(0, ...values)
  const bottom = values.length > 0 ? Math.min(...values) : 0
  // A mature account that moves by a few per cent would be a flat line: then the axis starts higher, and says so.
  if (top > 0 && bottom / top > 0.7) {
    const [nice = 0] = scaleLinear()
      .domain([bottom - (top - bottom) * 0.6 - 1, top])
      .nice(4)
      .domain()
    return { low: Math.max(0, nice), high: top + (top - bottom) * 0.12 + 1 }
  }
  return { low: 0, high: top === 0 ? 1 : top * 1.04 }
}

/** Lays out a follower curve: scales, paths, and labels that touch neither each other nor the curve. A label without room is left out; its mark stays. */
export function layoutFollowerCurve(
  data: CurveData,
  size: { readonly width: number; readonly height: number; readonly language: Language },
): CurveGeometry {
  const { width, height, language } = size
  const words = CHART_WORDS[language]
  const first = data.points[0]
  const last = data.points.at(-1)
  const wide = width >= 480
  const observed = first && last ? last.at - first.at : 0
  const horizon = last ? last.at + Math.max(observed * 0.4, 30 * DAY) : 0
  const outlook = cut(data.outlook, horizon)
  const ahead = outlook.at(-1)
  const from = first?.at ?? 0
  const to = Math.max(last?.at ?? 0, ahead?.at ?? 0, from + DAY)

  const fanText = ahead && outlook.length > 1 ? [ahead.high, ahead.low].map((v) => count(rough(v), language)) : []
  const right = width - (wide && fanText.length > 0 ? Math.max(...fanText.map((t) => textWidth(t, SMALL))) + 8 : 8)
  const [top, baseline] = [30, height - 26]
  const x = scaleLinear().domain([from, to]).range([4, right])
  const goalShown = data.goal !== null && data.points.length > 0
  const spanned = [...data.points.map((p) => p.value), ...outlook.map((o) => o.high)]
  // A goal far above everything would crush the curve: then it is said in words only.
  const goalFits = goalShown && data.goal !== null && data.goal.value <= Math.max(1, ...spanned) * 2.2
  const domain = valueDomain(goalFits && data.goal ? [...spanned, data.goal.value] : spanned)
  const y = scaleLinear().domain([domain.low, domain.high]).range([baseline, top])
  const onPaper = (p: TimePoint): [number, number] => [x(p.at), y(p.value)]

  const lines: Line[] = stretches(
    data.points,
    data.gaps,
    data.changes.map((c) => c.at),
  ).map((s) => s.map(onPaper))
  const likely: Line = outlook.map((o) => [x(o.at), y(o.likely)])
  const upper: Line = outlook.map((o) => [x(o.at), y(o.high)])
  const lower: Line = outlook.map((o) => [x(o.at), y(o.low)])
  const placer = createPlacer({ x: 0, y: 1, w: width, h: baseline - 3 }, [...lines, likely, upper, lower])

  const goalY = goalFits && data.goal ? y(data.goal.value) : null
  const goal =
    goalY !== null && data.goal
      ? placeGoal(placer, goalY, words.goal(data.goal.value, utcDay(data.goal.by)), right)
      : null
  const end = last ? placeEnd(placer, x(last.at), y(last.value), count(last.value, language), right) : null
  const fanLabels = placeFan(placer, fanText, ahead && wide ? [y(ahead.high), y(ahead.low)] : [], right, baseline)
  const launches = placeLaunches(placer, data, x, (at) => y(valueNear(data.points, at)), baseline, from, to)
  const notes = wide ? placeNotes(placer, data, x, (at) => y(valueNear(data.points, at)), baseline, language) : []
  const gaps = placeGaps(placer, data.gaps, x, (at) => y(valueNear(data.points, at)), baseline, language, wide)
  const changes = data.changes.map((c) => {
    const text = [words.newDefinition]
    const box = { ...boxFor(text, SMALL), x: x(c.at) + 6, y: baseline - SMALL - 6 }
    const placed = placer.place([box, { ...box, x: x(c.at) - 6 - box.w }, { ...box, y: box.y - LEAD }])
    return { x: round(x(c.at)), label: placed ? labelAt(placed, 'start', text, SMALL) : null }
  })
  const grid = y
    .ticks(Math.max(2, Math.round(height / 80)))
    .filter((v) => v > domain.low && (goalY === null || Math.abs(y(v) - goalY) > 20) && y(v) > top - 14)
    .map((v) => ({ y: round(y(v)), label: axisCount(v, language) }))

  return {
    width,
    height,
    baseline,
    left: 4,
    right: round(right),
    line: path(lines),
    grid,
    ticks: data.points.length === 0 ? [] : monthTicks(from, to, x, right, language, SMALL),
    launches,
    notes,
    gaps,
    changes,
    goal,
    fan: outlook.length > 1 ? { area: band(upper, lower), likely: path([likely]), labels: fanLabels } : null,
    end,
    axisFrom: domain.low > 0 ? domain.low : null,
    empty: data.points.length === 0,
  }
}

/** The value at an instant: between the two readings around it. For placing marks only, never shown as a figure. */
function valueNear(points: readonly TimePoint[], at: number): number {
  const after = points.find((p) => p.at >= at)
  const before = points.findLast((p) => p.at <= at)
  if (!after || !before) return (after ?? before)?.value ?? 0
  if (after.at === before.at) return after.value
  return before.value + ((after.value - before.value) * (at - before.at)) / (after.at - before.at)
}

function placeGoal(placer: Placer, y: number, text: string, right: number): CurveGeometry['goal'] {
  const size = boxFor([text], SIZE)
  placer.reserve({ x: 0, y: y - 0.5, w: right, h: 1 })
  const rows = [y - size.h - 5, y + 5]
  const columns = [4, (right - size.w) / 2, right - size.w]
  const box = placer.place(rows.flatMap((top) => columns.map((left) => ({ ...size, x: left, y: top }))))
  return { y: round(y), label: box ? labelAt(box, 'start', [text], SIZE) : null }
}

function placeEnd(placer: Placer, x: number, y: number, text: string, right: number): CurveGeometry['end'] {
  const size = boxFor([text], STRONG, true)
  placer.reserve({ x: x - 4, y: y - 4, w: 8, h: 8 })
  const tries: Box[] = []
  for (const off of [9, 16, 24, 34]) {
    tries.push({ ...size, x: x + 6, y: y + off }, { ...size, x: x - size.w - 6, y: y - size.h - off })
    tries.push(
      { ...size, x: Math.min(x - size.w / 2, right - size.w), y: y + off },
      { ...size, x: x - size.w - 2, y: y + off },
    )
  }
  const box = placer.place(tries)
  return { x: round(x), y: round(y), label: box ? labelAt(box, 'start', [text], STRONG) : null }
}

function placeFan(
  placer: Placer,
  texts: readonly string[],
  heights: readonly number[],
  right: number,
  baseline: number,
): Label[] {
  if (heights.length === 0) return []
  return spread(heights, SMALL + 3, 8, baseline).flatMap((y, i) => {
    const text = texts[i] ?? ''
    const box = { ...boxFor([text], SMALL), x: right + 5, y: y - SMALL / 2 }
    placer.reserve(box)
    return [labelAt(box, 'start', [text], SMALL)]
  })
}

function placeLaunches(
  placer: Placer,
  data: CurveData,
  x: (at: number) => number,
  curveY: (at: number) => number,
  baseline: number,
  from: number,
  to: number,
): CurveGeometry['launches'] {
  const shown = data.launches.filter((l) => l.at >= from && l.at <= to)
  return shown.map((launch) => {
    const at = x(launch.at)
    const curve = curveY(launch.at)
    const size = boxFor([launch.name], SIZE, true)
    const tries: Box[] = []
    for (let top = curve - size.h - 10; top >= 2; top -= 5) {
      for (const left of [at - size.w / 2, at - size.w + 8, at - 8]) tries.push({ ...size, x: left, y: top })
    }
    const mark = (box: Box): Box => ({
      x: at - 1,
      y: box.y + box.h + 2,
      w: 2,
      h: Math.max(0, curve - box.y - box.h - 2),
    })
    const box = placer.place(tries, (b) => placer.free(mark(b), 1))
    if (box) placer.reserve(mark(box))
    else placer.reserve({ x: at - 1, y: curve - 8, w: 2, h: 8 })
    placer.reserve({ x: at - 1, y: curve, w: 2, h: baseline - curve })
    const anchor = !box || Math.abs(box.x + box.w / 2 - at) < 1 ? 'middle' : box.x < at - box.w / 2 ? 'end' : 'start'
    return {
      x: round(at),
      top: round(box ? box.y + box.h + 2 : curve - 8),
      name: launch.name,
      label: box ? labelAt(box, anchor, [launch.name], SIZE) : null,
    }
  })
}

function placeNotes(
  placer: Placer,
  data: CurveData,
  x: (at: number) => number,
  curveY: (at: number) => number,
  baseline: number,
  language: Language,
): Label[] {
  const words = CHART_WORDS[language]
  return data.launches.flatMap((launch) => {
    const scrub = launch.scrubs.at(-1)
    if (!scrub) return []
    const what = words.scrubbed(scrub.secondsBefore)
    const [at, curve] = [x(launch.at), curveY(launch.at)]
    // Only under the curve, beside its own mark: anywhere else it would seem to speak of another launch. In fewer words where room is short.
    for (const lines of [[what, words.scrubDates(utcDay(scrub.at), utcDay(launch.at))], [what]]) {
      const size = boxFor(lines, SIZE)
      const below = curve + (baseline - curve) * 0.5 - size.h / 2
      const tops = Array.from({ length: 40 }, (_, k) => below + (k % 2 === 0 ? 1 : -1) * Math.ceil(k / 2) * 8)
      const tries = tops
        .filter((top) => top > curve + 4)
        .flatMap((top) => [
          { ...size, x: at + 8, y: top },
          { ...size, x: at - 8 - size.w, y: top },
        ])
      const box = placer.place(tries)
      if (box) return [labelAt(box, box.x > at ? 'start' : 'end', lines, SIZE)]
    }
    return []
  })
}

function placeGaps(
  placer: Placer,
  gaps: readonly ChartGap[],
  x: (at: number) => number,
  curveY: (at: number) => number,
  baseline: number,
  language: Language,
  wide: boolean,
): CurveGeometry['gaps'] {
  const words = CHART_WORDS[language]
  return gaps.flatMap((gap) => {
    const at = (x(gap.from) + x(gap.to)) / 2
    // A day or two without reading stays open in the line; a word on each would be noise.
    if (x(gap.to) - x(gap.from) < 5) return []
    const curve = Math.max(curveY(gap.from), curveY(gap.to))
    const spoken = [words.noReading, dayRange(gap.firstDay, gap.lastDay, language)]
    const { lines, box } = placeUnder(
      placer,
      wide ? [spoken, [words.noReading]] : [[words.noReading]],
      at,
      curve,
      baseline,
    )
    const above = box !== null && box.y < curve
    return [
      {
        x: round(at),
        top: round(box && above ? box.y + box.h + 3 : curve + 6),
        bottom: round(box ? (above ? curve - 6 : box.y + box.h) : curve + 16),
        label: box && lines ? labelAt(box, above ? 'middle' : box.x > at ? 'start' : 'end', lines, 11.5) : null,
      },
    ]
  })
}

// Under the curve first, in as many words as fit; over it only when nothing fits below.
function placeUnder(
  placer: Placer,
  wordings: readonly string[][],
  at: number,
  curve: number,
  baseline: number,
): { lines: string[] | null; box: Box | null } {
  const under = (lines: string[]): Box[] => {
    const size = boxFor(lines, 11.5)
    const tries: Box[] = []
    for (let top = baseline - size.h - 10; top > curve + 14; top -= 8) {
      tries.push({ ...size, x: at + 5, y: top }, { ...size, x: at - 5 - size.w, y: top })
    }
    return tries
  }
  const over = (lines: string[]): Box[] => {
    const size = boxFor(lines, 11.5)
    return Array.from({ length: 12 }, (_, k) => ({ ...size, x: at - size.w / 2, y: curve - size.h - 14 - k * 8 }))
  }
  for (const candidates of [under, over]) {
    for (const lines of wordings) {
      const box = placer.place(candidates(lines).filter((b) => b.y > 2))
      if (box) return { lines, box }
    }
  }
  return { lines: null, box: null }
}
