import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import {
  type AnchoredPost,
  type Attempt,
  differenceOfSlip,
  findCollisions,
  newAttempt,
  resolveDueAt,
  slip,
  type Timing,
  withinSlipLimit,
} from './index.ts'

const at = (text: string) => Temporal.Instant.from(text)
const NOW = at('2026-12-12T12:00:00Z')
const T0_AT = at('2026-12-12T20:00:00Z')
const attempt: Attempt = {
  ...newAttempt('019a0000-0000-7000-8000-000000000001', 1, { kind: 'instant', at: T0_AT }),
  state: 'go',
}
const later = (hours: number): Attempt => ({ ...attempt, t0: { kind: 'instant', at: T0_AT.add({ hours }) } })

const post = (postId: string, offsetSeconds: number, more: Partial<AnchoredPost> = {}): AnchoredPost => ({
  postId,
  timing: { kind: 'anchored', base: 't0', offsetSeconds, condition: 'any' },
  channelIds: ['bluesky'],
  approved: true,
  approvedFor: T0_AT,
  slipLimitSeconds: 72 * 3600,
  saysT0: [],
  offer: { release: 'release', answer: null },
  lateLimitSeconds: 600,
  quietHours: null,
  stands: null,
  ...more,
})

const change = (after: Attempt, posts: AnchoredPost[], more: Partial<Parameters<typeof differenceOfSlip>[0]> = {}) =>
  differenceOfSlip({
    before: attempt,
    after,
    posts,
    others: [],
    collisionMinutes: 15,
    now: NOW,
    ...more,
  })

describe('the difference of a slip', () => {
  test('voids the approval of a text that says T-0, and of no other; not while T-0 is unknown, nor once it is the approved one again', () => {
    const posts = [post('says', -7200, { saysT0: ['t0-time Europe/Paris fr'] }), post('silent', -3600)]
    const slipped = change(later(1), posts)
    expect(slipped.posts.map(({ approvalLapses, saysOtherT0 }) => [approvalLapses, saysOtherT0])).toEqual([
      [true, true],
      [false, false],
    ])
    expect(slipped.counts.approvalsLost).toBe(1)
    const unknown: Attempt = { ...attempt, state: 'hold', t0: { kind: 'unknown' } }
    expect(change(unknown, posts).counts.approvalsLost).toBe(0)
    expect(change(attempt, posts, { before: unknown }).counts.approvalsLost).toBe(0)
    // A day later at the same hour: the time says the same, the day does not.
    expect(change(later(24), posts).counts.approvalsLost).toBe(0)
    expect(change(later(24), [post('day', 0, { saysT0: ['t0 Europe/Paris fr'] })]).counts.approvalsLost).toBe(1)
  })

  test('moves what hangs from T-0 and leaves the rest', () => {
    const fixed = post('fixed', 0, { timing: { kind: 'fixed', at: T0_AT.add({ hours: 1 }) } })
    const difference = change(later(2), [post('teaser', -7200), fixed])
    expect(difference.posts[0]).toMatchObject({
      from: at('2026-12-12T18:00:00Z'),
      to: at('2026-12-12T20:00:00Z'),
      moved: true,
      approvalLapses: false,
    })
    expect(difference.posts[1]).toMatchObject({ moved: false })
    expect(difference.counts).toEqual({
      moved: 1,
      waiting: 0,
      past: 0,
      quiet: 0,
      colliding: 0,
      offered: 0,
      approvalsLost: 0,
    })
  })

  test('says which posts would lie in the past', () => {
    const difference = change(later(-7), [post('early', -7200), post('late', -600)])
    expect(difference.posts.map(({ past }) => past)).toEqual([true, false])
    expect(difference.counts.past).toBe(1)
  })

  test('says which fall into the client’s night', () => {
    const quietHours = { from: '22:00', until: '07:00', zone: 'Europe/Paris' }
    const others = post('another client’s', 0)
    const difference = change(later(2), [post('day', -7200, { quietHours }), post('night', 0, { quietHours }), others])
    expect(difference.posts.map(({ quiet }) => quiet)).toEqual([false, true, false])
  })

  test('says which collide, with each other or with what was planned already', () => {
    const others = [{ postId: 'other', channelId: 'bluesky', at: T0_AT.add({ hours: 2, minutes: 10 }) }]
    const difference = change(later(2), [post('a', 0), post('b', 0, { channelIds: ['x'] })], { others })
    expect(difference.posts.map(({ collisions }) => collisions.length)).toEqual([1, 0])
    expect(difference.counts.colliding).toBe(1)
  })

  test('says which lose their approval: farther than the limit from the T-0 approved for', () => {
    expect(change(later(72), [post('a', 0)]).counts.approvalsLost).toBe(0)
    expect(change(later(73), [post('a', 0)]).counts.approvalsLost).toBe(1)
    expect(change(later(73), [post('a', 0, { approved: false })]).counts.approvalsLost).toBe(0)
    expect(change(later(73), [post('a', 0, { approvedFor: null })]).counts.approvalsLost).toBe(0)
    expect(withinSlipLimit(T0_AT, T0_AT.subtract({ hours: 73 }), 72 * 3600)).toBe(false)
  })

  test('a hold leaves every anchored post waiting, and none moved', () => {
    const held: Attempt = { ...attempt, state: 'hold', t0: { kind: 'unknown' } }
    const difference = change(held, [post('a', 0), post('b', -60)])
    expect(difference.posts.map(({ waitsFor }) => waitsFor)).toEqual(['on-hold', 'on-hold'])
    expect(difference.counts).toMatchObject({ moved: 0, waiting: 2 })
  })

  test('a contingency post collides with nothing while it is not needed', () => {
    const anomaly: Timing = { kind: 'anchored', base: 't0', offsetSeconds: 60, condition: 'anomaly' }
    const difference = change(later(2), [post('nominal', 60), post('contingency', 0, { timing: anomaly })])
    expect(difference.counts.colliding).toBe(0)
  })

  const offset = fc.integer({ min: -86_400, max: 86_400 })
  test.prop([fc.array(offset, { minLength: 1, maxLength: 20 }), fc.integer({ min: -6 * 3600, max: 30 * 86_400 })])(
    'keeps every offset and every distance between two posts',
    (offsets, bySeconds) => {
      const outcome = slip(attempt, T0_AT.add({ seconds: bySeconds }), NOW)
      if (outcome.kind === 'refused') {
        expect(outcome.why).toBe('t0-unchanged')
        return
      }
      const posts = offsets.map((seconds, index) => post(String(index), seconds))
      const { posts: lines } = change(outcome.attempt, posts)
      for (const [index, line] of lines.entries()) {
        expect(line.to?.since(T0_AT.add({ seconds: bySeconds })).total('seconds')).toBe(offsets[index])
        expect(line.from && line.to?.since(line.from).total('seconds')).toBe(bySeconds)
        expect(line.past).toBe(!!line.to && Temporal.Instant.compare(line.to, NOW) <= 0)
      }
    },
  )

  const wall = fc.record({ hour: fc.integer({ min: 0, max: 23 }), minute: fc.integer({ min: 0, max: 59 }) })
  test.prop([
    wall,
    fc.integer({ min: -3, max: 3 }),
    fc.integer({ min: 0, max: 400 }),
    fc.constantFrom('Europe/Paris', 'America/Cayenne'),
  ])(
    'keeps a calendar post at its wall time, whatever day and season T-0 moves to',
    ({ hour, minute }, dayOffset, days, zone) => {
      const wallTime = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
      const timing: Timing = { kind: 'calendar', base: 't0', dayOffset, wallTime, zone, condition: 'any' }
      const due = resolveDueAt(timing, later(24 * days))
      if (due.kind !== 'due') throw new Error('A known T-0 gives an instant')
      const shown = due.at.toZonedDateTimeISO(zone)
      const skipped = zone === 'Europe/Paris' && hour === 2 // The hour that the spring change skips is read an hour later.
      if (!skipped) expect(shown.toPlainTime().toString({ smallestUnit: 'minute' })).toBe(wallTime)
    },
  )
})

describe('collisions', () => {
  const placed = (postId: string, channelId: string, minute: number) => ({
    postId,
    channelId,
    at: NOW.add({ minutes: minute }),
  })

  test('are pairs of different posts on one channel, closer than the limit', () => {
    const found = findCollisions(
      [placed('a', 'x', 0), placed('b', 'x', 14), placed('c', 'x', 28), placed('d', 'y', 1)],
      15,
    )
    expect(found.map(({ first, second, apartSeconds }) => [first.postId, second.postId, apartSeconds])).toEqual([
      ['a', 'b', 840],
      ['b', 'c', 840],
    ])
    expect(findCollisions([placed('a', 'x', 0), placed('b', 'x', 15)], 15)).toEqual([])
    expect(findCollisions([placed('a', 'x', 0), placed('a', 'x', 1)], 15)).toEqual([])
  })

  const anywhere = fc.record({
    postId: fc.constantFrom('a', 'b', 'c', 'd'),
    channel: fc.constantFrom('x', 'y'),
    minute: fc.integer({ min: 0, max: 90 }),
  })
  test.prop([fc.array(anywhere, { maxLength: 12 }), fc.integer({ min: 0, max: 60 })])(
    'are the same as by comparing all with all',
    (list, minutes) => {
      const all = list.map(({ postId, channel, minute }) => placed(postId, channel, minute))
      let pairs = 0
      for (const [index, one] of all.entries()) {
        for (const other of all.slice(index + 1)) {
          const apart = Math.abs(one.at.epochMilliseconds - other.at.epochMilliseconds)
          if (one.postId !== other.postId && one.channelId === other.channelId && apart < minutes * 60_000) pairs += 1
        }
      }
      expect(findCollisions(all, minutes)).toHaveLength(pairs)
    },
  )
})
