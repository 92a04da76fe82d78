import { toFlag, toList } from './search-params.ts'

// What an address may hold, read without zod, whose weight the first screen cannot carry. Like zod's `catch(undefined)`:
// what cannot be read is left out, because a link that was cut short should still open its page.

/** Reads one value of the address; undefined when there is none, or none that makes sense. */
export type Reader<Value> = (raw: unknown) => Value | undefined

export type SearchOf<Shape extends Record<string, Reader<unknown>>> = {
  [Key in keyof Shape]?: Shape[Key] extends Reader<infer Value> ? Value | undefined : never
}

/** `validateSearch: searchOf({ client: text, view: oneOf(['month', 'week']), channels: listOf(oneOf(NETWORKS)), day })` */
export function searchOf<Shape extends Record<string, Reader<unknown>>>(
  shape: Shape,
): (raw: Record<string, unknown>) => SearchOf<Shape> {
  return (raw) => {
    const found: Record<string, unknown> = {}
    for (const [key, read] of Object.entries(shape)) {
      const value = read(raw[key])
      if (value !== undefined) found[key] = value
    }
    return found as SearchOf<Shape>
  }
}

/** Any words. */
export const text: Reader<string> = (raw) => {
  if (typeof raw === 'number') return String(raw)
  return typeof raw === 'string' && raw !== '' ? raw : undefined
}

/** One of a few words. */
export function oneOf<const Value extends string>(values: readonly Value[]): Reader<Value> {
  return (raw) => values.find((value) => value === raw)
}

/** a,b,c; what cannot be read is left out, and an empty list is none. */
export function listOf<Value>(read: Reader<Value>): Reader<Value[]> {
  return (raw) => {
    const items = toList(raw)
    if (!Array.isArray(items)) return undefined
    const found = items.map(read).filter((item) => item !== undefined)
    return found.length > 0 ? found : undefined
  }
}

/** A whole number from `least` to `most`. */
export function whole(least = 0, most = Number.MAX_SAFE_INTEGER): Reader<number> {
  return (raw) => {
    const value = typeof raw === 'string' && raw.trim() !== '' ? Number(raw) : raw
    return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most ? value : undefined
  }
}

/** ?late=true */
export const flag: Reader<boolean> = (raw) => (toFlag(raw) === true ? true : undefined)

const matching =
  (sign: RegExp): Reader<string> =>
  (raw) =>
    typeof raw === 'string' && sign.test(raw) && !Number.isNaN(Date.parse(raw)) ? raw : undefined

/** 2025-12-08 */
export const day: Reader<string> = matching(/^\d{4}-\d{2}-\d{2}$/)

/** 2025-12-14T19:45:00Z */
export const instant: Reader<string> = matching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/)

/** The id of something of ours. */
export const id: Reader<string> = (raw) =>
  typeof raw === 'string' && /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(raw) ? raw : undefined
