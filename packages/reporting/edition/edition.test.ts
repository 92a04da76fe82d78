import { describe, expect, it } from 'vitest'
import { CHANNELS, instant, lyreInput } from '../fixture/lyre.ts'
import { buildReport, parseReportModel } from '../model/index.ts'
import { canonicalReport, compareEdition, fingerprintOf } from './index.ts'

const frozen = buildReport(lyreInput())
const later = { asOf: instant('2025-12-09T06:00:00Z') }
const reach = (value: number, at: string): ReturnType<typeof lyreInput>['posts'] =>
  lyreInput().posts.map((p) =>
    p.id === 'p-pad'
      ? {
          ...p,
          metrics: [
            ...p.metrics,
            { metric: 'reach', value, at: instant(at), source: 'api', definition: 'facebook.reach' } as const,
          ],
        }
      : p,
  )

describe('a frozen edition', () => {
  it('has one fingerprint, whatever the order of its keys', () => {
    const again = parseReportModel(JSON.parse(canonicalReport(frozen)))
    expect(fingerprintOf(again)).toBe(fingerprintOf(frozen))
    expect(fingerprintOf(frozen)).toMatch(/^[0-9a-f]{64}$/)
    expect(fingerprintOf({ ...frozen, signedBy: 'x' })).not.toBe(fingerprintOf(frozen))
  })

  it('needs no correction while nothing changed', () => {
    expect(compareEdition(frozen, buildReport(lyreInput(later)))).toEqual([])
  })

  it('is corrected when the network counts less, not when a post lives on', () => {
    const less = compareEdition(
      frozen,
      buildReport(lyreInput({ ...later, posts: reach(398_000, '2025-12-09T05:00:00Z') })),
    )
    expect(less).toMatchObject([
      {
        figure: 'post.p-pad.reach',
        printed: 412_000,
        now: 398_000,
        why: 'restated',
        noticed: '2025-12-09',
        edition: null,
      },
    ])
    expect(
      compareEdition(frozen, buildReport(lyreInput({ ...later, posts: reach(450_000, '2025-12-09T05:00:00Z') }))),
    ).toEqual([])
  })

  it('is corrected by an import, and the next edition prints it', () => {
    const channels = CHANNELS.map((c, i) =>
      i === 0
        ? {
            ...c,
            followers: [
              ...c.followers,
              {
                at: instant('2025-11-30T06:00:00Z'),
                value: 369_400,
                source: 'import',
                definition: 'facebook.page_follows',
              } as const,
            ],
          }
        : c,
    )
    const found = compareEdition(frozen, buildReport(lyreInput({ ...later, channels })))
    expect(found.find((c) => c.figure === 'facebook.gain')).toMatchObject({
      printed: 14_200,
      now: 13_600,
      why: 'imported',
    })
    const next = buildReport(
      lyreInput({
        channels,
        period: { from: '2025-12-01', to: '2025-12-31' },
        asOf: instant('2026-01-03T06:00:00Z'),
        posts: [],
        previousEditions: [{ number: 18, title: 'novembre 2025', model: frozen }],
      }),
    )
    expect(next.corrections).toMatchObject([
      { figure: 'facebook.followers', printed: 370_000, now: 369_400, edition: { number: 18 } },
      { figure: 'facebook.gain', printed: 14_200, now: 13_600 },
    ])
  })
})
