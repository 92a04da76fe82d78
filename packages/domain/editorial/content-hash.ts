import { canonicalJson } from './canonical-json.ts'
import type { Content } from './content.ts'

/**
 * SHA-256, in lower-case hex, of the canonical JSON of a content: the text of all parts and the first comment, the
 * link, the bytes of the pictures with crop and alternative text, the channel, the anchor and its condition. T-0 and
 * fixed times are outside it.
 */
export async function contentHash(content: Content): Promise<string> {
  return sha256Hex(canonicalJson(covered(content)))
}

/** SHA-256 of a text's UTF-8 bytes, in lower-case hex. */
export async function sha256Hex(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Only what is named here is covered: a field that a caller adds does not change the hash. */
function covered({ channelId, parts, firstComment, link, media, anchor }: Content) {
  return {
    anchor,
    channelId,
    firstComment,
    link,
    media: media.map(({ sha256, alt, crop }) => ({
      alt,
      crop: crop && { x: crop.x, y: crop.y, width: crop.width, height: crop.height },
      sha256,
    })),
    parts,
  }
}
