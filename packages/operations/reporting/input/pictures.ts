import type { Crop } from '@comptoir/domain/editorial'

/** A picture of a report: its stored bytes, their type, and the part of them that was published. */
export type PictureSource = { sha256: string; mime: 'image/jpeg' | 'image/png'; crop: Crop | null }

const REF = /^([0-9a-f]{64})\.(jpg|png)(?:@(\d+),(\d+),(\d+),(\d+))?$/
const PARTS = 10_000

/** Names a picture in a frozen report by its bytes and its crop: neither can change under an edition. */
export function pictureRef(sha256: string, mime: string, crop: Crop | null): string {
  const name = `${sha256}.${mime === 'image/png' ? 'png' : 'jpg'}`
  if (!crop || (crop.width >= 1 && crop.height >= 1)) return name
  return `${name}@${[crop.x, crop.y, crop.width, crop.height].map((part) => Math.round(part * PARTS)).join(',')}`
}

/** Reads a picture's name; null when it is none. */
export function readPictureRef(ref: string): PictureSource | null {
  const match = REF.exec(ref)
  if (!match) return null
  const [, sha256 = '', type, ...parts] = match
  const [x = 0, y = 0, width = 1, height = 1] = parts.map((part) => Number(part) / PARTS)
  return {
    sha256,
    mime: type === 'png' ? 'image/png' : 'image/jpeg',
    crop: parts[0] === undefined ? null : { x, y, width, height },
  }
}
