import type { Language } from '../format/index.ts'
import { en } from './en.ts'
import { fr } from './fr.ts'
import type { ReportWords } from './words.ts'

export type { FigureLabels, PeriodWords, ReportWords } from './words.ts'

/** The words of the report in each language. */
export const REPORT_WORDS: Readonly<Record<Language, ReportWords>> = { fr, en }
