import type { LaunchInput } from './input.ts'
import { figure, absent, used, type Named } from './figures.ts'
import type { Figure, ReportTrace } from './report.ts'
import { levelNear, type Series } from './series.ts'

/** Days before and after lift-off that launches are compared over. */
export const BEFORE = 7
export const AFTER = 7

/** What a launch brought on a channel, day by day from T−7 d. A day that was not read is null, and so is all of it without a reading at T−7 d. */
export function traceOf(
  launch: LaunchInput,
  series: Series,
  asOf: Temporal.Instant,
  named: Named,
): { trace: ReportTrace; figure: Figure } {
  const at = (day: number): Temporal.Instant => launch.liftoff.add({ hours: day * 24 })
  const base = levelNear(series, at(-BEFORE))
  const points = Array.from({ length: BEFORE + AFTER + 1 }, (_, i) => {
    const day = i - BEFORE
    const over = Temporal.Instant.compare(at(day), asOf) > 0
    const level = over ? null : levelNear(series, at(day))
    const comparable = base && level && series.comparable(base.definition, level.definition)
    return { day, gain: comparable ? level.value - base.value : null }
  })
  const end = Temporal.Instant.compare(at(AFTER), asOf) > 0 ? null : levelNear(series, at(AFTER))
  const formula = { kind: 'launch', before: BEFORE, after: AFTER, liftoff: launch.liftoff.toString() } as const
  const gain = points.at(-1)?.gain ?? null
  const made =
    base && end && gain !== null
      ? figure(named, 'gain', formula, gain, [used('end', end), used('start', base)])
      : absent(
          named,
          'gain',
          formula,
          Temporal.Instant.compare(at(AFTER), asOf) > 0
            ? 'still-counting'
            : base && end
              ? 'definition-changed'
              : 'no-reading',
        )
  return {
    trace: {
      name: launch.name,
      figure: named.key,
      liftoff: launch.liftoff.toString(),
      points,
      scrubs: launch.scrubs.map((s) => ({
        day: (s.at.epochMilliseconds - launch.liftoff.epochMilliseconds) / 86_400_000,
        secondsBefore: s.secondsBefore,
      })),
    },
    figure: made,
  }
}
