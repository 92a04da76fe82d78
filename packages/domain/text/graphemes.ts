const SEGMENTER = new Intl.Segmenter('und', { granularity: 'grapheme' })

/**
 * Only these characters never join with a neighbour, so that counting them needs no segmentation. CR is not among them:
 * it joins with LF.
 */
const PLAIN = /^[\n\u0020-\u007e]*$/

/**
 * The characters that a reader sees, each as one string. Source: Unicode Standard Annex 29, extended grapheme clusters.
 */
export function graphemes(text: string): string[] {
  return Array.from(SEGMENTER.segment(text), ({ segment }) => segment)
}

/** How many characters a reader sees. */
export function countGraphemes(text: string): number {
  if (PLAIN.test(text)) return text.length
  let count = 0
  for (const _ of SEGMENTER.segment(text)) count += 1
  return count
}

/** How many bytes a text takes in UTF-8. */
export function countBytes(text: string): number {
  return new TextEncoder().encode(text).length
}
