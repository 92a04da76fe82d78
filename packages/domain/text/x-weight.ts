import { graphemes } from './graphemes.ts'

/**
 * How X weighs text: hundredths of a character per code point, an emoji sequence as a whole. Source: twitter-text,
 * config/v3.json (version 3, read in November 2026).
 */
export const X_WEIGHTS = {
  scale: 100,
  defaultWeight: 200,
  urlLength: 23,
  ranges: [
    { start: 0, end: 4351, weight: 100 },
    { start: 8192, end: 8205, weight: 100 },
    { start: 8208, end: 8223, weight: 100 },
    { start: 8242, end: 8247, weight: 100 },
  ],
} as const

const WHOLE_EMOJI = /^\p{RGI_Emoji}$/v
const LOOKS_LIKE_TEXT = /(?=\p{Emoji})(?!\p{Emoji_Presentation}|\p{Emoji_Modifier}|[0-9#*])\p{Any}/gu

/** The weight of a text without web addresses, in hundredths of a character. The text is in Unicode form NFC. */
export function xWeight(text: string): number {
  return graphemes(text).reduce((sum, grapheme) => sum + weightOfGrapheme(grapheme), 0)
}

function weightOfGrapheme(grapheme: string): number {
  if (isEmoji(grapheme)) return X_WEIGHTS.defaultWeight
  return Array.from(grapheme, weightOfCodePoint).reduce((sum, weight) => sum + weight, 0)
}

function weightOfCodePoint(character: string): number {
  const code = character.codePointAt(0) ?? 0
  const range = X_WEIGHTS.ranges.find(({ start, end }) => start <= code && code <= end)
  return range?.weight ?? X_WEIGHTS.defaultWeight
}

/** True for an emoji sequence, also where a presentation selector inside it was left out. */
function isEmoji(grapheme: string): boolean {
  if (grapheme.length === 1) return false
  if (WHOLE_EMOJI.test(grapheme)) return true
  if (!/\p{Extended_Pictographic}/u.test(grapheme)) return false
  return WHOLE_EMOJI.test(grapheme.replaceAll('\ufe0f', '').replace(LOOKS_LIKE_TEXT, '$&\ufe0f'))
}
