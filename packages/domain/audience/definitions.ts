import type { ReadingSource } from './metrics.ts'

/**
 * A definition is written `<official name>@<version>`: what is counted, and through which version of the network's
 * interface it was read. A new version that counts the same under the same name does not break a series.
 */
export function measureOf(definition: string): string {
  const at = definition.lastIndexOf('@')
  return at > 0 ? definition.slice(0, at) : definition
}

/** True when two definitions count the same. */
export function sameMeasure(a: string, b: string): boolean {
  return a === b || measureOf(a) === measureOf(b)
}

/** True when one figure may be subtracted from the other: what people bring was taken from the network's own counter. */
export function mayBeSubtracted(
  a: { definition: string; source: ReadingSource },
  b: { definition: string; source: ReadingSource },
): boolean {
  return a.source !== 'api' || b.source !== 'api' || sameMeasure(a.definition, b.definition)
}

/** The readings, ascending, from which on a network counts something else than it was read to count before. */
export function redefinitionsOf<Read extends { definition: string; source: ReadingSource }>(
  readings: readonly Read[],
): Read[] {
  let before: Read | null = null
  const found: Read[] = []
  for (const reading of readings) {
    if (reading.source !== 'api') continue
    if (before && !sameMeasure(before.definition, reading.definition)) found.push(reading)
    before = reading
  }
  return found
}
