import { countText, type TextRules } from '@comptoir/domain/text'

/** Where a text grows too long for its network, by the network's own counting; null when it does not. UTF-16 offset, never inside a grapheme. */
export function overflowAt(text: string, rules: TextRules): number | null {
  const isOver = (part: string) => countText(part, rules).some(({ left }) => left < 0)
  if (!isOver(text)) return null
  const starts = [...new Intl.Segmenter().segment(text)].map(({ index }) => index)
  // The first grapheme whose end is too far: what counts grows with the text, but for a link that is not whole yet, which only moves the mark within it.
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (isOver(text.slice(0, starts[middle + 1] ?? text.length))) high = middle
    else low = middle + 1
  }
  return starts[low] ?? null
}
