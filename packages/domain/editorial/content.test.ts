import { createHash } from 'node:crypto'
import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { fillerOf, type Timing } from '../countdown/index.ts'
import {
  canonicalJson,
  contentHash,
  contentOf,
  type Content,
  differenceOfContents,
  differenceOfTexts,
  type Json,
  placeholderProblems,
  sizeAfterCrop,
} from './index.ts'

const CHANNEL = '019a0000-0000-7000-8000-000000000001'
const anchored = (offsetSeconds: number, condition: 'any' | 'go' = 'go'): Timing => ({
  kind: 'anchored',
  base: 't0',
  offsetSeconds,
  condition,
})
const content: Content = {
  channelId: CHANNEL,
  parts: ['Décollage dans deux heures.', 'Suivez-nous.'],
  firstComment: null,
  link: 'https://orphee.example',
  media: [{ sha256: 'aa', alt: 'La fusée', crop: null }],
  anchor: { kind: 'anchored', base: 't0', offsetSeconds: -7200, condition: 'go' },
}

describe('canonical JSON', () => {
  test('sorts keys by UTF-16 units and writes no white space', () => {
    expect(canonicalJson({ b: [1, 'é', null, true], a: { '\u{1f600}': 1, '\ufb33': 2, '': -0 } })).toBe(
      '{"a":{"":0,"\u{1f600}":1,"\ufb33":2},"b":[1,"é",null,true]}',
    )
  })

  test('refuses what has no canonical form', () => {
    expect(() => canonicalJson(Number.NaN)).toThrow(RangeError)
    expect(() => canonicalJson(Number.POSITIVE_INFINITY)).toThrow(RangeError)
    expect(() => canonicalJson({ a: '\ud800' })).toThrow(RangeError)
  })

  const json: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.constant(null),
      fc.boolean(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.string({ unit: 'grapheme' }),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(fc.string({ unit: 'grapheme' }), tie('value'), { maxKeys: 4, noNullPrototype: true }),
    ),
  })).value

  /** The same value with every object's keys put in the other way round. */
  const turned = (value: Json): Json => {
    if (value === null || typeof value !== 'object') return value
    if (Array.isArray(value)) return value.map(turned)
    return Object.fromEntries(
      Object.entries(value)
        .toReversed()
        .map(([key, inner]) => [key, turned(inner)]),
    )
  }

  test.prop([json])('does not depend on the order of keys, and reads back as what was written', (value) => {
    expect(canonicalJson(turned(value))).toBe(canonicalJson(value))
    expect(canonicalJson(JSON.parse(canonicalJson(value)))).toBe(canonicalJson(value))
  })
})

describe('the hash of a content', () => {
  test('is SHA-256 of its canonical JSON', async () => {
    const bytes =
      '{"anchor":{"base":"t0","condition":"go","kind":"anchored","offsetSeconds":-7200},' +
      `"channelId":"${CHANNEL}","firstComment":null,"link":"https://orphee.example",` +
      '"media":[{"alt":"La fusée","crop":null,"sha256":"aa"}],"parts":["Décollage dans deux heures.","Suivez-nous."]}'
    expect(await contentHash(content)).toBe(createHash('sha256').update(bytes).digest('hex'))
  })

  test('does not see fields that an approval does not cover, nor the order of a crop’s', async () => {
    const more = { ...content, title: 'interne' }
    expect(await contentHash(more)).toBe(await contentHash(content))
    const crop = { x: 0, y: 0.1, width: 1, height: 0.5 }
    const cropped = (one: typeof crop): Content => ({ ...content, media: [{ sha256: 'aa', alt: '', crop: one }] })
    expect(await contentHash(cropped(crop))).toBe(await contentHash(cropped({ height: 0.5, width: 1, y: 0.1, x: 0 })))
  })

  const maybe = fc.constantFrom<(string | null)[]>(null, 'a', 'b', 'A')
  const anyContent: fc.Arbitrary<Content> = fc.record({
    channelId: fc.constantFrom('c', 'd'),
    parts: fc.array(fc.constantFrom('a', 'b', ''), { minLength: 1, maxLength: 3 }),
    firstComment: maybe,
    link: maybe,
    media: fc.array(
      fc.record({
        sha256: fc.constantFrom('1', '2'),
        alt: fc.constantFrom('', 'x'),
        crop: fc.constantFrom(null, { x: 0, y: 0, width: 1, height: 1 }),
      }),
      { maxLength: 3 },
    ),
    anchor: fc.constantFrom<Content['anchor'][]>(
      null,
      { kind: 'anchored', base: 't0', offsetSeconds: 1, condition: 'go' },
      { kind: 'anchored', base: 't0', offsetSeconds: 1, condition: 'any' },
      { kind: 'calendar', base: 't0', dayOffset: 1, wallTime: '18:00', zone: 'Europe/Paris', condition: 'go' },
    ),
  })

  test.prop([anyContent, anyContent], { numRuns: 1000 })(
    'changes exactly when the difference names something',
    async (a, b) => {
      const same = (await contentHash(a)) === (await contentHash(b))
      expect(differenceOfContents(a, b).length === 0).toBe(same)
    },
  )
})

describe('the content of a variant', () => {
  const post = {
    text: 'Commun',
    link: 'https://orphee.example',
    timing: anchored(-7200),
    media: [{ mediaId: 'm', alt: 'La fusée', crop: null }],
  }
  const own = { channelId: CHANNEL, parts: null, firstComment: null, link: null }

  test('follows the post where it says nothing itself', () => {
    expect(contentOf(post, own, () => 'aa')).toEqual({ ...content, parts: ['Commun'] })
    expect(contentOf(post, { ...own, parts: ['Un', 'Deux'], link: 'https://zinc.fr' }, () => 'aa')).toMatchObject({
      parts: ['Un', 'Deux'],
      link: 'https://zinc.fr',
    })
  })

  test('shows the part of a picture that the channel chose, else the part that the post says', async () => {
    const [left, right] = [
      { x: 0, y: 0, width: 0.5, height: 1 },
      { x: 0.5, y: 0, width: 0.5, height: 1 },
    ]
    const cut = { ...post, media: [{ mediaId: 'm', alt: 'La fusée', crop: left }] }
    const cropOf = (crops?: Record<string, typeof left>) =>
      contentOf(cut, { ...own, ...(crops ? { crops } : {}) }, () => 'aa').media[0]?.crop
    expect([cropOf(), cropOf({ m: right }), cropOf({ other: right })]).toEqual([left, right, left])
    const hashOf = (crops: Record<string, typeof left>) => contentHash(contentOf(cut, { ...own, crops }, () => 'aa'))
    expect(await hashOf({ m: right })).not.toBe(await hashOf({}))
    expect(await hashOf({ m: left })).toBe(await hashOf({}))
  })

  test('is as large as its crop leaves it', () => {
    expect(sizeAfterCrop({ width: 2400, height: 1000 }, { x: 0.1, y: 0, width: 0.5, height: 0.5 })).toEqual({
      width: 1200,
      height: 500,
    })
    expect(sizeAfterCrop({ width: 3, height: 3 }, { x: 0, y: 0, width: 0.01, height: 1 }).width).toBe(1)
  })

  test('leaves T-0 and fixed times out, so that a slip or a drag alone changes nothing', async () => {
    const hashOf = (timing: Timing) => contentHash(contentOf({ ...post, timing }, own, () => 'aa'))
    const fixed = (at: string): Timing => ({ kind: 'fixed', at: Temporal.Instant.from(at) })
    expect(await hashOf(fixed('2026-12-12T12:00:00Z'))).toBe(await hashOf(fixed('2026-12-13T12:00:00Z')))
    expect(await hashOf(anchored(-7200))).not.toBe(await hashOf(anchored(-3600)))
    expect(await hashOf(anchored(-7200, 'go'))).not.toBe(await hashOf(anchored(-7200, 'any')))
  })
})

describe('the difference of two contents', () => {
  test('names each thing that changed', () => {
    const after: Content = {
      ...content,
      parts: ['Décollage dans une heure.', 'Suivez-nous.', 'Merci.'],
      firstComment: 'Le direct',
      media: [
        { sha256: 'bb', alt: '', crop: null },
        { sha256: 'aa', alt: 'La fusée Orphée 5', crop: { x: 0, y: 0, width: 1, height: 0.5 } },
      ],
      anchor: { kind: 'anchored', base: 't0', offsetSeconds: -3600, condition: 'any' },
    }
    expect(differenceOfContents(content, after).map(({ what }) => what)).toEqual([
      'text',
      'text',
      'first-comment',
      'media-added',
      'alt',
      'crop',
      'anchor',
      'condition',
    ])
  })

  test('sees pictures change places, and one taken away', () => {
    const two: Content = { ...content, media: [...content.media, { sha256: 'bb', alt: '', crop: null }] }
    expect(differenceOfContents(two, { ...two, media: two.media.toReversed() })).toEqual([{ what: 'media-order' }])
    expect(differenceOfContents(two, content)).toEqual([{ what: 'media-removed', index: 1, sha256: 'bb' }])
  })
})

describe('the difference of two texts', () => {
  test('is told in words', () => {
    expect(differenceOfTexts('Décollage dans deux heures.', 'Décollage dans une heure.')).toEqual([
      { kind: 'same', text: 'Décollage dans ' },
      { kind: 'removed', text: 'deux' },
      { kind: 'added', text: 'une' },
      { kind: 'same', text: ' ' },
      { kind: 'removed', text: 'heures' },
      { kind: 'added', text: 'heure' },
      { kind: 'same', text: '.' },
    ])
  })

  const text = fc
    .array(fc.constantFrom('Lyre', ' ', '\n', '3', '.', 'é', '🚀'), { maxLength: 30 })
    .map((words) => words.join(''))
  test.prop([text, text])('gives back both', (before, after) => {
    const runs = differenceOfTexts(before, after)
    const without = (kind: string) =>
      runs
        .filter((run) => run.kind !== kind)
        .map((run) => run.text)
        .join('')
    expect([without('added'), without('removed')]).toEqual([before, after])
  })
})

describe('placeholders', () => {
  const filling = {
    mission: 'Lyre 3',
    launcher: null,
    site: 'Kourou',
    facts: {},
    t0: Temporal.Instant.from('2026-12-12T13:20:00Z'),
  }
  const hung: Timing = { kind: 'anchored', base: 't0', offsetSeconds: -3600, condition: 'any' }
  const variant = {
    channelId: 'a',
    link: null,
    parts: ['{mission} à {t0-time Europe/Paris fr}', '{site}'],
    firstComment: '{mission}',
  }
  const contentAt = (t0: string) =>
    contentOf(
      { text: '', link: null, timing: hung, media: [] },
      variant,
      () => '',
      fillerOf({ ...filling, t0: Temporal.Instant.from(t0) }),
    )

  test('are filled in what is approved and sent, and a T-0 that moves by a minute is another content', async () => {
    const before = contentAt('2026-12-12T13:20:00Z')
    const after = contentAt('2026-12-12T13:21:00Z')
    expect(before).toMatchObject({ parts: ['Lyre 3 à 14\u00A0h\u00A020', 'Kourou'], firstComment: 'Lyre 3' })
    expect(await contentHash(before)).not.toBe(await contentHash(after))
    expect(await contentHash(before)).toBe(await contentHash(contentAt('2026-12-12T13:20:59Z')))
    expect(differenceOfContents(before, after)).toEqual([
      { what: 'text', index: 0, before: 'Lyre 3 à 14\u00A0h\u00A020', after: 'Lyre 3 à 14\u00A0h\u00A021' },
    ])
  })

  test('without a value are named at their field; T-0 is said by what hangs from it alone', () => {
    const own = { parts: ['{mission}', '{t0 UTC en} {payload}'], firstComment: '{price}' }
    expect(placeholderProblems({ text: '', timing: hung }, own, filling)).toEqual([
      { placeholder: 'payload', why: 'no-fact', field: 'thread', index: 1 },
      { placeholder: 'price', why: 'no-fact', field: 'first-comment', index: null },
    ])
    const loose = { text: '{t0 UTC en}', timing: { kind: 'unscheduled' } as const }
    expect(placeholderProblems(loose, { parts: null, firstComment: null }, filling)).toEqual([
      { placeholder: 't0 UTC en', why: 'not-anchored', field: 'text', index: null },
    ])
    expect(placeholderProblems(loose, { parts: null, firstComment: null }, null)).toMatchObject([{ why: 'no-event' }])
  })
})
