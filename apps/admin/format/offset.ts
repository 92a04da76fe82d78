import { clock, duration } from './duration.ts'
import { HYPHEN, language, MINUS, type Language } from './language.ts'

/** T‑0, which never breaks. */
export const T_ZERO = `T${HYPHEN}0`

/** T−2 h, T+29 min, T+0: an anchored post's place round T-0, `seconds` after it (negative: before). */
export function offset(seconds: number, of: Language = language()): string {
  if (seconds === 0) return 'T+0'
  return `T${seconds < 0 ? MINUS : '+'}${duration(seconds, of)}`
}

/** +10 min, −2 h: the same without the T, for other bases ("scrub +10 min"). */
export function bareOffset(seconds: number, of: Language = language()): string {
  return `${seconds < 0 ? MINUS : '+'}${duration(seconds, of)}`
}

/** T−02:13:45, the clock itself. `seconds` counts from T-0: negative before it. */
export function countdown(seconds: number, of: Language = language()): string {
  return `T${seconds < 0 ? MINUS : '+'}${clock(seconds, of)}`
}

const UNITS: Record<string, number> = {
  j: 86_400,
  d: 86_400,
  jour: 86_400,
  jours: 86_400,
  day: 86_400,
  days: 86_400,
  h: 3_600,
  heure: 3_600,
  heures: 3_600,
  hour: 3_600,
  hours: 3_600,
  min: 60,
  mn: 60,
  m: 60,
  minute: 60,
  minutes: 60,
  s: 1,
  sec: 1,
  seconde: 1,
  secondes: 1,
  second: 1,
  seconds: 1,
}

/**
 * Reads what people type for an offset: "T-2h", "−1 h 30", "+29 min", "T-7 s", "1 j 2 h". A missing sign means after T-0;
 * a number without unit after hours is minutes. Null when it is not an offset.
 */
export function parseOffset(text: string): number | null {
  const plain = text
    .replace(/[\s\u00a0\u202f]+/g, ' ')
    .trim()
    .toLowerCase()
  const head = /^(?:t ?)?([-+\u2212\u2011\u2013])? ?/.exec(plain)
  const sign = head?.[1] !== undefined && head[1] !== '+' ? -1 : 1
  const rest = plain.slice(head?.[0].length ?? 0)
  if (rest === '0') return 0
  const part = /(\d+(?:[.,]\d+)?) ?([a-z]*) ?/y
  let total = 0
  let last = 0
  let at = 0
  while (at < rest.length) {
    part.lastIndex = at
    const found = part.exec(rest)
    if (!found) return null
    const [all, digits = '', unit = ''] = found
    const size = unit === '' ? (last === 3_600 ? 60 : last === 60 ? 1 : undefined) : UNITS[unit]
    if (size === undefined || (last !== 0 && size >= last)) return null
    total += Number(digits.replace(',', '.')) * size
    last = size
    at += all.length
  }
  return last === 0 ? null : sign * Math.round(total)
}
