import { type Found, withoutOverlap } from './found.ts'
import { countBytes, countGraphemes } from './graphemes.ts'
import { findLinks } from './links.ts'
import { findMentions } from './mentions.ts'
import type { CounterName, TextRules } from './rules.ts'
import { X_WEIGHTS, xWeight } from './x-weight.ts'

/** How much of one limit a text uses, in the counter's own unit; `left` is negative when it is over. */
export type Count = { counter: CounterName; actual: number; max: number; left: number }

/** Counts a text by each limit of a network's rules, in the rules' order. */
export function countText(text: string, rules: TextRules): Count[] {
  return rules.limits.map(({ counter, max }) => {
    const actual = COUNTERS[counter](text, rules)
    return { counter, actual, max, left: max - actual }
  })
}

/** The limit that a text comes closest to, or is farthest over: the one to show. Null when the rules have no limit. */
export function tightestCount(counts: readonly Count[]): Count | null {
  return counts.reduce<Count | null>(
    (tightest, count) => (tightest && tightest.left / tightest.max <= count.left / count.max ? tightest : count),
    null,
  )
}

type Counter = (text: string, rules: TextRules) => number

const COUNTERS: Readonly<Record<CounterName, Counter>> = {
  graphemes: shortened(countGraphemes),
  'code-points': shortened((text) => Array.from(text).length),
  utf16: shortened((text) => text.length),
  'utf8-bytes': countBytes,
  'x-weighted': countX,
  mastodon: countMastodon,
}

/** Counts web addresses as long as the rules say, the rest as `count` does. */
function shortened(count: (text: string) => number): Counter {
  return (text, rules) => {
    if (rules.linkCountsAs === null) return count(text)
    const links = findLinks(text, rules.linkGrammar)
    return count(cut(text, links)) + links.length * rules.linkCountsAs
  }
}

/**
 * Source: twitter-text, parseTweet with config/v3.json: NFC, weighted code points, emoji and addresses as wholes,
 * rounded down.
 */
function countX(text: string, rules: TextRules): number {
  const normal = text.normalize('NFC')
  const links = findLinks(normal, rules.linkGrammar)
  const weightOfLink = (rules.linkCountsAs ?? X_WEIGHTS.urlLength) * X_WEIGHTS.scale
  const weight = between(normal, links).reduce((sum, piece) => sum + xWeight(piece), links.length * weightOfLink)
  return Math.floor(weight / X_WEIGHTS.scale)
}

/**
 * Source: mastodon/mastodon, app/validators/status_length_validator.rb: addresses as 23, mentions without their domain,
 * graphemes.
 */
function countMastodon(text: string, rules: TextRules): number {
  const links = findLinks(text, rules.linkGrammar)
  const found = withoutOverlap(links, findMentions(text, rules.mentionGrammar))
  const placeholder = 'x'.repeat(rules.linkCountsAs ?? 23)
  let counted = ''
  let from = 0
  for (const { kind, start, end, value } of found) {
    counted += text.slice(from, start) + (kind === 'link' ? placeholder : `@${value.split('@')[0]}`)
    from = end
  }
  return countGraphemes(counted + text.slice(from))
}

function cut(text: string, found: readonly Found[]): string {
  return between(text, found).join('')
}

function between(text: string, found: readonly Found[]): string[] {
  const edges = [{ end: 0 }, ...found]
  return edges.map(({ end }, index) => text.slice(end, found[index]?.start ?? text.length))
}
