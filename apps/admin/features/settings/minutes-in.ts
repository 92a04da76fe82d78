/** The whole number that was typed, when it lies within the bounds; else null. */
export function minutesIn(typed: string | undefined, bounds: { least: number; most: number }): number | null {
  const text = (typed ?? '').trim()
  if (!/^\d{1,5}$/.test(text)) return null
  const value = Number(text)
  return value >= bounds.least && value <= bounds.most ? value : null
}
