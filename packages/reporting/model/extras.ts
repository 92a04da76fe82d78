import type { ReportWords } from '../words/index.ts'
import { figure, absent } from './figures.ts'
import type { Measured } from './channels.ts'
import type { GivenFigure, ReportInput } from './input.ts'
import type { Figure, ReportModel, SourceRecord } from './report.ts'
import { gainOver } from './series.ts'

type Extra = { readonly figures: Figure[]; readonly source: SourceRecord; readonly brief: ReportModel['brief'][number] }

const given = (
  id: string,
  label: string,
  g: GivenFigure['definition'],
  readings: number,
  expected: number,
): SourceRecord => ({
  id,
  kind: 'given',
  label,
  network: null,
  metric: id,
  definitions: [{ id, officialName: g.officialName, text: g.text, from: null, to: null }],
  readings,
  expected,
  bySource: { api: 0, import: 0, 'by-hand': 0 },
  first: null,
  last: null,
  usualTime: null,
  gaps: [],
  note: null,
})

/** Figures that other contexts bring, with their change since the stretch before. */
export function givenFigures(input: ReportInput): Extra[] {
  return (input.given ?? []).map((g) => {
    const named = { key: g.key, label: g.label, source: g.key }
    const formula = { kind: 'given', words: g.definition.text } as const
    const value =
      g.value === null ? absent(named, g.unit, formula, 'no-reading') : figure(named, g.unit, formula, g.value, [])
    const change = g.value === null || g.previous === null ? null : g.value - g.previous
    const unit = g.unit === 'count' ? 'gain' : g.unit === 'ratio' ? 'growth' : g.unit
    const changed = figure(
      { ...named, key: `${g.key}.change` },
      unit,
      formula,
      change,
      [],
      change === null ? 'no-reading' : null,
    )
    return {
      figures: [value, changed].map((f) => ({ ...f, currency: g.currency ?? null })),
      source: given(g.key, g.label, g.definition, g.readings, g.expected),
      brief: { label: g.label, figure: g.key, change: change === null ? null : changed.key, growth: null, note: null },
    }
  })
}

/** The cost of a follower gained: an amount over the gains of all channels, added on purpose. Unknown when any gain is, or when nothing was gained. */
export function costPerFollower(
  input: ReportInput,
  measured: readonly Measured[],
  stretches: Pick<ReportModel, 'period' | 'previous'>,
  words: ReportWords,
): Extra | null {
  const { cost } = input
  if (!cost || measured.length === 0) return null
  const over = (from: string, to: string): number | null => {
    let sum = 0
    for (const m of measured) {
      const gain = gainOver(m.series, from, to)
      // A channel that was not open yet gained nothing; one that was not read leaves the sum unknown.
      if (gain.value === null && gain.missing !== 'not-open') return null
      sum += gain.value ?? 0
    }
    return sum
  }
  const gained = over(stretches.period.from, stretches.period.to)
  const before = over(stretches.previous.from, stretches.previous.to)
  const named = { key: 'cost', label: words.labels.costPerFollower, source: 'cost' }
  const channels = measured.map((m) => m.display)
  const formula = { kind: 'cost-per-follower', cents: cost.cents, gained: gained ?? 0, channels } as const
  const each = gained !== null && gained > 0 ? Math.round(cost.cents / gained) : null
  const eachBefore =
    before !== null && before > 0 && cost.previousCents !== null ? Math.round(cost.previousCents / before) : null
  const change = each !== null && eachBefore !== null ? each - eachBefore : null
  const missing = each === null ? ('no-reading' as const) : null
  const figures = [
    figure(named, 'money', formula, each, [], missing),
    figure({ ...named, key: 'cost.change' }, 'money', formula, change, [], change === null ? 'no-reading' : null),
  ].map((f) => ({ ...f, currency: cost.currency }))
  return {
    figures,
    source: given(
      'cost',
      words.labels.costPerFollower,
      { officialName: words.labels.costPerFollower, text: '' },
      measured.length,
      measured.length,
    ),
    brief: {
      label: words.labels.costPerFollower,
      figure: 'cost',
      change: change === null ? null : 'cost.change',
      growth: null,
      note: null,
    },
  }
}
