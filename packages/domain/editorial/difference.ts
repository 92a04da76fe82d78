import { canonicalJson } from './canonical-json.ts'
import type { Content, ContentMedia } from './content.ts'

/**
 * One thing that two contents do not share. `index` is the part or the picture, from 0; null sides were added or taken
 * away.
 */
export type Change =
  | { what: 'text'; index: number; before: string | null; after: string | null }
  | { what: 'first-comment' | 'link' | 'channel'; before: string | null; after: string | null }
  | { what: 'media-added' | 'media-removed'; index: number; sha256: string }
  | { what: 'media-order' }
  | { what: 'alt'; index: number; before: string; after: string }
  | { what: 'crop'; index: number; before: ContentMedia['crop']; after: ContentMedia['crop'] }
  | { what: 'anchor'; before: Content['anchor']; after: Content['anchor'] }
  | { what: 'condition'; before: string | null; after: string | null }

/** What changed between two contents: empty exactly when their hashes are equal. */
export function differenceOfContents(before: Content, after: Content): Change[] {
  return [
    ...textChanges(before.parts, after.parts),
    ...simple('first-comment', before.firstComment, after.firstComment),
    ...simple('link', before.link, after.link),
    ...mediaChanges(before.media, after.media),
    ...simple('channel', before.channelId, after.channelId),
    ...anchorChanges(before.anchor, after.anchor),
  ]
}

function textChanges(before: readonly string[], after: readonly string[]): Change[] {
  const changes: Change[] = []
  for (let index = 0; index < Math.max(before.length, after.length); index += 1) {
    const was = before[index] ?? null
    const is = after[index] ?? null
    if (was !== is) changes.push({ what: 'text', index, before: was, after: is })
  }
  return changes
}

function simple(what: 'first-comment' | 'link' | 'channel', before: string | null, after: string | null): Change[] {
  return before === after ? [] : [{ what, before, after }]
}

function mediaChanges(before: readonly ContentMedia[], after: readonly ContentMedia[]): Change[] {
  const changes: Change[] = []
  const left = before.map((media, index) => ({ media, index }))
  const kept: number[] = []
  for (const [index, media] of after.entries()) {
    const match = left.findIndex((candidate) => candidate.media.sha256 === media.sha256)
    const [was] = match < 0 ? [] : left.splice(match, 1)
    if (!was) {
      changes.push({ what: 'media-added', index, sha256: media.sha256 })
      continue
    }
    kept.push(was.index)
    if (was.media.alt !== media.alt) changes.push({ what: 'alt', index, before: was.media.alt, after: media.alt })
    if (!sameCrop(was.media.crop, media.crop)) {
      changes.push({ what: 'crop', index, before: was.media.crop, after: media.crop })
    }
  }
  for (const { media, index } of left) changes.push({ what: 'media-removed', index, sha256: media.sha256 })
  if (kept.some((index, place) => place > 0 && index < (kept[place - 1] ?? 0))) changes.push({ what: 'media-order' })
  return changes
}

function sameCrop(a: ContentMedia['crop'], b: ContentMedia['crop']): boolean {
  return canonicalJson(a) === canonicalJson(b)
}

function anchorChanges(before: Content['anchor'], after: Content['anchor']): Change[] {
  const changes: Change[] = []
  if (placeOf(before) !== placeOf(after)) changes.push({ what: 'anchor', before, after })
  const was = before?.condition ?? null
  const is = after?.condition ?? null
  if (was !== is) changes.push({ what: 'condition', before: was, after: is })
  return changes
}

function placeOf(anchor: Content['anchor']): string {
  return canonicalJson(anchor && { ...anchor, condition: '' })
}
