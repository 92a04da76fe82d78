import { createHash } from 'node:crypto'

/** FNV-1a over the UTF-16 units, then mixed: cheap, and the same on every machine. */
const hash32 = (text: string): number => {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) {
    h ^= text.charCodeAt(i)
    h = Math.imul(h, 0x01000193)
  }
  h ^= h >>> 16
  h = Math.imul(h, 0x85ebca6b)
  h ^= h >>> 13
  h = Math.imul(h, 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** A number in [0, 1) that depends on the words only. */
export const chance = (...words: (string | number)[]): number => hash32(words.join('\u0001')) / 0x1_0000_0000

/** A factor around 1, log-normal with the given spread: most posts are ordinary, a few are not. */
export const spread = (sigma: number, ...words: (string | number)[]): number => {
  const u = Math.max(chance(...words, 'u'), 1e-9)
  const v = chance(...words, 'v')
  return Math.exp(sigma * Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * v))
}

export const pick = <T>(list: readonly [T, ...T[]], ...words: (string | number)[]): T =>
  list[Math.floor(chance(...words) * list.length)] ?? list[0]

/** Hex digest of the words: for ids and secrets that must be the same at each start from one seed. */
export const digest = (length: number, ...words: (string | number)[]): string => {
  let out = ''
  for (let round = 0; out.length < length; round++) {
    out += createHash('sha256')
      .update(`${words.join('\u0001')}\u0001${round}`)
      .digest('hex')
  }
  return out.slice(0, length)
}

/** Decimal digits, never starting with 0. */
export const digits = (length: number, ...words: (string | number)[]): string => {
  const hex = digest(length * 2, ...words)
  let out = ''
  for (let i = 0; out.length < length; i += 2) out += Number.parseInt(hex.slice(i, i + 2), 16) % 10
  return `${(Number(out[0]) % 9) + 1}${out.slice(1)}`
}
