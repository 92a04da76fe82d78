import { describe, expect, test } from 'vitest'
import { differenceOfRevisions, readRevision, type Revision } from './revision-difference.ts'

const base: Revision = {
  title: 'Le direct est ouvert',
  text: 'Orphée 5 emporte 4,2 tonnes.',
  link: null,
  eventId: null,
  timing: { kind: 'unscheduled' },
  media: [
    { mediaId: 'm1', alt: 'La fusée', crop: null },
    { mediaId: 'm2', alt: 'Le portique', crop: null },
  ],
  variants: [{ channelId: 'fb', parts: null, firstComment: null, link: null, crops: {} }],
}
const difference = (after: Partial<Revision>, before: Partial<Revision> = {}) =>
  differenceOfRevisions({ ...base, ...before }, { ...base, ...after }, (timing) => timing.kind).map(
    ({ what, channelId, mediaId, before: was, after: is }) => [what, channelId ?? mediaId, was, is],
  )

describe('two versions of a post', () => {
  test('say nothing of each other when they are the same', () => {
    expect(difference({})).toEqual([])
  })

  test('name each thing that changed', () => {
    expect(
      difference({
        text: 'Orphée 5 emporte 4,3 tonnes.',
        link: 'https://orphee.example',
        timing: { kind: 'fixed', at: '2025-12-12T18:00:00Z' },
      }),
    ).toEqual([
      ['text', null, 'Orphée 5 emporte 4,2 tonnes.', 'Orphée 5 emporte 4,3 tonnes.'],
      ['link', null, null, 'https://orphee.example'],
      ['timing', null, 'unscheduled', 'fixed'],
    ])
  })

  test('tell a channel’s own words, comment and crop beside the common ones', () => {
    const own = { channelId: 'fb', parts: ['À vous.'], firstComment: 'Le direct', link: null, crops: { m1: { x: 0 } } }
    expect(difference({ variants: [own] })).toEqual([
      ['part', 'fb', null, 'À vous.'],
      ['first-comment', 'fb', null, 'Le direct'],
      ['crop', 'fb', null, '{"x":0}'],
    ])
    expect(difference({ variants: [] })).toEqual([['channel', 'fb', 'fb', null]])
  })

  test('tell an order only of pictures that both have', () => {
    const [first, second] = base.media
    expect(difference({ media: [second!, first!] })).toEqual([['order', null, 'm1 m2', 'm2 m1']])
    expect(difference({ media: [first!] }).some(([what]) => what === 'order')).toBe(false)
  })

  test('one kept in another shape is not read, rather than read wrong', () => {
    expect(readRevision({ text: 'Bonjour' })).toBeNull()
    expect(readRevision(JSON.parse(JSON.stringify(base)))).toEqual(base)
  })
})
