import { RichText } from '@atproto/api'
import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { blueskyFacets, findHashtags, findLinks, findMentions } from './index.ts'

const values = (found: { value: string }[]) => found.map(({ value }) => value)

/** What Bluesky's own library finds, in this context's words. */
function oracle(text: string) {
  const rich = new RichText({ text })
  rich.detectFacetsWithoutResolution()
  return (rich.facets ?? [])
    .map(({ index, features }) => {
      const [feature] = features
      const { byteStart, byteEnd } = index
      if (feature && 'uri' in feature) return { byteStart, byteEnd, feature: { kind: 'link', uri: feature.uri } }
      if (feature && 'did' in feature) return { byteStart, byteEnd, feature: { kind: 'mention', handle: feature.did } }
      if (feature && 'tag' in feature) return { byteStart, byteEnd, feature: { kind: 'tag', tag: feature.tag } }
      throw new Error('A facet that the oracle did not have before')
    })
    .toSorted((a, b) => a.byteStart - b.byteStart)
}

const word = fc.constantFrom(
  'Lyre',
  'é',
  '🚀',
  ' ',
  ' ',
  ' ',
  '\n',
  '(',
  ')',
  '.',
  ',',
  '!',
  '#',
  '#orphée5',
  '#2026',
  '#lancement!',
  '@lyre.bsky.social',
  '@nobody',
  '@a.test',
  'https://orphee.example/x',
  'https://a.fr/(b)',
  'orphee.space',
  'orphee.space/lyre3?a=b',
  'not.adomainatall',
  '$LYR',
  '👨‍👩‍👧‍👦',
)

describe('Bluesky facets', () => {
  test.prop([fc.array(word, { maxLength: 14 }).map((words) => words.join(''))], { numRuns: 1500 })(
    'are those of its own library, byte for byte',
    (text) => {
      expect(blueskyFacets(text)).toEqual(oracle(text))
    },
  )

  test('count bytes, not characters', () => {
    expect(blueskyFacets('Décollage 🚀 https://orphee.space')).toEqual([
      { byteStart: 16, byteEnd: 36, feature: { kind: 'link', uri: 'https://orphee.space' } },
    ])
  })
})

describe('links', () => {
  test('a bare name counts where the network says so', () => {
    const text = 'Voir orphee.space/lyre3, puis https://zinc.example/a_(b).'
    expect(values(findLinks(text, 'linkify'))).toEqual(['https://orphee.space/lyre3', 'https://zinc.example/a_(b)'])
    expect(values(findLinks(text, 'mastodon'))).toEqual(['https://zinc.example/a_(b)'])
    expect(values(findLinks('Voir orphee.space/lyre3, puis https://zinc.fr/a.', 'x'))).toEqual([
      'https://orphee.space/lyre3',
      'https://zinc.fr/a',
    ])
  })

  test('mail addresses and other schemes are none', () => {
    for (const grammar of ['linkify', 'mastodon', 'x', 'bluesky'] as const) {
      expect(
        findLinks('mailto:a@zinc.fr ftp://zinc.fr b@zinc.fr', grammar).filter(({ text }) => text !== 'zinc.fr'),
      ).toEqual([])
    }
  })

  test('offsets name the stretch of text', () => {
    const text = '🚀 https://zinc.fr !'
    const [link] = findLinks(text, 'linkify')
    expect(link && text.slice(link.start, link.end)).toBe('https://zinc.fr')
  })
})

describe('mentions', () => {
  test('X: short names, not glued to a word', () => {
    expect(values(findMentions('@orphee5, .@zinc et a@b @trop_long_pour_un_nom_ici', 'x'))).toEqual(['orphee5', 'zinc'])
  })

  test('Mastodon: with the server where it is given', () => {
    expect(values(findMentions('@lyre@orphee.social et @zinc. a@b.fr /@x', 'mastodon'))).toEqual([
      'lyre@orphee.social',
      'zinc',
    ])
  })

  test('none where the network has none', () => {
    expect(findMentions('@lyre', 'none')).toEqual([])
  })
})

describe('hashtags', () => {
  test('need a letter, and end at punctuation', () => {
    const text = '#Lyre3 #2026 #départ! x#non #été_2026'
    for (const grammar of ['x', 'mastodon'] as const) {
      expect(values(findHashtags(text, grammar))).toEqual(['Lyre3', 'départ', 'été_2026'])
    }
    expect(findHashtags(text, 'none')).toEqual([])
  })

  test('X takes one behind a bracket, Mastodon wants white space before it', () => {
    expect(values(findHashtags('(#Lyre3)', 'x'))).toEqual(['Lyre3'])
    expect(values(findHashtags('(#Lyre3)', 'mastodon'))).toEqual([])
  })
})
