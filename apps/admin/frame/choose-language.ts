import type { Language } from '../format/index.ts'
import { setLanguage } from './language.ts'

/** The person's choice of language: shown at once, kept in this browser. */
export async function chooseLanguage(language: Language): Promise<void> {
  setLanguage(language)
}
