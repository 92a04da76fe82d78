import type { Measured } from './channels.ts'
import type { ReadingInput, ReportInput } from './input.ts'
import type { Correction, Figure } from './report.ts'
import { gainOver, levelAt } from './series.ts'

/** Why a printed value and today's differ, from the readings behind them. Null when they do not. */
export function whyChanged(printed: Figure, now: Figure): Correction['why'] | null {
  if (printed.value === now.value) return null
  if (now.value === null) return now.missing === 'definition-changed' ? 'redefined' : 'withdrawn'
  if (printed.value === null) return 'read-later'
  const before = new Set(printed.provenance.readings.map((r) => `${r.at} ${r.value}`))
  const fresh = now.provenance.readings.filter((r) => !before.has(`${r.at} ${r.value}`))
  if (fresh.some((r) => r.source !== 'api')) return 'imported'
  const definitions = new Set(printed.provenance.readings.map((r) => r.definition))
  return fresh.some((r) => !definitions.has(r.definition)) ? 'redefined' : 'restated'
}

/** The level or the gain that an earlier edition printed, measured again from today's readings; null for what cannot be. */
function measuredAgain(printed: Figure, measured: Measured): Figure | null {
  const { formula } = printed.provenance
  if (formula.kind === 'reading') {
    const level = levelAt(measured.series, formula.on)
    return {
      ...printed,
      value: level.reading?.value ?? null,
      missing: level.missing,
      provenance: again(printed, [level.reading]),
    }
  }
  if (formula.kind === 'difference') {
    const gain = gainOver(measured.series, formula.from, formula.to)
    const readings = gain.value === null ? [] : [gain.end, gain.start]
    return { ...printed, value: gain.value, missing: gain.missing, provenance: again(printed, readings) }
  }
  return null
}

function again(printed: Figure, readings: readonly (ReadingInput | null)[]): Figure['provenance'] {
  return {
    ...printed.provenance,
    readings: readings.flatMap((r) =>
      r
        ? [{ role: 'value' as const, at: r.at.toString(), value: r.value, source: r.source, definition: r.definition }]
        : [],
    ),
  }
}

/** What earlier editions printed of their own period and that today's readings contradict. */
export function correctionsToEarlier(input: ReportInput, measured: readonly Measured[]): Correction[] {
  const noticed = input.asOf.toZonedDateTimeISO(input.zone).toPlainDate().toString()
  return (input.previousEditions ?? []).flatMap((edition) =>
    edition.model.channels.flatMap((channel): Correction[] => {
      const now = measured.find((m) => m.channel.id === channel.id)
      if (!now) return []
      return [channel.figures.followers, channel.figures.gain].flatMap((key): Correction[] => {
        const printed = edition.model.figures[key]
        const fresh = printed && measuredAgain(printed, now)
        const why = printed && fresh ? whyChanged(printed, fresh) : null
        if (!printed || !fresh || !why) return []
        return [
          {
            edition: { number: edition.number, title: edition.title },
            figure: key,
            label: printed.label,
            unit: printed.unit,
            currency: printed.currency,
            printed: printed.value,
            now: fresh.value,
            why,
            noticed,
          },
        ]
      })
    }),
  )
}
