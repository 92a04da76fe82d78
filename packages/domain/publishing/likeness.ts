import { type Instant, isBefore } from '../shared/index.ts'

/** Two texts that share so much of their words may be one post in two wordings. */
export const ALIKE = 0.7

/** As two networks would agree on it: composed Unicode, no zero-width characters, white space of any kind as one. */
export const words = (text: string): string[] =>
  text
    .normalize('NFC')
    .replace(/[\u200b-\u200d\u2060\ufeff]/g, '')
    .split(/\s+/)
    .filter((word) => word !== '')

/** The share of words that two texts have in common, 0 to 1 (Dice's coefficient). Source: L. R. Dice, Ecology 26 (1945). */
export function likeness(a: string, b: string): number {
  const left = words(a)
  const right = words(b)
  if (left.length === 0 || right.length === 0) return 0
  const counts = new Map<string, number>()
  for (const word of left) counts.set(word, (counts.get(word) ?? 0) + 1)
  let shared = 0
  for (const word of right) {
    const count = counts.get(word) ?? 0
    if (count === 0) continue
    shared += 1
    counts.set(word, count - 1)
  }
  return (2 * shared) / (left.length + right.length)
}

/**
 * The post of an account that is most like a text which may have left at `since`: nothing older (clocks differ by minutes),
 * nothing but what shares most of its words. Null when none does.
 */
export function likelyPost<Post extends { text: string; at: Instant }>(
  posts: readonly Post[],
  text: string,
  since: Instant,
): Post | null {
  const from = since.subtract({ minutes: 2 })
  const [best] = posts
    .filter(({ at }) => !isBefore(at, from))
    .map((post) => ({ post, like: likeness(post.text, text) }))
    .filter(({ like }) => like >= ALIKE)
    .toSorted((a, b) => b.like - a.like)
  return best?.post ?? null
}
