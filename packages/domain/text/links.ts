import { LinkifyIt } from 'linkify-it'
import type { Found } from './found.ts'
import type { LinkGrammar } from './rules.ts'
import { hasTopLevelDomain, TOP_LEVEL_DOMAINS } from './top-level-domains.ts'

const WRITTEN_OUT = new LinkifyIt({ fuzzyLink: false, fuzzyEmail: false })
const BARE_TOO = new LinkifyIt({ fuzzyLink: true, fuzzyEmail: false, tlds: [...TOP_LEVEL_DOMAINS] })

/**
 * The web addresses that a network will see in a text, in order. linkify: with http(s):// or bare with a public
 * top-level domain. mastodon: only with http(s):// (its validator extracts "without protocol: false"). x: both, each
 * under a public top-level domain (twitter-text, extraction of URLs). bluesky: as its own app finds them.
 */
export function findLinks(text: string, grammar: LinkGrammar): Found[] {
  switch (grammar) {
    case 'linkify':
      return matches(BARE_TOO, text)
    case 'mastodon':
      return matches(WRITTEN_OUT, text)
    case 'x':
      return matches(BARE_TOO, text).filter((link) => isXLink(text, link))
    case 'bluesky':
      return blueskyLinks(text)
  }
}

function matches(linkify: LinkifyIt, text: string): Found[] {
  const found = linkify.match(text) ?? []
  return found
    .filter((match) => match.schema === '' || match.schema === 'http:' || match.schema === 'https:')
    .map((match) => ({
      kind: 'link',
      start: match.index,
      end: match.lastIndex,
      text: match.raw,
      value: match.schema === '' ? `https://${match.raw}` : match.url,
    }))
}

/** An address glued to a sign or an @ is none (it is the rest of an e-mail address, a hashtag, a cashtag). */
function isXLink(text: string, link: Found): boolean {
  if (/[\p{L}\p{N}@＠$#＃._/-]$/u.test(text.slice(0, link.start))) return false
  const host = /^(?:https?:\/\/)?(?:[^/?#@]*@)?([^/?#:]+)/i.exec(link.text)?.[1]
  return host !== undefined && hasTopLevelDomain(host)
}

/**
 * Source: the detection in @atproto/api (rich-text/detection): after a space or "(", up to the next space, less one
 * closing mark.
 */
function blueskyLinks(text: string): Found[] {
  const candidates = text.matchAll(/(?<=^|\s|\()(?:https?:\/\/\S+|([a-z][a-z0-9]*(?:\.[a-z0-9]+)+)\S*)/gim)
  const found: Found[] = []
  for (const candidate of candidates) {
    const host = candidate[1]
    if (host !== undefined && !endsInPublicDomain(host)) continue
    const written = withoutClosingMark(candidate[0])
    found.push({
      kind: 'link',
      start: candidate.index,
      end: candidate.index + written.length,
      text: written,
      value: host === undefined ? written : `https://${written}`,
    })
  }
  return found
}

/** Bluesky compares top-level domains in lower case only. */
export function endsInPublicDomain(host: string): boolean {
  const last = host.slice(host.lastIndexOf('.') + 1)
  return host.includes('.') && TOP_LEVEL_DOMAINS.has(last)
}

function withoutClosingMark(written: string): string {
  const shorter = written.replace(/[.,;:!?]$/, '')
  return shorter.endsWith(')') && !shorter.includes('(') ? shorter.slice(0, -1) : shorter
}
