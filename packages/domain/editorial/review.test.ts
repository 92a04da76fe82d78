import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { DeliveryState } from '../publishing/index.ts'
import {
  approvalHolds,
  approve,
  askForChange,
  comment,
  isFrozen,
  lapse,
  PostState,
  postState,
  ReviewState,
  submit,
  takeBack,
} from './index.ts'

const by = { reviewerId: 'ines', writers: ['nour'], selfApproval: false }

describe('a review', () => {
  test('goes from draft through a change to approved', () => {
    expect(submit('draft')).toEqual({ kind: 'submitted', state: 'in_review' })
    expect(askForChange('in_review', 'Le nom du lanceur')).toEqual({
      kind: 'changes-requested',
      state: 'changes_requested',
    })
    expect(submit('changes_requested')).toEqual({ kind: 'submitted', state: 'in_review' })
    expect(approve('in_review', by)).toEqual({ kind: 'approved', state: 'approved' })
  })

  test('is not one’s own, unless the mandate allows it', () => {
    const own = { ...by, writers: ['nour', 'ines'] }
    expect(approve('in_review', own)).toEqual({ kind: 'refused', why: 'own-post' })
    expect(approve('in_review', { ...own, selfApproval: true })).toEqual({ kind: 'approved', state: 'approved' })
  })

  test('is asked for before it is given, and once', () => {
    expect(approve('draft', by)).toEqual({ kind: 'refused', why: 'not-in-review' })
    expect(approve('approved', by)).toEqual({ kind: 'refused', why: 'already-approved' })
    expect(submit('in_review')).toEqual({ kind: 'refused', why: 'already-in-review' })
    expect(takeBack('in_review')).toEqual({ kind: 'withdrawn', state: 'draft' })
    expect(takeBack('approved')).toEqual({ kind: 'refused', why: 'not-in-review' })
  })

  test('wants words where it asks for something', () => {
    expect(askForChange('in_review', '  ')).toEqual({ kind: 'refused', why: 'comment-missing' })
    expect(comment('approved', 'Bravo')).toEqual({ kind: 'comment', state: 'approved' })
    expect(comment('approved', '')).toEqual({ kind: 'refused', why: 'comment-missing' })
    expect(askForChange('draft', 'x')).toEqual({ kind: 'refused', why: 'not-in-review' })
  })

  test('lapses into review, and only when it had been given', () => {
    expect(lapse('approved')).toEqual({ kind: 'lapsed', state: 'in_review' })
    for (const state of ['draft', 'in_review', 'changes_requested'] as const) {
      expect(lapse(state)).toEqual({ kind: 'unchanged', state })
    }
  })
})

describe('an approval holds', () => {
  const t0 = Temporal.Instant.from('2026-12-12T13:37:00Z')
  const limit = 72 * 3600
  const approval = { contentHash: 'abc', reference: t0 }

  test('for the same content, while T-0 stays within the slip limit', () => {
    expect(approvalHolds(approval, 'abc', t0.add({ hours: 72 }), limit)).toEqual({ holds: true })
    expect(approvalHolds(approval, 'abc', t0.subtract({ hours: 72 }), limit)).toEqual({ holds: true })
    expect(approvalHolds(approval, 'abc', t0.add({ hours: 72, seconds: 1 }), limit)).toEqual({
      holds: false,
      why: 'slipped-too-far',
    })
    expect(approvalHolds(approval, 'abd', t0, limit)).toEqual({ holds: false, why: 'content-changed' })
    expect(approvalHolds(null, 'abc', t0, limit)).toEqual({ holds: false, why: 'none' })
  })

  test('while T-0 is not known, and again once it is back', () => {
    expect(approvalHolds(approval, 'abc', null, limit)).toEqual({ holds: true })
    expect(approvalHolds({ ...approval, reference: null }, 'abc', t0, limit)).toEqual({ holds: true })
  })

  test.prop([fc.integer({ min: -200, max: 200 }), fc.integer({ min: 0, max: 200 })])(
    'exactly as far as the limit',
    (hours, limitHours) => {
      const standing = approvalHolds(approval, 'abc', t0.add({ hours }), limitHours * 3600)
      expect(standing.holds).toBe(Math.abs(hours) <= limitHours)
    },
  )
})

describe('a post is shown', () => {
  test.each<[ReviewState, DeliveryState[], PostState]>([
    ['draft', [], 'draft'],
    ['changes_requested', [], 'draft'],
    ['in_review', [], 'review'],
    ['approved', [], 'approved'],
    ['approved', ['scheduled', 'claimed'], 'armed'],
    ['in_review', ['scheduled'], 'review'],
    ['approved', ['published', 'sending'], 'publishing'],
    ['approved', ['published', 'scheduled'], 'armed'],
    ['approved', ['published', 'withdrawn'], 'published'],
    ['approved', ['published', 'held'], 'held'],
    ['approved', ['published', 'partial', 'held'], 'failed'],
    ['approved', ['failed', 'uncertain'], 'uncertain'],
    ['approved', ['cancelled', 'withdrawn'], 'cancelled'],
  ])('%s with %j as %s', (review, deliveries, shown) => {
    expect(postState(review, deliveries)).toBe(shown)
  })

  test.prop([
    fc.constantFrom(...ReviewState.options),
    fc.array(fc.constantFrom(...DeliveryState.options), { maxLength: 6 }),
  ])('in one declared state, whatever the order of its channels', (review, deliveries) => {
    const shown = postState(review, deliveries)
    expect(PostState.options).toContain(shown)
    expect(postState(review, deliveries.toReversed())).toBe(shown)
  })

  test('and is frozen while something of it is or may be on its way', () => {
    expect(isFrozen(['published', 'sending'])).toBe(true)
    expect(isFrozen(['uncertain'])).toBe(true)
    expect(isFrozen(['claimed', 'held', 'published'])).toBe(false)
  })
})
