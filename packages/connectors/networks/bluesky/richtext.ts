import type { Stretch } from './facets.ts'

/** What Bluesky's own clients turn into links, tags and mentions. Source: docs.bsky.app/docs/advanced-guides/post-richtext. */
const LINK = /(?<=^|[\s(])https?:\/\/[^\s<>"]+/giu
const TAG = /(?<=^|\s)[#＃](?!\ufe0f)([^\s\u00ad\u2060\u200a-\u200d\u20e2]+)/gu
const MENTION =
  /(?<=^|[\s(])@((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?)(?![a-z0-9-])/giu
const MAX_TAG = 64

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Links, tags and mentions of a text, in order, by UTF-16 positions. */
export function stretchesOf(text: string): Stretch[] {
  const found: Stretch[] = []
  for (const match of text.matchAll(LINK)) {
    const uri = withoutTail(match[0])
    if (URL.canParse(uri)) found.push({ start: match.index, end: match.index + uri.length, kind: 'link', value: uri })
  }
  for (const match of text.matchAll(TAG)) {
    const tag = (match[1] ?? '').replace(/\p{P}+$/u, '')
    if (tag === '' || /^\d+$/.test(tag) || [...graphemes.segment(tag)].length > MAX_TAG) continue
    found.push({ start: match.index, end: match.index + 1 + tag.length, kind: 'tag', value: tag })
  }
  for (const match of text.matchAll(MENTION)) {
    found.push({ start: match.index, end: match.index + match[0].length, kind: 'mention', value: match[1] ?? '' })
  }
  return found.sort((a, b) => a.start - b.start)
}

/** A sentence's punctuation is not part of the address, nor is a bracket that was opened before it. */
function withoutTail(uri: string): string {
  const bare = uri.replace(/[.,;:!?…»”’]+$/u, '')
  return bare.endsWith(')') && !bare.includes('(') ? bare.slice(0, -1) : bare
}
