export { LOCALE, type Language } from './language.ts'
export { axisCount, count, delta, deltaPercent, money, percent, rough } from './numbers.ts'
export {
  axisMonth,
  dayAndMonth,
  dayIn,
  dayMs,
  dayRange,
  longDay,
  longInstant,
  longMonth,
  monthName,
  shortDay,
  wallTime,
} from './dates.ts'
export { typeset } from './typography.ts'
