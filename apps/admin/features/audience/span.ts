import { addDays } from './days.ts'
import type { Span } from './feature.ts'

/** No network that this product knows is older. */
export const OLDEST_DAY = '2004-01-01'

interface Asked {
  span?: Span | undefined
  from?: string | undefined
  until?: string | undefined
}

/** The days that the curves show. Without a choice: since the mandate began, else a year. */
export function daysOfSpan(
  asked: Asked,
  today: string,
  mandateStart: string | null,
): { span: Span; from: string; until: string } {
  const span = asked.span ?? (mandateStart && mandateStart < today ? 'mandate' : 'year')
  if (span === 'custom') {
    const until = asked.until ?? today
    const from = asked.from ?? addDays(until, -27)
    const first = from < OLDEST_DAY ? OLDEST_DAY : from
    return first <= until
      ? { span, from: first, until }
      : { span, from: until < OLDEST_DAY ? OLDEST_DAY : until, until: first }
  }
  const from =
    span === 'quarter'
      ? addDays(today, -89)
      : span === 'all'
        ? OLDEST_DAY
        : span === 'mandate' && mandateStart && mandateStart <= today
          ? mandateStart
          : addDays(today, -364)
  return { span, from, until: today }
}
