import { RichText } from '@atproto/api'
import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { countBytes, countGraphemes, countText, tightestCount, type TextRules, X_WEIGHTS, xWeight } from './index.ts'

const X: TextRules = {
  limits: [{ counter: 'x-weighted', max: 280 }],
  linkCountsAs: 23,
  linkGrammar: 'x',
  mentionGrammar: 'x',
  hashtagGrammar: 'x',
  maxParts: 25,
}
const MASTODON: TextRules = {
  limits: [{ counter: 'mastodon', max: 500 }],
  linkCountsAs: 23,
  linkGrammar: 'mastodon',
  mentionGrammar: 'mastodon',
  hashtagGrammar: 'mastodon',
  maxParts: 1,
}
const BLUESKY: TextRules = {
  limits: [
    { counter: 'graphemes', max: 300 },
    { counter: 'utf8-bytes', max: 3000 },
  ],
  linkCountsAs: null,
  linkGrammar: 'bluesky',
  mentionGrammar: 'bluesky',
  hashtagGrammar: 'bluesky',
  maxParts: 25,
}

const first = (text: string, rules: TextRules) => countText(text, rules)[0]?.actual

/** Letters, accents, marks that join, emoji with and without joiners, flags, line ends. */
const piece = fc.constantFrom(
  'a',
  'é',
  'e\u0301',
  ' ',
  '\n',
  '\r\n',
  '日',
  '한',
  '\u1112\u1161\u11ab',
  '🚀',
  '👩‍🚀',
  '👨‍👩‍👧‍👦',
  '🇫🇷',
  '🇬🇫',
  '1️⃣',
  '☺️',
  '👍🏽',
  'क्षि',
  '\u200d',
  '؀',
)
const anyText = fc.oneof(
  fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'grapheme' }),
)

describe('Bluesky counts', () => {
  test.prop([anyText], { numRuns: 400 })('as its own library does', (text) => {
    const oracle = new RichText({ text })
    expect([countGraphemes(text), countBytes(text)]).toEqual([oracle.graphemeLength, oracle.length])
  })

  test('a family as one character and twenty-five bytes', () => {
    expect(countText('👨‍👩‍👧‍👦', BLUESKY)).toEqual([
      { counter: 'graphemes', actual: 1, max: 300, left: 299 },
      { counter: 'utf8-bytes', actual: 25, max: 3000, left: 2975 },
    ])
  })

  test('the limit that is hit first is the one to show', () => {
    const families = '👨‍👩‍👧‍👦'.repeat(130)
    expect(tightestCount(countText(families, BLUESKY))).toMatchObject({ counter: 'utf8-bytes', left: -250 })
    expect(tightestCount(countText('a'.repeat(200), BLUESKY))).toMatchObject({ counter: 'graphemes', left: 100 })
    expect(tightestCount([])).toBeNull()
  })
})

describe('X weighs', () => {
  test.each([
    ['This is a test.', 15],
    ['http://test.com', 23],
    ['https://test.com', 23],
    ['test.com', 23],
    ['Test https://test.com test https://test.com test.com test', 86],
    ['\u{10000}\u{10ffff}', 4],
    ['저찀쯿쿿', 8],
    ['H\u{1f431}☺', 5],
    ['H🐱☺👨‍👩‍👧‍👦', 7],
    ['🇫🇷', 2],
    ['1️⃣', 2],
    ['👍🏽', 2],
    ['e\u0301', 1],
    ['“Orphée 5” — c’est parti…', 26], // The ellipsis lies outside the light ranges.,
    ['Bonjour', 7],
  ])('%j as %i', (text, weight) => {
    expect(first(text, X)).toBe(weight)
  })

  test('an address with a long path as 23, and nothing for an address of mail', () => {
    expect(first(`https://orphee.example.org/${'a'.repeat(200)}?b=c#d`, X)).toBe(23)
    expect(first('presse@orphee.space', X)).toBe(19)
    expect(first('Suivez orphee.space dès 14 h', X)).toBe('Suivez '.length + 23 + ' dès 14 h'.length)
  })

  test('a name that is no public domain as it is written', () => {
    expect(first('lyre.trois', X)).toBe(10)
    expect(first('http://localhost/x', X)).toBe(18)
  })

  test.prop([fc.string({ unit: 'grapheme-ascii' })])('plain letters one each', (text) => {
    expect(xWeight(text)).toBe(text.length * X_WEIGHTS.scale)
  })

  test.prop([anyText, anyText])('two texts, set apart, as their sum and the space between', (a, b) => {
    const normal = (text: string) => text.normalize('NFC')
    expect(xWeight(`${normal(a)}\n`) + xWeight(normal(b))).toBe(xWeight(`${normal(a)}\n${normal(b)}`))
  })
})

describe('Mastodon counts', () => {
  test.each([
    ['Bonjour', 7],
    ['👨‍👩‍👧‍👦', 1],
    ['Lire https://orphee.example/une/adresse/tres/longue?avec=des&parametres=1', 'Lire '.length + 23],
    ['Lire orphee.example', 'Lire orphee.example'.length],
    ['@lyre@orphee.social bonjour', '@lyre bonjour'.length],
    ['@lyre bonjour', '@lyre bonjour'.length],
    ['ecrire a@b.fr', 'ecrire a@b.fr'.length],
  ])('%j as %i', (text, count) => {
    expect(first(text, MASTODON)).toBe(count)
  })
})

test('other networks count code points or UTF-16 units as their rules say', () => {
  const rules = (counter: 'code-points' | 'utf16'): TextRules => ({
    ...X,
    limits: [{ counter, max: 100 }],
    linkCountsAs: null,
  })
  expect(first('🚀a', rules('code-points'))).toBe(2)
  expect(first('🚀a', rules('utf16'))).toBe(3)
})
