import { language, NBSP, type Language } from './language.ts'

const DAY = 86_400
const HOUR = 3_600
const MINUTE = 60

const two = (n: number) => String(n).padStart(2, '0')

/** Whole days, hours, minutes and seconds of a span in seconds, without its sign. */
function split(seconds: number) {
  const s = Math.abs(Math.trunc(seconds))
  return {
    days: Math.floor(s / DAY),
    hours: Math.floor((s % DAY) / HOUR),
    minutes: Math.floor((s % HOUR) / MINUTE),
    seconds: s % MINUTE,
  }
}

/** 45 s, 29 min, 1 h 30, 2 j 1 h 08: at most down to the minute once an hour is reached. */
export function duration(seconds: number, of: Language = language()): string {
  const { days, hours, minutes, seconds: rest } = split(seconds)
  const day = of === 'fr' ? 'j' : 'd'
  const parts: string[] = []
  if (days > 0) parts.push(`${days}${NBSP}${day}`)
  if (hours > 0) parts.push(`${hours}${NBSP}h${minutes > 0 ? `${NBSP}${two(minutes)}` : ''}`)
  else if (minutes > 0) parts.push(`${minutes}${NBSP}min${days === 0 && rest > 0 ? `${NBSP}${two(rest)}${NBSP}s` : ''}`)
  else if (days === 0) parts.push(`${rest}${NBSP}s`)
  return parts.join(NBSP)
}

/** The same, rounded to the minute (to the second below one): for "in 1 h 44", where seconds only flicker. */
export function roughDuration(seconds: number, of: Language = language()): string {
  const s = Math.abs(seconds)
  return duration(s < MINUTE ? s : Math.floor(s / MINUTE) * MINUTE, of)
}

/** 02:13:45, with days before it when there are any: 13 j 02:13:45. */
export function clock(seconds: number, of: Language = language()): string {
  const { days, hours, minutes, seconds: rest } = split(seconds)
  const time = `${two(hours)}:${two(minutes)}:${two(rest)}`
  return days > 0 ? `${days}${NBSP}${of === 'fr' ? 'j' : 'd'}${NBSP}${time}` : time
}
