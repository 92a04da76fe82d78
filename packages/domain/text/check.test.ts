import { describe, expect, test } from 'vitest'
import { checkMedia, checkText, checkVariant, type MediaFacts, type Rules, textWithLink } from './index.ts'

const RULES: Rules = {
  text: {
    limits: [{ counter: 'graphemes', max: 20 }],
    linkCountsAs: null,
    linkGrammar: 'linkify',
    mentionGrammar: 'none',
    hashtagGrammar: 'none',
    maxParts: 2,
  },
  media: {
    maxImages: 2,
    imageTypes: ['image/jpeg', 'image/png'],
    maxImageBytes: 1_000_000,
    maxImagePixels: 4_000_000,
    minAspect: 0.5,
    maxAspect: 2,
    maxAltLength: 10,
    linkCardWithImages: false,
  },
}
const picture: MediaFacts = { mime: 'image/jpeg', bytes: 1000, width: 100, height: 100, alt: 'une fusée' }
const variant = { parts: ['Décollage'], firstComment: null, link: null, media: [] }
const offers = { link: 'card', firstComment: false } as const
const rulesOf = (problems: { field: string; rule: string; index: number | null }[]) =>
  problems.map(({ field, rule, index }) => [field, rule, index])

describe('a text', () => {
  test('that is too long says by how much and how it was counted', () => {
    expect(checkText('a'.repeat(21), RULES.text)).toEqual([
      { field: 'text', rule: 'too-long', index: null, limit: 20, actual: 21, unit: 'graphemes' },
    ])
  })

  test('may be empty only with something to carry it', () => {
    expect(rulesOf(checkVariant({ ...variant, parts: [' '] }, RULES, offers))).toEqual([['text', 'empty', null]])
    expect(checkVariant({ ...variant, parts: [''], media: [picture] }, RULES, offers)).toEqual([])
    const never: Rules = { ...RULES, text: { ...RULES.text, empty: 'never' } }
    expect(rulesOf(checkVariant({ ...variant, parts: [''], media: [picture] }, never, offers))).toEqual([
      ['text', 'empty', null],
    ])
  })
})

describe('pictures', () => {
  test('that fit are no problem', () => {
    expect(checkMedia([picture, picture], RULES.media)).toEqual([])
  })

  test.each([
    [{ mime: 'image/webp' }, 'type'],
    [{ bytes: 1_000_001 }, 'too-many-bytes'],
    [{ width: 3000, height: 2000 }, 'too-many-pixels'],
    [{ width: 40 }, 'too-narrow'],
    [{ width: 300 }, 'too-wide'],
    [{ alt: 'a'.repeat(11) }, 'too-long'],
  ])('%j is refused as %s', (change, rule) => {
    expect(rulesOf(checkMedia([picture, { ...picture, ...change }], RULES.media))).toEqual([
      [rule === 'too-long' ? 'alt' : 'media', rule, 1],
    ])
  })

  test('too many, too few, or beside a card', () => {
    expect(rulesOf(checkMedia([picture, picture, picture], RULES.media))).toEqual([['media', 'too-many', null]])
    expect(rulesOf(checkMedia([], { ...RULES.media, minImages: 1 }))).toEqual([['media', 'too-few', null]])
    expect(rulesOf(checkMedia([picture], RULES.media, true))).toEqual([['link', 'not-with-images', null]])
  })
})

describe('a variant', () => {
  test('names the part of the thread that is at fault, and the thread itself', () => {
    const parts = ['a', 'b'.repeat(30), 'c']
    expect(rulesOf(checkVariant({ ...variant, parts }, RULES, offers))).toEqual([
      ['thread', 'too-many', null],
      ['thread', 'too-long', 1],
    ])
  })

  test('counts the link where it is written into the text', () => {
    const linked = { ...variant, link: 'https://zinc.fr' }
    expect(checkVariant(linked, RULES, { link: 'card', firstComment: false })).toEqual([])
    expect(rulesOf(checkVariant(linked, RULES, { link: 'in-text', firstComment: false }))).toEqual([
      ['text', 'too-long', null],
    ])
    expect(rulesOf(checkVariant(linked, RULES, { link: false, firstComment: false }))).toEqual([
      ['link', 'not-offered', null],
    ])
  })

  test('says that the network has no first comment, or checks it', () => {
    const commented = { ...variant, firstComment: 'c'.repeat(21) }
    expect(rulesOf(checkVariant(commented, RULES, offers))).toEqual([['first-comment', 'not-offered', null]])
    expect(rulesOf(checkVariant(commented, RULES, { ...offers, firstComment: true }))).toEqual([
      ['first-comment', 'too-long', null],
    ])
  })
})

test('a link is written once', () => {
  expect(textWithLink('Lire', 'https://zinc.fr')).toBe('Lire\n\nhttps://zinc.fr')
  expect(textWithLink('Lire https://zinc.fr ici', 'https://zinc.fr')).toBe('Lire https://zinc.fr ici')
  expect(textWithLink('Lire (https://zinc.fr).', 'https://zinc.fr')).toBe('Lire (https://zinc.fr).')
  expect(textWithLink('Lire https://zinc.fr/a', 'https://zinc.fr')).toBe('Lire https://zinc.fr/a\n\nhttps://zinc.fr')
  expect(textWithLink('', 'https://zinc.fr')).toBe('https://zinc.fr')
})
