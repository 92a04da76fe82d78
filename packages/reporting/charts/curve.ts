import { axisMonth, count, dayMs, delta, longDay, rough, type Language } from '../format/index.ts'
import { drawFollowerCurve } from './curve-draw.ts'
import { layoutFollowerCurve } from './curve-layout.ts'
import type { Chart, ChartOptions, CurveData, DataTable } from './data.ts'
import { CHART_WORDS, utcDay } from './words.ts'

/** A follower curve in words: first and last reading, gaps, launches, goal and projection. */
export function describeFollowerCurve(data: CurveData, language: Language): string {
  const words = CHART_WORDS[language]
  const first = data.points[0]
  const last = data.points.at(-1)
  if (!first || !last) return words.noReadingAtAll
  const ahead = data.outlook.at(-1)
  const parts = [words.fromTo(first.value, utcDay(first.at), last.value, utcDay(last.at))]
  for (const gap of data.gaps) parts.push(words.gap(gap.firstDay, gap.lastDay))
  if (data.launches.length > 0) parts.push(words.marked(data.launches.map((l) => l.name)))
  if (data.goal) parts.push(`${words.goal(data.goal.value, utcDay(data.goal.by))}.`)
  if (ahead && data.outlook.length > 1) parts.push(words.outlook(rough(ahead.low), rough(ahead.high), utcDay(ahead.at)))
  return parts.join(' ')
}

/** The months of a series: the last reading of each, and what the month gained. A month without reading says so; a gain over a hole is not computed. */
export function followerTable(data: CurveData, caption: string, language: Language): DataTable {
  const words = CHART_WORDS[language]
  const head = [words.month, words.followers, words.gain, words.launches]
  const first = data.points[0]
  const last = data.points.at(-1)
  if (!first || !last) return { caption, head, rows: [] }
  const lastOfMonth = new Map<string, number>()
  for (const p of data.points) lastOfMonth.set(utcDay(p.at).slice(0, 7), p.value)
  const rows: string[][] = []
  let previous: number | null = null
  const [year = 0, month = 1] = utcDay(first.at).split('-').map(Number)
  for (let k = 0; ; k++) {
    const at = Date.UTC(year, month - 1 + k, 1)
    if (at > last.at) break
    const key = utcDay(at).slice(0, 7)
    const value = lastOfMonth.get(key) ?? null
    const inLast = utcDay(last.at).slice(0, 7) === key
    const changed = data.changes.some((c) => utcDay(c.at).slice(0, 7) === key)
    const gain = value === null || previous === null || changed ? null : value - previous
    rows.push([
      inLast ? longDay(utcDay(last.at), language) : axisMonth(dayMs(`${key}-01`), language, true),
      value === null ? words.unknown : count(value, language),
      gain === null ? '–' : delta(gain, language),
      data.launches
        .filter((l) => utcDay(l.at).slice(0, 7) === key)
        .map((l) => l.name)
        .join(', '),
    ])
    previous = value
  }
  return { caption, head, rows }
}

/** A follower curve with its goal, launches, gaps and projection: laid out, drawn, described, and as a table. Pure; runs in a browser too. */
export function followerCurve(data: CurveData, options: ChartOptions): Chart {
  const description = describeFollowerCurve(data, options.language)
  return {
    svg: drawFollowerCurve(layoutFollowerCurve(data, options), options, description),
    title: options.title,
    description,
    table: followerTable(data, options.title, options.language),
    width: options.width,
    height: options.height,
  }
}
