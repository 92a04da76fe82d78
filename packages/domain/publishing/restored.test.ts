import { describe, expect, test } from 'vitest'
import { backAsBefore, type Delivery, findInAccount, readBackFirst, type SeenPost, type SoughtPost } from './index.ts'
import { scheduledDelivery } from './testing/scheduled-delivery.ts'

const NOW = Temporal.Instant.from('2026-12-12T13:37:00Z')
const at = (seconds: number) => NOW.add({ seconds })
const delivery = (more: Partial<Delivery>) => scheduledDelivery(at(3600), { fence: 4, ...more })

describe('after a restore', () => {
  test.each([
    ['scheduled', { state: 'scheduled' }, { state: 'scheduled', dueAt: at(3600) }],
    ['claimed', { state: 'claimed', claimedBy: 'w', leaseUntil: at(9) }, { state: 'scheduled', claimedBy: null }],
    ['held', { state: 'held', heldBecause: 'hold' }, { state: 'held', heldBecause: 'hold' }],
    ['failed', { state: 'failed' }, { state: 'failed' }],
    ['partial', { state: 'partial', remoteId: 'r1' }, { state: 'partial', remoteId: 'r1' }],
  ] as const)('what was %s is read back first, and is what it was once proven absent', (_, was, becomes) => {
    const read = readBackFirst(delivery(was), NOW)
    if (read.kind === 'refused') throw new Error(read.why)
    expect(read.moved.delivery).toMatchObject({ state: 'uncertain', cause: 'restored-from-backup', fence: 5 })
    if (read.before.state === 'sending') throw new Error('it was not')
    const back = backAsBefore(read.moved.delivery, read.before, 'read-back-absent', NOW)
    expect(back).toMatchObject({ kind: 'moved', delivery: { ...becomes, cause: 'read-back-absent', fence: 6 } })
  })

  test('what should have left meanwhile and is proven absent is held as too late, unless its limit allows it', () => {
    const passed = (seconds: number) =>
      backAsBefore(
        delivery({ state: 'uncertain', dueAt: at(-seconds) }),
        { state: 'scheduled' },
        'read-back-absent',
        NOW,
      )
    expect(passed(601)).toMatchObject({ delivery: { state: 'held', heldBecause: 'too-late' } })
    expect(passed(60)).toMatchObject({ delivery: { state: 'scheduled' } })
  })

  test('what is out, called off or already unknown stays as it is', () => {
    expect(readBackFirst(delivery({ state: 'published' }), NOW)).toEqual({ kind: 'refused', why: 'final' })
    expect(readBackFirst(delivery({ state: 'cancelled' }), NOW)).toEqual({ kind: 'refused', why: 'final' })
    expect(readBackFirst(delivery({ state: 'uncertain' }), NOW)).toEqual({ kind: 'refused', why: 'unknown-already' })
  })
})

describe('in the posts of an account', () => {
  const seen = (remoteId: string, text: string, more: Partial<SeenPost> = {}): SeenPost => ({
    remoteId,
    text,
    at: NOW,
    parent: null,
    images: 0,
    ...more,
  })
  const sought = (deliveryId: string, ...texts: string[]): SoughtPost => ({
    deliveryId,
    after: null,
    parts: texts.map((text) => ({ text, images: 0, isComment: false })),
  })
  const kinds = (posts: SoughtPost[], account: SeenPost[]) =>
    Object.fromEntries([...findInAccount(posts, account)].map(([id, verdict]) => [id, verdict.kind]))

  test('a post is found by its words, whatever its white space', () => {
    expect(
      kinds(
        [sought('a', 'T−2 h : le plein est fait.'), sought('b', 'Le ciel est clair.')],
        [seen('1', 'T−2 h :  le plein\u00a0est fait.')],
      ),
    ).toEqual({ a: 'out', b: 'absent' })
  })

  test('a thread is followed from part to part', () => {
    const thread = [seen('1', 'un'), seen('2', 'deux', { parent: '1' })]
    expect(findInAccount([sought('a', 'un', 'deux', 'trois')], thread).get('a')).toEqual({
      kind: 'part',
      found: thread,
    })
    expect(kinds([sought('a', 'un', 'deux')], thread)).toEqual({ a: 'out' })
    expect(kinds([{ ...sought('a', 'trois'), after: '2' }], thread)).toEqual({ a: 'absent' })
  })

  test('of two alike, one that stands there settles neither', () => {
    const twins = [sought('a', 'Bonjour'), sought('b', 'Bonjour')]
    expect(kinds(twins, [seen('1', 'Bonjour')])).toEqual({ a: 'unsure', b: 'unsure' })
    expect(kinds(twins, [seen('1', 'Bonjour'), seen('2', 'Bonjour')])).toEqual({ a: 'out', b: 'out' })
    expect(kinds(twins, [])).toEqual({ a: 'absent', b: 'absent' })
  })

  test('another wording, or other pictures, is for a person', () => {
    const before = 'Orphée 5 a quitté son hall ce matin, sous le regard des équipes.'
    expect(kinds([sought('a', before)], [seen('1', before.replace('ce matin', 'à l’aube'))])).toEqual({ a: 'unsure' })
    expect(kinds([sought('a', before)], [seen('1', before, { images: 1 })])).toEqual({ a: 'unsure' })
    expect(kinds([sought('a', before)], [seen('1', 'Le musée ouvre ses portes dimanche à dix heures.')])).toEqual({
      a: 'absent',
    })
  })
})
