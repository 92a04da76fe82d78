/** A language that reports are written in. */
export type Language = 'fr' | 'en'

/** The locale whose formats a language takes: British dates for English, since the agencies are European. */
export const LOCALE: Readonly<Record<Language, string>> = { fr: 'fr-FR', en: 'en-GB' }
