import { scaleLinear } from 'd3-scale'
import { axisMonth, type Language } from '../format/index.ts'
import { html, type Slot } from '../markup/index.ts'
import { describeFollowerCurve, followerTable } from './curve.ts'
import { frame, text } from './curve-draw.ts'
import { SMALL, type Label } from './curve-layout.ts'
import type { Chart, ChartOptions, CurveData } from './data.ts'
import { path, round, stretches } from './paths.ts'
import { createPlacer, type Line } from './place.ts'
import { textWidth } from './text-width.ts'
import { CHART_WORDS } from './words.ts'

/** One of several small charts that share a time axis, each with its own scale of values. */
export type MiniGeometry = {
  readonly baseline: number
  readonly line: string
  readonly launches: readonly number[]
  readonly goal: { readonly y: number; readonly label: Label | null } | null
  readonly end: { readonly x: number; readonly y: number } | null
  readonly left: string
  readonly right: string
}

/** Lays out a small multiple on the time axis `span`, so that all of a row can be read across. */
export function layoutMini(
  data: CurveData,
  span: { readonly from: number; readonly to: number },
  size: { readonly width: number; readonly height: number; readonly language: Language },
): MiniGeometry {
  const { width, height, language } = size
  const words = CHART_WORDS[language]
  const baseline = height - 18
  const x = scaleLinear()
    .domain([span.from, Math.max(span.to, span.from + 1)])
    .range([2, width - 5])
  const top = Math.max(1, ...data.points.map((p) => p.value))
  const goalFits = data.goal !== null && data.goal.value <= top * 2.2
  const y = scaleLinear()
    .domain([0, goalFits && data.goal ? Math.max(top, data.goal.value) : top])
    .range([baseline, 20])
  const lines: Line[] = stretches(
    data.points,
    data.gaps,
    data.changes.map((c) => c.at),
  ).map((s) => s.map((p) => [x(p.at), y(p.value)]))
  const placer = createPlacer({ x: 0, y: 0, w: width, h: baseline }, lines, 2)
  const last = data.points.at(-1)
  let goal: MiniGeometry['goal'] = null
  if (data.goal && goalFits) {
    const gy = y(data.goal.value)
    const label = words.goalShort(data.goal.value)
    const box = { w: textWidth(label, SMALL), h: SMALL, x: 0, y: gy - SMALL - 3 }
    const placed = placer.place([
      box,
      { ...box, x: width - box.w },
      { ...box, y: gy + 4 },
      { ...box, x: width - box.w, y: gy + 4 },
    ])
    goal = {
      y: round(gy),
      label: placed
        ? { x: round(placed.x), y: round(placed.y + SMALL * 0.82), anchor: 'start', lines: [label], box: placed }
        : null,
    }
  }
  return {
    baseline,
    line: path(lines),
    launches: data.launches.filter((l) => l.at >= span.from && l.at <= span.to).map((l) => round(x(l.at))),
    goal,
    end: last ? { x: round(x(last.at)), y: round(y(last.value)) } : null,
    left:
      data.opened === null
        ? axisMonth(span.from, language, true)
        : words.opened(axisMonth(data.opened, language, true)),
    right: axisMonth(span.to, language, true),
  }
}

/** Draws one small multiple. */
export function miniChart(
  data: CurveData,
  span: { readonly from: number; readonly to: number },
  options: ChartOptions,
): Chart {
  const g = layoutMini(data, span, options)
  const description = describeFollowerCurve(data, options.language)
  const none = data.points.length === 0
  const empty: Label = {
    x: options.width / 2,
    y: options.height / 2,
    anchor: 'middle',
    lines: [CHART_WORDS[options.language].noReadingAtAll],
    box: { x: 0, y: 0, w: 0, h: 0 },
  }
  // Both edge labels only where they fit beside each other.
  const both = textWidth(g.left, SMALL) + textWidth(g.right, SMALL) + 12 < options.width
  const right = html`<text x="${options.width}" y="${options.height - 3}" class="c" text-anchor="end">${g.right}</text>`
  const pieces: Slot[] = [
    html`<path d="M0,${g.baseline}H${options.width}" class="ax" />`,
    g.launches.map((x) => html`<path d="M${x},${g.baseline}v-6" class="la" />`),
    g.goal && html`<path d="M0,${g.goal.y}H${options.width}" class="goal" />`,
    html`<path d="${g.line}" class="s1 thin" />`,
    g.goal?.label && text(g.goal.label, 'c'),
    g.end && html`<circle cx="${g.end.x}" cy="${g.end.y}" r="3.5" class="dot" />`,
    none && text(empty, 'n2'),
    html`<text x="0" y="${options.height - 3}" class="c">${g.left}</text>`,
    both && right,
  ]
  return {
    svg: frame(options, description, html`${pieces}`),
    title: options.title,
    description,
    table: followerTable(data, options.title, options.language),
    width: options.width,
    height: options.height,
  }
}

/** Draws several small multiples on one time axis, from the earliest reading to the latest. */
export function smallMultiples(
  charts: readonly { readonly data: CurveData; readonly id: string; readonly title: string }[],
  options: Omit<ChartOptions, 'id' | 'title'> & { readonly from?: number; readonly to?: number },
): Chart[] {
  const instants = charts.flatMap((c) => c.data.points.map((p) => p.at))
  const span = {
    from: options.from ?? (instants.length > 0 ? Math.min(...instants) : 0),
    to: options.to ?? (instants.length > 0 ? Math.max(...instants) : 1),
  }
  return charts.map((c) => miniChart(c.data, span, { ...options, id: c.id, title: c.title }))
}
