import { correctionsOf, type Opened } from '@comptoir/operations/reporting'
import type { Correction } from '@comptoir/reporting'

/** Readings come once an hour: what is corrected today is not worked out again for each reader within this time. */
const KEPT_MS = 60_000
const MOST_KEPT = 500

type House = Parameters<typeof correctionsOf>[0]

/** Today's corrections to an edition, worked out once a minute at most however many people open it. */
export function keptCorrections(house: House): { of(opened: Opened): Promise<Correction[]> } {
  const kept = new Map<string, { until: number; corrections: Promise<Correction[]> }>()
  return {
    of(opened) {
      const now = performance.now()
      const key = opened.edition.id
      const known = kept.get(key)
      if (known && known.until > now) return known.corrections
      const corrections = correctionsOf(house, opened)
      kept.delete(key)
      kept.set(key, { until: now + KEPT_MS, corrections })
      const oldest = kept.keys().next()
      if (kept.size > MOST_KEPT && !oldest.done) kept.delete(oldest.value)
      // What failed is tried again by the next reader.
      corrections.catch(() => kept.delete(key))
      return corrections
    },
  }
}
