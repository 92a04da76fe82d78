const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\/|FxiOS/, 'Firefox'],
  [/Chrome\/|CriOS/, 'Chrome'],
  [/Safari\//, 'Safari'],
]
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
]

const first = (list: readonly (readonly [RegExp, string])[], text: string) =>
  list.find(([sign]) => sign.test(text))?.[1]

/** "Firefox, Linux" from what a browser says of itself; null when it says nothing we know. */
export function browserOf(userAgent: string): { name: string; phone: boolean } | null {
  const named = [first(BROWSERS, userAgent), first(SYSTEMS, userAgent)].filter((part) => part !== undefined)
  return named.length === 0 ? null : { name: named.join(', '), phone: /Mobile|iPhone|Android/.test(userAgent) }
}
