/** Something found in a text: where (UTF-16 offsets, `end` not included), as it is written, and what it stands for. */
export type Found = {
  kind: 'link' | 'mention' | 'hashtag'
  start: number
  end: number
  /** As it is written. */
  text: string
  /** The full address of a link, the name of a mention or hashtag without its sign. */
  value: string
}

/** Leaves out what lies inside something that was found before it. Both lists are in order; the result is too. */
export function withoutOverlap(first: readonly Found[], then: readonly Found[]): Found[] {
  const free = then.filter((found) => !first.some((other) => found.start < other.end && other.start < found.end))
  return [...first, ...free].toSorted((a, b) => a.start - b.start)
}
