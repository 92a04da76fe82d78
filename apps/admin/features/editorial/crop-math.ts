import type { PostPage } from './composer-draft.ts'

export type Crop = NonNullable<PostPage['media'][number]['crop']>
export type Size = { width: number; height: number }
type Aspects = { minAspect?: number | null | undefined; maxAspect?: number | null | undefined }

const WHOLE: Crop = { x: 0, y: 0, width: 1, height: 1 }
const LEAST = 0.1
const FINEST = 0.0001

/** Width by height, from the widest to the tallest; the names are the ones that people say. */
export const SHAPES = [
  { id: '1.91:1', aspect: 1.91 },
  { id: '16:9', aspect: 16 / 9 },
  { id: '1:1', aspect: 1 },
  { id: '4:5', aspect: 4 / 5 },
  { id: '9:16', aspect: 9 / 16 },
] as const

/** The shapes that the network takes. */
export function shapesFor(rules: Aspects | null) {
  return SHAPES.filter(({ aspect }) => takes(rules, aspect))
}

export function takes(rules: Aspects | null, aspect: number): boolean {
  return aspect >= (rules?.minAspect ?? 0) && aspect <= (rules?.maxAspect ?? Infinity)
}

/** Width by height of what is left. */
export function aspectOf(size: Size, crop: Crop | null): number {
  const { width, height } = crop ?? WHOLE
  return (width * size.width) / (height * size.height)
}

/** The largest part of a picture in a shape, around the middle of what was shown before. */
export function largest(size: Size, aspect: number, around: Crop | null): Crop {
  const whole = size.width / size.height
  const width = Math.min(1, aspect / whole)
  const height = Math.min(1, whole / aspect)
  const { x, y } = middleOf(around ?? WHOLE)
  return inside({ x: x - width / 2, y: y - height / 2, width, height })
}

/** The same frame elsewhere, never over the edge. Shares of the picture. */
export function moved(crop: Crop, right: number, down: number): Crop {
  return inside({ ...crop, x: crop.x + right, y: crop.y + down })
}

/** The same shape around the same middle, larger or smaller; as large as the picture allows. */
export function resized(crop: Crop, by: number): Crop {
  const most = Math.min(1 / crop.width, 1 / crop.height)
  const least = LEAST / Math.min(crop.width, crop.height)
  const factor = Math.max(Math.min(least, 1), Math.min(most, by))
  const { x, y } = middleOf(crop)
  const width = crop.width * factor
  const height = crop.height * factor
  return inside({ x: x - width / 2, y: y - height / 2, width, height })
}

export const isWhole = (crop: Crop | null): boolean => !crop || (crop.width > 0.999 && crop.height > 0.999)

const middleOf = (crop: Crop) => ({ x: crop.x + crop.width / 2, y: crop.y + crop.height / 2 })

function inside(crop: Crop): Crop {
  const width = Math.max(FINEST, Math.min(1, crop.width))
  const height = Math.max(FINEST, Math.min(1, crop.height))
  return {
    x: short(Math.max(0, Math.min(1 - width, crop.x))),
    y: short(Math.max(0, Math.min(1 - height, crop.y))),
    width: short(width),
    height: short(height),
  }
}

/** Four places are finer than a pixel, and the same frame is then always the same numbers. Rounded down: x and width together stay inside. */
const short = (share: number) => Math.floor(share / FINEST + 1e-6) / (1 / FINEST)
