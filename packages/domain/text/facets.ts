import { findHashtags } from './hashtags.ts'
import { findLinks } from './links.ts'
import { findMentions } from './mentions.ts'

/** What a stretch of a Bluesky post is; a mention's handle is still to be resolved to a DID. */
export type FacetFeature =
  | { kind: 'link'; uri: string }
  | { kind: 'mention'; handle: string }
  | { kind: 'tag'; tag: string }

/** A stretch of a Bluesky post, by UTF-8 byte offsets (`byteEnd` not included), and what it is. */
export type Facet = { byteStart: number; byteEnd: number; feature: FacetFeature }

/**
 * The links, mentions and tags of a Bluesky post, in order. Source: docs.bsky.app/docs/advanced-guides/post-richtext.
 */
export function blueskyFacets(text: string): Facet[] {
  const found = [
    ...findMentions(text, 'bluesky'),
    ...findLinks(text, 'bluesky'),
    ...findHashtags(text, 'bluesky'),
  ].toSorted((a, b) => a.start - b.start)
  const encoder = new TextEncoder()
  const bytesTo = (index: number) => encoder.encode(text.slice(0, index)).length
  return found.map(({ kind, start, end, value }) => ({
    byteStart: bytesTo(start),
    byteEnd: bytesTo(end),
    feature:
      kind === 'link'
        ? { kind, uri: value }
        : kind === 'mention'
          ? { kind, handle: value }
          : { kind: 'tag', tag: value },
  }))
}
