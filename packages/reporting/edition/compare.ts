import { whyChanged } from '../model/corrections.ts'
import type { Correction, Figure, ReportModel } from '../model/index.ts'

// A post goes on being seen after its edition is frozen: a running total that grew is later life, not a correction. One that shrank is.
function grewSince(printed: Figure, now: Figure): boolean {
  const { kind } = printed.provenance.formula
  if (kind !== 'post-total' && kind !== 'post-sum') return false
  if (printed.value === null || now.value === null || now.value < printed.value) return false
  const last = (f: Figure): number => Math.max(0, ...f.provenance.readings.map((r) => Date.parse(r.at)))
  return last(now) > last(printed)
}

// Derived from figures that are compared themselves, or moving with every new reading.
const DERIVED = new Set(['outlook', 'growth', 'goal-share', 'cost-per-follower', 'given'])

/**
 * What later readings changed of a frozen edition: build the same report again (same period, today's readings) and compare. The printed
 * values stay printed; the corrections stand beside them. Figures derived from others are not listed twice.
 */
export function compareEdition(frozen: ReportModel, current: ReportModel): Correction[] {
  const noticed = Temporal.Instant.from(current.asOf).toZonedDateTimeISO(current.zone).toPlainDate().toString()
  return Object.values(frozen.figures).flatMap((printed): Correction[] => {
    const now = current.figures[printed.key]
    if (!now || DERIVED.has(printed.provenance.formula.kind) || grewSince(printed, now)) return []
    // An edition may be frozen while a launch is still counting: its end is news, not a correction.
    if (printed.missing === 'still-counting') return []
    const why = whyChanged(printed, now)
    if (!why) return []
    return [
      {
        edition: null,
        figure: printed.key,
        label: printed.label,
        unit: printed.unit,
        currency: printed.currency,
        printed: printed.value,
        now: now.value,
        why,
        noticed,
      },
    ]
  })
}
