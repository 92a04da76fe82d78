import type { Period } from '@comptoir/domain/shared'
import { periodBefore } from '@comptoir/domain/audience'
import type { Language } from '../format/index.ts'
import type { Figure } from '../model/index.ts'
import { shapeOf } from '../model/days.ts'
import { REPORT_WORDS } from '../words/index.ts'
import { figureValue } from './context.ts'

/** A figure as the report prints it: its value in the language's own writing, or two words for why it has none. */
export function sayFigure(figure: Figure, language: Language): string {
  return figureValue(figure, language, null)
}

/** A value as figures of its unit are printed ("+14 200", "0,94 €"); money in hundredths. */
export { written as sayValue } from './context.ts'

/** A text of the report as plain words, with its figures in place. */
export { plainText as sayText } from './context.ts'

/** What a period is called: "novembre 2025", "3 to 17 March 2026". */
export function sayPeriod(period: Period, language: Language): string {
  return REPORT_WORDS[language].period(shapeOf(period), period.from, period.to, periodBefore(period)).report
}
