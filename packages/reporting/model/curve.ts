import type { Day } from '@comptoir/domain/shared'
import { dayMs } from '../format/index.ts'
import { addDays, daysBetween, wallMs } from './days.ts'
import type { GoalInput, LaunchInput } from './input.ts'
import type { Outlook } from './outlook.ts'
import type { Curve } from './report.ts'
import { daily, holes, redefinitions, type Series } from './series.ts'

/** What the charts draw of a channel: one point a day, holes open, launches, goal and projection. */
export function curveOf(
  series: Series,
  until: Day,
  from: Day,
  launches: readonly LaunchInput[],
  goal: GoalInput | null,
  outlook: Outlook | null,
): Curve {
  const { zone } = series
  const points = daily(series)
    .filter((r) => r.day >= from && r.day <= until)
    .map((r) => ({ at: wallMs(r.at, zone), value: r.value }))
  const gaps = holes(series, until).flatMap((h) =>
    h.after === null || h.to < from
      ? []
      : [{ from: wallMs(h.before.at, zone), to: wallMs(h.after.at, zone), firstDay: h.from, lastDay: h.to }],
  )
  const last = points.at(-1)
  return {
    points,
    gaps,
    launches: launches.map((l) => ({
      name: l.name,
      at: wallMs(l.liftoff, zone),
      scrubs: l.scrubs.map((s) => ({ at: wallMs(s.at, zone), secondsBefore: s.secondsBefore })),
    })),
    goal: goal ? { value: goal.value, by: dayMs(goal.by) } : null,
    outlook: last && goal && outlook && goal.by > outlook.from ? steps(outlook, goal.by, last) : [],
    changes: redefinitions(series).map((c) => ({ at: wallMs(c.at, zone), name: c.definition })),
    opened: series.opened !== null && series.opened > from ? dayMs(series.opened) : null,
  }
}

// The line is read at its end and half way: it starts from the last reading, which seldom lies on it.
function steps(outlook: Outlook, by: Day, last: { at: number; value: number }): Curve['outlook'] {
  const span = daysBetween(outlook.from, by)
  const days = [...new Set([0, Math.round(span / 2), span])]
  return days.map((ahead) => {
    if (ahead === 0) return { at: last.at, likely: last.value, low: last.value, high: last.value }
    const day = addDays(outlook.from, ahead)
    const { likely, low, high } = outlook.at(day)
    return { at: dayMs(day), likely, low, high }
  })
}
