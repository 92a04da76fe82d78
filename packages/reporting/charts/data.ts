import type { Markup } from '../markup/index.ts'
import type { Language } from '../format/index.ts'

/** A reading on a chart: epoch milliseconds and a value. */
export type TimePoint = { readonly at: number; readonly value: number }

/** A stretch without readings: between the last reading before it and the first after it, and the days that it spans ('YYYY-MM-DD'). */
export type ChartGap = {
  readonly from: number
  readonly to: number
  readonly firstDay: string
  readonly lastDay: string
}

/** An attempt that was called off: when, and how many seconds before lift-off (null when it was not counted in seconds). */
export type ChartScrub = { readonly at: number; readonly secondsBefore: number | null }

/** A launch as charts mark it. `at` is the real lift-off in epoch milliseconds. */
export type ChartLaunch = { readonly name: string; readonly at: number; readonly scrubs: readonly ChartScrub[] }

/** A goal: so many by the end of a day. */
export type ChartGoal = { readonly value: number; readonly by: number }

/** One step of a projection: the likely value and the bounds of its interval. */
export type ChartOutlook = { readonly at: number; readonly likely: number; readonly low: number; readonly high: number }

/** What a follower curve is drawn from. Points are ascending; a gap is left open; nothing is filled in. */
export type CurveData = {
  readonly points: readonly TimePoint[]
  readonly gaps: readonly ChartGap[]
  readonly launches: readonly ChartLaunch[]
  readonly goal: ChartGoal | null
  /** Steps from the last reading on; the first one is the last reading itself. */
  readonly outlook: readonly ChartOutlook[]
  /** Where the network changed what it counts: drawn as a broken line, never joined across. */
  readonly changes: readonly { readonly at: number; readonly name: string }[]
  /** The day that the channel was opened, when that lies after the left edge. */
  readonly opened: number | null
}

/** How a chart is drawn. `id` prefixes the ids inside the SVG: unique on its page. */
export type ChartOptions = {
  readonly language: Language
  readonly width: number
  readonly height: number
  readonly id: string
  /** Spoken title; also the SVG's <title>. */
  readonly title: string
}

/** A table that says the same as a chart. The first cell of a row is its header. */
export type DataTable = {
  readonly caption: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** A chart drawn: its SVG, and the same in words and in rows. */
export type Chart = {
  readonly svg: Markup
  readonly title: string
  readonly description: string
  readonly table: DataTable
  readonly width: number
  readonly height: number
}
