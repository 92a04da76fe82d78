import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { CHANNELS, instant, lyreInput } from '../fixture/lyre.ts'
import { buildReport, parseReportModel, type ReadingInput } from './index.ts'

const model = buildReport(lyreInput())
const value = (key: string): number | null | undefined => model.figures[key]?.value

describe('the November report of the demo', () => {
  it('gives the figures that the readings hold', () => {
    expect(value('facebook.followers')).toBe(370_000)
    expect(value('x.followers')).toBe(73_500)
    expect(value('facebook.gain')).toBe(14_200)
    expect(value('facebook.growth')).toBeCloseTo(14_200 / 355_800, 12)
    expect(value('facebook.previous.gain')).toBe(17_700)
    expect(value('facebook.year.followers')).toBe(128_400)
    expect(value('facebook.mandate.gain')).toBe(370_000 - 4120)
    expect(value('facebook.goal')).toBeCloseTo(0.925, 12)
    expect(value('bluesky.mandate.gain')).toBe(12_480)
    expect(value('cost')).toBe(94)
  })

  it('gives each figure the readings that it rests on', () => {
    const { provenance } = model.figures['facebook.gain'] ?? expect.fail('no such figure')
    expect(provenance.readings.map((r) => [r.role, r.value, r.at])).toEqual([
      ['end', 370_000, '2025-11-30T05:00:00Z'],
      ['start', 355_800, '2025-10-31T05:00:00Z'],
    ])
    for (const figure of Object.values(model.figures)) {
      expect(Object.keys(model.sources)).toContain(figure.provenance.source)
      expect(figure.value === null).toBe(figure.missing !== null)
    }
  })

  it('counts readings, and names the gap', () => {
    expect(model.sources['facebook.followers']).toMatchObject({
      readings: 542,
      expected: 549,
      usualTime: '06:00',
      gaps: [{ from: '2025-03-13', to: '2025-03-19', days: 7, reason: 'accès expiré' }],
      bySource: { import: 10 },
    })
  })

  it('says why a figure has no value', () => {
    expect(model.figures['bluesky.year.followers']).toMatchObject({ value: null, missing: 'not-open' })
    expect(model.figures['mastodon.goal']).toMatchObject({ value: null, missing: 'no-goal' })
  })

  it('reads itself back from JSON', () => {
    expect(parseReportModel(JSON.parse(JSON.stringify(model)))).toEqual(model)
  })

  it('writes its own headline when nobody did', () => {
    const own = buildReport(lyreInput({ text: undefined }))
    expect(own.headline).toEqual({
      written: false,
      parts: [
        { figure: 'facebook.followers', as: null },
        ' abonnés suivent Orphée Lanceurs sur Facebook, dix\u2011huit mois après le début du mandat',
      ],
    })
    const blind = buildReport(
      lyreInput({ text: undefined, language: 'en', channels: CHANNELS.map((c) => ({ ...c, followers: [] })) }),
    )
    expect(blind.headline.parts).toEqual(['In November, no follower could be read'])
  })

  it('never uses what was read after the report’s instant', () => {
    const late = {
      at: instant('2025-12-05T05:00:00Z'),
      value: 999_999,
      source: 'api',
      definition: 'facebook.reach',
      metric: 'reach',
    } as const
    const posts = lyreInput().posts.map((p) => (p.id === 'p-pad' ? { ...p, metrics: [...p.metrics, late] } : p))
    expect(buildReport(lyreInput({ posts })).figures['post.p-pad.reach']?.value).toBe(412_000)
  })

  it('does not subtract across a change of definition', () => {
    const followers = (CHANNELS[0]?.followers ?? []).map((r) =>
      Temporal.Instant.compare(r.at, instant('2025-11-15T00:00:00Z')) > 0
        ? { ...r, definition: 'facebook.unique_followers' }
        : r,
    )
    const channels = CHANNELS.map((c, i) => (i === 0 ? { ...c, followers } : c))
    const changed = buildReport(lyreInput({ channels }))
    expect(changed.figures['facebook.gain']).toMatchObject({ value: null, missing: 'definition-changed' })
    expect(changed.channels[0]?.curve.changes).toHaveLength(1)
    const definitions = {
      ...lyreInput().definitions,
      'facebook.unique_followers': {
        officialName: 'unique_followers',
        text: '',
        comparableWith: ['facebook.page_follows'],
      },
    }
    expect(buildReport(lyreInput({ channels, definitions })).figures['facebook.gain']?.value).toBe(14_200)
  })
})

const START = Temporal.PlainDate.from('2026-01-01')

/** Readings on some days of the first half of 2026, at 06:00 in Paris; null days are not read. */
function readingsOf(levels: readonly (number | null)[]): ReadingInput[] {
  return levels.flatMap((level, i) =>
    level === null
      ? []
      : [
          {
            at: START.add({ days: i }).toPlainDateTime('06:00').toZonedDateTime('Europe/Paris').toInstant(),
            value: level,
            source: 'api',
            definition: 'd',
          } as const,
        ],
  )
}

const reportOver = (levels: readonly (number | null)[], from: string, to: string): ReturnType<typeof buildReport> =>
  buildReport(
    lyreInput({
      channels: [
        {
          id: 'c',
          network: 'x',
          networkName: 'X',
          name: 'n',
          handle: 'h',
          opened: null,
          followers: readingsOf(levels),
        },
      ],
      period: { from, to },
      asOf: instant('2026-12-01T00:00:00Z'),
      mandate: { start: '2026-01-01', end: null, goals: [] },
      posts: [],
      launches: [],
      text: undefined,
      given: [],
      cost: null,
    }),
  )

const levels = fc.array(fc.option(fc.integer({ min: 1, max: 1_000_000 }), { freq: 3 }), {
  minLength: 181,
  maxLength: 181,
})

describe('over any readings', () => {
  test.prop([levels], { numRuns: 60 })('no gap becomes zero', (all) => {
    const report = reportOver(all, '2026-03-01', '2026-04-30')
    for (const figure of Object.values(report.figures)) {
      if (figure.unit === 'count') expect(figure.value).not.toBe(0)
      if (figure.provenance.readings.length === 0 && figure.unit !== 'posts') expect(figure.value).toBeNull()
    }
    const read = all.slice(0, 120).filter((l) => l !== null)
    expect(report.channels[0]?.curve.points.map((p) => p.value)).toEqual(read)
    const source = report.sources['x.followers']
    if (read.length > 0)
      expect(source?.expected).toBe((source?.readings ?? 0) + (source?.gaps ?? []).reduce((n, g) => n + g.days, 0))
  })

  test.prop([levels], { numRuns: 60 })('the gains of two neighbouring periods add up to the gain of both', (all) => {
    const gain = (from: string, to: string): number | null | undefined =>
      reportOver(all, from, to).figures['x.gain']?.value
    const [first, second, both] = [
      gain('2026-02-01', '2026-03-31'),
      gain('2026-04-01', '2026-05-31'),
      gain('2026-02-01', '2026-05-31'),
    ]
    if (first != null && second != null) expect(both).toBe(first + second)
    if (both == null && first != null) expect(second).toBeNull()
  })
})
