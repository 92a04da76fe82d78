import type { Language } from '../format/index.ts'
import { axisMonth } from '../format/index.ts'
import { textWidth } from './text-width.ts'

/** A label under the time axis; `anchor` says which side of the text stands at x. */
export type TimeTick = { readonly x: number; readonly label: string; readonly anchor: 'start' | 'middle' | 'end' }

const STEPS = [1, 2, 3, 6, 12, 24, 60]

/**
 * Months along an axis, as many as have room, on round steps of the year. The first edge is named with its year; after it a year is
 * written where it changes. No two labels touch.
 */
export function monthTicks(
  from: number,
  to: number,
  x: (at: number) => number,
  width: number,
  language: Language,
  size: number,
): TimeTick[] {
  const start = new Date(from)
  const months = (to - from) / (30.44 * 86_400_000)
  const room = Math.max(2, Math.floor(width / 92))
  const step = STEPS.find((s) => months / s <= room) ?? 120
  const ticks: TimeTick[] = [{ x: x(from), label: axisMonth(from, language, true), anchor: 'start' }]
  let edge = x(from) + textWidth(ticks[0]?.label ?? '', size) + 10
  let year = start.getUTCFullYear()
  for (let k = 1; ; k++) {
    const at = Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + k, 1)
    if (at > to) break
    const date = new Date(at)
    if (date.getUTCMonth() % Math.min(step, 12) !== 0 || (step > 12 && date.getUTCFullYear() % (step / 12) !== 0))
      continue
    const label = axisMonth(at, language, date.getUTCFullYear() !== year)
    const half = textWidth(label, size) / 2
    const at0 = x(at)
    if (at0 - half < edge || at0 + half > width + 2) continue
    ticks.push({ x: at0, label, anchor: 'middle' })
    edge = at0 + half + 10
    year = date.getUTCFullYear()
  }
  return ticks
}
