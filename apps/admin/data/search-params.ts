// The address says what the page shows, in words that a person can read: ?client=…&channels=a,b&from=2025-12-08.

const escapeItem = (item: string) => item.replaceAll('%', '%25').replaceAll(',', '%2C')
const unescapeItem = (item: string) => item.replaceAll('%2C', ',').replaceAll('%25', '%')

/** Readable where an address allows it: commas, colons, slashes and at signs stay themselves. */
function encode(text: string): string {
  return encodeURIComponent(text)
    .replaceAll('%2C', ',')
    .replaceAll('%3A', ':')
    .replaceAll('%2F', '/')
    .replaceAll('%40', '@')
    .replaceAll('%20', '+')
}

type Plain = string | number | boolean | bigint

const isPlain = (value: unknown): value is Plain =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint'

/** Turns an address's query into text values; schemas give them their types (`z.coerce.number()`, `listOf`). */
export function parseSearch(search: string): Record<string, string> {
  const found: Record<string, string> = {}
  for (const [key, value] of new URLSearchParams(search)) found[key] = value
  return found
}

/** The other way. Empty values and empty lists leave no trace; a list becomes a,b. Anything deeper is a bug. */
export function stringifySearch(search: Record<string, unknown>): string {
  const written: string[] = []
  for (const [key, value] of Object.entries(search)) {
    if (value === undefined || value === null || value === '' || value === false) continue
    if (isPlain(value)) written.push(`${encode(key)}=${encode(String(value))}`)
    else if (Array.isArray(value) && value.every(isPlain)) {
      if (value.length > 0)
        written.push(`${encode(key)}=${encode(value.map((item) => escapeItem(String(item))).join(','))}`)
    } else throw new TypeError(`The address holds plain values and lists of them only, not ${key}`)
  }
  return written.length > 0 ? `?${written.join('&')}` : ''
}

/** Reads a list back: for `z.preprocess(toList, z.array(z.enum(NETWORKS)))`. */
export function toList(value: unknown): unknown {
  if (typeof value !== 'string') return value
  return value === '' ? [] : value.split(',').map(unescapeItem)
}

/** Reads a flag back: ?late=true. For `z.preprocess(toFlag, z.boolean())`. */
export function toFlag(value: unknown): unknown {
  return value === 'true' ? true : value === undefined || value === 'false' ? false : value
}
