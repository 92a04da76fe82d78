import { scaleLinear } from 'd3-scale'
import { html, type Markup } from '../markup/index.ts'
import { frame } from './curve-draw.ts'
import type { ChartGap, ChartOptions, TimePoint } from './data.ts'
import { path, round, stretches } from './paths.ts'
import { CHART_WORDS, utcDay } from './words.ts'

/** A line the size of a word, from its lowest to its highest reading, the last one dotted. Gaps stay open. */
export function sparkline(points: readonly TimePoint[], gaps: readonly ChartGap[], options: ChartOptions): Markup {
  const { width, height, language } = options
  const words = CHART_WORDS[language]
  const first = points[0]
  const last = points.at(-1)
  if (!first || !last) return frame(options, words.noReadingAtAll, html``)
  const values = points.map((p) => p.value)
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const x = scaleLinear()
    .domain([first.at, Math.max(last.at, first.at + 1)])
    .range([1.5, width - 3.5])
  const y = scaleLinear()
    .domain(low === high ? [low - 1, high + 1] : [low, high])
    .range([height - 3, 3])
  const lines = stretches(points, gaps).map((s) => s.map((p): [number, number] => [x(p.at), y(p.value)]))
  const description = words.fromTo(first.value, utcDay(first.at), last.value, utcDay(last.at))
  const dot = html`<circle cx="${round(x(last.at))}" cy="${round(y(last.value))}" r="2.5" class="dot" />`
  return frame(options, description, html`<path d="${path(lines)}" class="s1 thin" />${dot}`)
}
