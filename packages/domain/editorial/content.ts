import { fillText, type Timing, type ValueOf } from '../countdown/index.ts'
import type { Attachment, Crop, Post, Variant } from './post.ts'

/** A picture as it will be sent: its bytes by their SHA-256 (lower-case hex), its words, its crop. */
export type ContentMedia = { sha256: string; alt: string; crop: Crop | null }

/**
 * The part of a timing that an approval covers: where the post hangs and under which condition, never T-0 itself. Null
 * for an unanchored post.
 */
export type ContentAnchor =
  | { kind: 'anchored'; base: string; offsetSeconds: number; condition: string }
  | { kind: 'calendar'; base: string; dayOffset: number; wallTime: string; zone: string; condition: string }
  | null

/** All that leaves for one channel, rendered: exactly what an approval covers. */
export type Content = {
  channelId: string
  parts: readonly string[]
  firstComment: string | null
  link: string | null
  media: readonly ContentMedia[]
  anchor: ContentAnchor
}

/**
 * The content of a variant: its own words where it has some, else the post's, with their placeholders filled. `sha256Of`
 * names the bytes of a picture; an unknown picture is an error of the caller. `valueOf` fills placeholders; one that has
 * no value stays as typed.
 */
export function contentOf(
  post: Pick<Post, 'text' | 'link' | 'timing' | 'media'>,
  variant: Pick<Variant, 'channelId' | 'parts' | 'firstComment' | 'link'> & Partial<Pick<Variant, 'crops'>>,
  sha256Of: (mediaId: string) => string,
  valueOf: ValueOf = () => null,
): Content {
  return {
    channelId: variant.channelId,
    parts: (variant.parts ?? [post.text]).map((part) => fillText(part, valueOf)),
    firstComment: variant.firstComment === null ? null : fillText(variant.firstComment, valueOf),
    link: variant.link ?? post.link,
    media: post.media.map((one) => ({ sha256: sha256Of(one.mediaId), alt: one.alt, crop: cropFor(variant, one) })),
    anchor: anchorOf(post.timing),
  }
}

/** The part of a picture that a channel shows: its own, else the post's; null is the whole of it. */
export function cropFor(
  variant: Partial<Pick<Variant, 'crops'>>,
  picture: Pick<Attachment, 'mediaId' | 'crop'>,
): Crop | null {
  return variant.crops?.[picture.mediaId] ?? picture.crop
}

/** The width and height that are left of a picture, in whole pixels and at least one. */
export function sizeAfterCrop(size: { width: number; height: number }, crop: Crop | null) {
  if (!crop) return size
  return {
    width: Math.max(1, Math.round(crop.width * size.width)),
    height: Math.max(1, Math.round(crop.height * size.height)),
  }
}

/** The anchor and condition of a timing; a post with a fixed time has neither. */
export function anchorOf(timing: Timing): ContentAnchor {
  if (timing.kind === 'anchored') {
    const { kind, base, offsetSeconds, condition } = timing
    return { kind, base, offsetSeconds, condition }
  }
  if (timing.kind === 'calendar') {
    const { kind, base, dayOffset, wallTime, zone, condition } = timing
    return { kind, base, dayOffset, wallTime, zone, condition }
  }
  return null
}
