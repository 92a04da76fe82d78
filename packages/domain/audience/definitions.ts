/**
 * A definition is written `<official name>@<version>`: what is counted, and through which version of the network's
 * interface it was read. A new version that counts the same under the same name does not break a series.
 */
export function measureOf(definition: string): string {
  const at = definition.lastIndexOf('@')
  return at > 0 ? definition.slice(0, at) : definition
}

/** True when two figures count the same, so that one may be subtracted from the other. */
export function sameMeasure(a: string, b: string): boolean {
  return a === b || measureOf(a) === measureOf(b)
}
