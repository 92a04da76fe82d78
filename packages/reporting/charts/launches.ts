import { scaleLinear } from 'd3-scale'
import { delta, type Language } from '../format/index.ts'
import { html, type Markup, type Slot } from '../markup/index.ts'
import { frame, text } from './curve-draw.ts'
import { SIZE, SMALL, type Label } from './curve-layout.ts'
import type { Chart, ChartOptions, DataTable } from './data.ts'
import { path, round } from './paths.ts'
import { createPlacer, spread, type Line } from './place.ts'
import { textWidth } from './text-width.ts'
import { CHART_WORDS } from './words.ts'

/** What a launch brought: followers gained since T−`before` days, day by day. Null where nothing was read: the line stays open. */
export type LaunchTrace = {
  readonly name: string
  readonly points: readonly { readonly day: number; readonly gain: number | null }[]
  /** Gained from the first day to the last; null when either was not read. */
  readonly gain: number | null
  /** Attempts called off, in days relative to T-0, with the seconds left on the clock. */
  readonly scrubs: readonly { readonly day: number; readonly secondsBefore: number | null }[]
}

/** Launches laid one over the other: T−before days to T+after days. */
export type LaunchesData = {
  readonly traces: readonly LaunchTrace[]
  readonly before: number
  readonly after: number
  /** The name of the launch drawn in ink; the others recede. Null: the one that gained most. */
  readonly inked: string | null
}

type PlacedTrace = {
  name: string
  gain: string
  inked: boolean
  line: string
  endX: number
  endY: number
  labelY: number
}

/** The chart of launches as numbers and paths. */
export type LaunchesGeometry = {
  readonly baseline: number
  readonly right: number
  readonly zero: number
  readonly grid: readonly { readonly y: number; readonly label: string }[]
  readonly traces: readonly Readonly<PlacedTrace>[]
  readonly scrub: { readonly x: number; readonly y: number; readonly label: Label | null } | null
  readonly empty: boolean
}

const broken = (trace: LaunchTrace, at: (day: number, gain: number) => [number, number]): Line[] => {
  const lines: [number, number][][] = [[]]
  for (const p of trace.points) {
    if (p.gain === null) lines.push([])
    else lines.at(-1)?.push(at(p.day, p.gain))
  }
  return lines.filter((l) => l.length > 0)
}

const inkedName = (data: LaunchesData): string | null =>
  data.inked ?? [...data.traces].sort((a, b) => (b.gain ?? -Infinity) - (a.gain ?? -Infinity))[0]?.name ?? null

/** Lays out launches over each other, labels at the end of each line and never on top of one another. */
export function layoutLaunches(
  data: LaunchesData,
  size: { readonly width: number; readonly height: number; readonly language: Language },
): LaunchesGeometry {
  const { width, height, language } = size
  const words = CHART_WORDS[language]
  const inked = inkedName(data)
  const known = data.traces.filter((t) => t.points.some((p) => p.gain !== null))
  const gains = known.flatMap((t) => t.points.flatMap((p) => (p.gain === null ? [] : [p.gain])))
  const endText = (t: LaunchTrace): string => (t.gain === null ? words.unknown : delta(t.gain, language))
  const labels = known.map(
    (t) =>
      textWidth(`${t.name} `, SIZE, t.name === inked) * (t.name === inked ? 1.12 : 1) + textWidth(endText(t), SMALL),
  )
  const right = Math.max(width * 0.45, width - Math.max(0, ...labels) - 10)
  const baseline = height - 24
  const x = scaleLinear().domain([-data.before, data.after]).range([2, right])
  const y = scaleLinear()
    .domain([Math.min(0, ...gains), Math.max(1, ...gains) * 1.03])
    .range([baseline, 14])
  const at = (day: number, gain: number): [number, number] => [x(day), y(gain)]

  const traces: PlacedTrace[] = known.map((t) => {
    const lines = broken(t, at)
    const [endX, endY] = lines.at(-1)?.at(-1) ?? [right, baseline]
    return {
      name: t.name,
      gain: endText(t),
      inked: t.name === inked,
      line: path(lines),
      endX: round(endX),
      endY: round(endY),
      labelY: endY,
    }
  })
  const heights = spread(
    traces.map((t) => t.endY),
    17,
    12,
    baseline,
  )
  for (const [i, trace] of traces.entries()) trace.labelY = round((heights[i] ?? trace.endY) + 4)

  const all = known.flatMap((t) => broken(t, at))
  const placer = createPlacer({ x: 0, y: 0, w: right, h: baseline - 2 }, all, 3)
  placer.reserve({ x: x(0) - 1, y: 0, w: 2, h: baseline })
  const owner = known.find((t) => t.name === inked && t.scrubs.length > 0) ?? known.find((t) => t.scrubs.length > 0)
  const scrub = owner?.scrubs.at(-1)
  const near = owner && scrub ? owner.points.filter((p) => p.gain !== null && p.day <= scrub.day).at(-1) : undefined
  let mark: LaunchesGeometry['scrub'] = null
  if (scrub && near && near.gain !== null && scrub.day >= -data.before) {
    const [sx, sy] = [x(near.day), y(near.gain)]
    const line = words.scrubbed(scrub.secondsBefore)
    const box = { w: textWidth(line, SIZE), h: SIZE, x: sx - textWidth(line, SIZE) - 8, y: sy - SIZE / 2 }
    const tries = Array.from({ length: 12 }, (_, k) => [
      { ...box, y: box.y - k * 6 },
      { ...box, x: 2, y: box.y - k * 6 },
    ]).flat()
    const placed = placer.place(tries)
    mark = {
      x: round(sx),
      y: round(sy),
      label: placed
        ? { x: round(placed.x + placed.w), y: round(placed.y + SIZE * 0.82), anchor: 'end', lines: [line], box: placed }
        : null,
    }
  }
  const grid = y
    .ticks(3)
    .filter((v) => v !== 0)
    .map((v) => ({ y: round(y(v)), label: delta(v, language) }))
  return {
    baseline: round(y(0)),
    right: round(right),
    zero: round(x(0)),
    grid,
    traces,
    scrub: mark,
    empty: known.length === 0,
  }
}

/** The launches as rows: name, and what was gained from the first day to the last. */
export function launchesTable(data: LaunchesData, caption: string, language: Language): DataTable {
  const words = CHART_WORDS[language]
  return {
    caption,
    head: [words.launch, `${words.days(-data.before)} → ${words.days(data.after)}`],
    rows: data.traces.map((t) => [t.name, t.gain === null ? words.unknown : delta(t.gain, language)]),
  }
}

/** Launches laid over each other, T−before to T+after days. Pure; runs in a browser too. */
export function launchesChart(data: LaunchesData, options: ChartOptions): Chart {
  const { language, height, width } = options
  const words = CHART_WORDS[language]
  const g = layoutLaunches(data, options)
  const description = g.empty
    ? words.noReadingAtAll
    : words.launchGains(
        [...data.traces].sort((a, b) => (b.gain ?? -1) - (a.gain ?? -1)).map(({ name, gain }) => ({ name, gain })),
      )
  const foot = height - 6
  const pieces: Slot[] = [
    g.grid.map((r) => html`<path d="M2,${r.y}H${g.right}" class="gr" />`),
    html`<path d="M2,${g.baseline}H${g.right}" class="ax" /><path d="M${g.zero},${g.baseline}V8" class="la" />`,
    [...g.traces]
      .sort((a, b) => Number(a.inked) - Number(b.inked))
      .map((t) => html`<path d="${t.line}" class="${t.inked ? 's1' : 's2'}" />`),
    g.grid.map((r) => html`<text x="2" y="${r.y - 4}" class="c">${r.label}</text>`),
    g.traces.map((t) => endLabel(t, g.right)),
    g.scrub && html`<circle cx="${g.scrub.x}" cy="${g.scrub.y}" r="3" class="dot" />`,
    g.scrub?.label && text(g.scrub.label, 'n2'),
    html`<text x="${g.zero}" y="${foot}" text-anchor="middle" class="lt">T-0</text>`,
    html`<text x="2" y="${foot}" class="c">${words.days(-data.before)}</text>`,
    html`<text x="${g.right}" y="${foot}" class="c" text-anchor="end">${words.days(data.after)}</text>`,
  ]
  const nothing = html`<text x="${width / 2}" y="${height / 2}" text-anchor="middle" class="n2"
    >${words.noReadingAtAll}</text
  >`
  const body = g.empty ? nothing : html`${pieces}`
  return {
    svg: frame(options, description, body),
    title: options.title,
    description,
    table: launchesTable(data, options.title, language),
    width,
    height,
  }
}

// The label stands level with its line where there is room; where it had to move, a hairline leads to it.
function endLabel(t: LaunchesGeometry['traces'][number], right: number): Markup {
  const moved = Math.abs(t.labelY - 4 - t.endY) > 3
  const lead = moved && html`<path d="M${t.endX},${t.endY}L${right + 5},${round(t.labelY - 4)}" class="gr" />`
  const name = html`${t.name} <tspan class="c">${t.gain}</tspan>`
  return html`${lead}<text x="${right + 7}" y="${t.labelY}" class="${t.inked ? 'v' : 'n2'}">${name}</text>`
}
