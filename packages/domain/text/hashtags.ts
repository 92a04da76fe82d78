import type { Found } from './found.ts'
import { countGraphemes } from './graphemes.ts'
import type { HashtagGrammar } from './rules.ts'

const WORD = '\\p{L}\\p{M}\\p{Nd}\\p{Pc}'

/**
 * Source: mastodon/mastodon, app/models/concerns/tag/naming.rb: after white space, letters, digits, "_" and inner dots,
 * never digits alone.
 */
const MASTODON = new RegExp(
  `(?<=^|\\s)[#＃](?=[${WORD}\u00b7\u30fb\u200c]*[\\p{L}\\p{M}])([${WORD}](?:[${WORD}\u00b7\u30fb\u200c]*[${WORD}])?)`,
  'gu',
)

/** Source: twitter-text, valid hashtag: letters, digits and "_" with one letter at least, not glued to a word. */
const X =
  /(?<![&\p{L}\p{M}\p{Nd}_])[#＃](?=[\p{Nd}_]*[\p{L}\p{M}])([\p{L}\p{M}\p{Nd}_\u00b7\u30fb\u200c]+)(?![#＃]|:\/\/)/gu

/**
 * Characters that end a Bluesky tag without being seen: soft hyphen, joiners, thin and zero-width spaces, the keycap
 * frame.
 */
const UNSEEN = '\u00ad\u2060\u200a\u200b\u200c\u200d\u20e2'

/**
 * Source: @atproto/api (rich-text/util): after white space, up to the next one, with something that is neither a digit
 * nor a mark.
 */
const BLUESKY = new RegExp(`(?<=^|\\s)[#＃]((?!\ufe0f)[^\\s${UNSEEN}]*[^\\d\\s\\p{P}${UNSEEN}]+[^\\s${UNSEEN}]*)`, 'gu')

const CASHTAG = /(?<=^|\s|\()\$([A-Za-z][A-Za-z0-9]{0,4})(?=\s|$|[.,;:!?)"'\u2019])/gu

/** The longest tag that Bluesky keeps, in characters. */
const BLUESKY_LONGEST = 64

/**
 * The hashtags that a network will see in a text, in order; `value` is the name without its sign (with it, for
 * Bluesky's cashtags).
 */
export function findHashtags(text: string, grammar: HashtagGrammar): Found[] {
  switch (grammar) {
    case 'none':
      return []
    case 'mastodon':
      return matches(text, MASTODON)
    case 'x':
      return matches(text, X)
    case 'bluesky':
      return [...blueskyTags(text), ...cashtags(text)].toSorted((a, b) => a.start - b.start)
  }
}

function matches(text: string, pattern: RegExp): Found[] {
  return Array.from(text.matchAll(pattern), (match) => found(match.index, match[0], match[1] ?? ''))
}

function blueskyTags(text: string): Found[] {
  return matches(text, BLUESKY)
    .map(({ start, text: written, value }) => {
      const tag = value.replace(/\p{P}+$/u, '')
      return found(start, written.slice(0, 1 + tag.length), tag)
    })
    .filter(({ value }) => value !== '' && countGraphemes(value) <= BLUESKY_LONGEST)
}

function cashtags(text: string): Found[] {
  return matches(text, CASHTAG).map(({ start, text: written }) => found(start, written, written.toUpperCase()))
}

function found(start: number, text: string, value: string): Found {
  return { kind: 'hashtag', start, end: start + text.length, text, value }
}
