import type { Day } from '@comptoir/domain/shared'
import type { GoalInput, ReadingInput } from './input.ts'
import { LOOK_BACK, type Outlook } from './outlook.ts'
import type { Figure, Formula, MissingReason, UsedReading } from './report.ts'
import { gainOver, levelAt, type Series } from './series.ts'

/** What names a figure: its key, its label in the report's language, and the source that it rests on. */
export type Named = { readonly key: string; readonly label: string; readonly source: string }

export const used = (role: UsedReading['role'], r: ReadingInput): UsedReading => ({
  role,
  at: r.at.toString(),
  value: r.value,
  source: r.source,
  definition: r.definition,
})

/** A figure without a value, and why. */
export function absent(named: Named, unit: Figure['unit'], formula: Formula, missing: MissingReason): Figure {
  return figure(named, unit, formula, null, [], missing)
}

export function figure(
  named: Named,
  unit: Figure['unit'],
  formula: Formula,
  value: number | null,
  readings: UsedReading[],
  missing: MissingReason | null = null,
): Figure {
  const { key, label, source } = named
  return { key, label, unit, currency: null, value, missing, interval: null, provenance: { source, formula, readings } }
}

/** The level at the end of a day. */
export function levelFigure(named: Named, series: Series, on: Day): Figure {
  const formula: Formula = { kind: 'reading', on }
  const level = levelAt(series, on)
  if (level.reading === null) return absent(named, 'count', formula, level.missing)
  return figure(named, 'count', formula, level.reading.value, [used('end', level.reading)])
}

/** What a stretch of days gained. */
export function gainFigure(named: Named, series: Series, from: Day, to: Day): Figure {
  const gain = gainOver(series, from, to)
  if (gain.value === null) return absent(named, 'gain', { kind: 'difference', from, to }, gain.missing)
  const formula: Formula = gain.opened
    ? { kind: 'since-opening', opened: gain.opened, to }
    : { kind: 'difference', from, to }
  const readings = gain.start ? [used('end', gain.end), used('start', gain.start)] : [used('end', gain.end)]
  return figure(named, 'gain', formula, gain.value, readings)
}

/** A gain relative to the level that it started from. Not computed from nothing: a start of zero has no growth rate. */
export function growthFigure(named: Named, series: Series, from: Day, to: Day): Figure {
  const formula: Formula = { kind: 'growth', from, to }
  const gain = gainOver(series, from, to)
  if (gain.value === null) return absent(named, 'growth', formula, gain.missing)
  if (gain.start === null || gain.start.value === 0) return absent(named, 'growth', formula, 'not-open')
  return figure(named, 'growth', formula, gain.value / gain.start.value, [
    used('end', gain.end),
    used('start', gain.start),
  ])
}

/** How much of a goal is reached at the end of a day. */
export function goalFigure(named: Named, series: Series, on: Day, goal: GoalInput | null): Figure {
  const formula: Formula = { kind: 'goal-share', on, goal: goal?.value ?? 0, by: goal?.by ?? on }
  if (!goal || goal.value <= 0) return absent(named, 'ratio', formula, 'no-goal')
  const level = levelAt(series, on)
  if (level.reading === null) return absent(named, 'ratio', formula, level.missing)
  return figure(named, 'ratio', formula, level.reading.value / goal.value, [used('end', level.reading)])
}

/** Where the series points at the goal's day, with its 80 % interval. */
export function outlookFigure(named: Named, outlook: Outlook | null, by: Day): Figure {
  const line = { days: LOOK_BACK, perDay: outlook?.perDay ?? 0, points: outlook?.points ?? 0 }
  const formula: Formula = { kind: 'outlook', by, ...line }
  if (!outlook || by <= outlook.from) return absent(named, 'count', formula, outlook ? 'no-goal' : 'too-few-readings')
  const { likely, low, high } = outlook.at(by)
  const made = figure(named, 'count', formula, Math.round(likely), [])
  return { ...made, interval: { low: Math.round(low), high: Math.round(high), level: 0.8 } }
}
