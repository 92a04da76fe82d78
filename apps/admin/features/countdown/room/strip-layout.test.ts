import { describe, expect, test } from 'vitest'
import type { EventPage, EventPost } from '../event-types.ts'
import { layStrip } from './strip-layout.ts'

const T0 = '2025-12-12T18:37:00Z'
const now = new Date('2025-12-12T16:23:15Z')
const attempt: EventPage['attempt'] = {
  id: 'a',
  number: 1,
  state: 'go',
  t0: { kind: 'instant', at: T0 },
  heldClockSeconds: null,
  heldAt: null,
  liftoffAt: null,
  scrubbedAt: null,
  outcome: null,
  outcomeAt: null,
}
const at = (seconds: number) => new Date(Date.parse(T0) + seconds * 1000).toISOString()

function post(title: string, offsetSeconds: number, over: Partial<EventPost> & { state?: string } = {}): EventPost {
  const { state = 'scheduled', ...rest } = over
  return {
    id: title,
    title,
    timing: { kind: 'anchored', base: 't0', offsetSeconds, condition: 'go' },
    contingency: false,
    release: 'release',
    offer: 'by-itself',
    offered: false,
    otherClient: null,
    campaign: null,
    reviewState: 'approved',
    shown: 'armed',
    at: at(offsetSeconds),
    projected: null,
    waitsFor: null,
    waitsUntil: null,
    variants: [{ network: 'x', handle: 'o', state, heldBecause: null, deliveryId: null, permalink: null }],
    ...rest,
  }
}
const lay = (posts: EventPost[], windowMinutes: number | null = null) =>
  layStrip({ attempt, posts, windowMinutes }, now)

describe('the strip of the evening', () => {
  test('stands in T-order, with the time between', () => {
    const { stems } = lay([post('Décollage', 0), post('Rendez-vous', -7200), post('Météo', -3600)])
    expect(stems.map((stem) => [stem.seconds, stem.gap])).toEqual([
      [-7200, 3600],
      [-3600, 3600],
      [0, null],
    ])
  })

  test('marks T-0 where no post stands on it', () => {
    const { stems } = lay([post('Météo', -3600), post('Signal', 3600)])
    expect(stems.map((stem) => stem.kind)).toEqual(['post', 'zero', 'post'])
  })

  test('folds what is out into a count, and keeps in sight what has just left', () => {
    const { stems, out } = lay([
      post('Matin', -30_000, { state: 'published' }),
      post('Hier', -20_000, { state: 'uncertain' }),
      post('À l’instant', -8100, { state: 'published' }),
      post('Décollage', 0),
    ])
    expect(out).toEqual({ posts: 3, published: 2, partial: 0, uncertain: 1, withdrawn: 0 })
    expect(stems.map((stem) => stem.seconds)).toEqual([-8100, 0])
  })

  test('leaves what failed where it is, however late', () => {
    const { stems, out } = lay([post('Matin', -30_000, { state: 'failed' }), post('Décollage', 0)])
    expect(out.posts).toBe(0)
    expect(stems).toHaveLength(2)
  })

  test('keeps the places while the clock is stopped', () => {
    const held = { at: null, projected: null, waitsFor: 'on-hold' as const, state: 'held' }
    const { stems } = layStrip(
      {
        attempt: { ...attempt, state: 'hold', t0: { kind: 'unknown' } },
        posts: [post('Météo', -3600, held), post('Décollage', 0, held)],
        windowMinutes: null,
      },
      now,
    )
    expect(stems.map((stem) => stem.seconds)).toEqual([-3600, 0])
  })

  test('puts the other case in reserve, and the days after below', () => {
    const { stems, reserve, later } = lay([
      post('Pourquoi', 600, { contingency: true, at: null }),
      post('Le film', 60_000),
    ])
    expect(stems).toEqual([])
    expect(reserve.map((one) => one.title)).toEqual(['Pourquoi'])
    expect(later.map((one) => one.title)).toEqual(['Le film'])
  })

  test('draws the window between the stems', () => {
    const { window } = lay([post('Météo', -3600), post('Décollage', 0), post('Signal', 3600)], 45)
    expect(window?.from).toBeCloseTo(1 / 3)
    expect(window?.to).toBeCloseTo(1.75 / 3)
  })
})
