import type { Found } from './found.ts'
import { endsInPublicDomain } from './links.ts'
import type { MentionGrammar } from './rules.ts'

/** Source: mastodon/mastodon, app/models/account.rb (USERNAME_RE, MENTION_RE). */
const MASTODON =
  /(?<![=/\p{L}\p{M}\p{N}\p{Pc}])@([a-z0-9_]+(?:[.-]+[a-z0-9_]+)*(?:@[\p{L}\p{M}\p{N}\p{Pc}]+(?:[.-]+[\p{L}\p{M}\p{N}\p{Pc}]+)*)?)/giu

/**
 * Source: twitter-text, valid mention: up to 20 letters, digits or "_", not glued to a word, not part of an address.
 */
const X = /(?<![a-z0-9_!#$%&*@＠])[@＠]([a-z0-9_]{1,20})(?![a-z0-9_@＠\u00c0-\u024f]|:\/\/)/gi

/** Source: @atproto/api (rich-text/util, detection): a full handle, after a space or "(". */
const BLUESKY = /(?<=^|\s|\()@([a-zA-Z0-9.-]+)\b/g

/** The mentions that a network will see in a text, in order; `value` is the name without its "@". */
export function findMentions(text: string, grammar: MentionGrammar): Found[] {
  switch (grammar) {
    case 'none':
      return []
    case 'mastodon':
      return matches(text, MASTODON)
    case 'x':
      return matches(text, X)
    case 'bluesky':
      return matches(text, BLUESKY).filter(({ value }) => endsInPublicDomain(value) || value.endsWith('.test'))
  }
}

function matches(text: string, pattern: RegExp): Found[] {
  return Array.from(text.matchAll(pattern), (match) => ({
    kind: 'mention',
    start: match.index,
    end: match.index + match[0].length,
    text: match[0],
    value: match[1] ?? '',
  }))
}
