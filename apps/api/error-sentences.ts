import type { Language } from '@comptoir/domain/shared'
import type { TRPC_ERROR_CODE_KEY } from '@trpc/server/rpc'
import { z, type ZodError } from 'zod'

const SENTENCES: Partial<Record<TRPC_ERROR_CODE_KEY, Record<Language, string>>> = {
  BAD_REQUEST: {
    fr: 'Un champ est à corriger. Rien n’a été enregistré.',
    en: 'A field needs correcting. Nothing was saved.',
  },
  UNAUTHORIZED: {
    fr: 'Votre session est terminée. Reconnectez-vous : ce que vous avez écrit reste là.',
    en: 'Your session has ended. Sign in again: what you wrote stays here.',
  },
  FORBIDDEN: {
    fr: 'Votre rôle ne le permet pas. Demandez à une directrice ou un directeur de l’agence.',
    en: 'Your role does not allow this. Ask a director of the agency.',
  },
  NOT_FOUND: {
    fr: 'Introuvable : supprimé depuis, ou l’adresse est fausse.',
    en: 'Not found: deleted since, or the address is wrong.',
  },
  CONFLICT: {
    fr: 'Quelqu’un l’a changé entre-temps. Relisez, puis recommencez.',
    en: 'Somebody changed it in the meantime. Read it again, then retry.',
  },
  PAYLOAD_TOO_LARGE: { fr: 'C’est trop lourd pour être reçu.', en: 'This is too large to be received.' },
  TOO_MANY_REQUESTS: {
    fr: 'Trop d’essais. Attendez une minute, puis recommencez.',
    en: 'Too many tries. Wait a minute, then try again.',
  },
}

const BUG: Record<Language, string> = {
  fr: 'Une erreur de notre côté. Rien n’a été perdu : réessayez, et prévenez qui exploite Comptoir si elle revient.',
  en: 'A fault on our side. Nothing was lost: try again, and tell whoever operates Comptoir if it comes back.',
}

/** What to tell a person about an error as a whole. */
export function sentenceOf(code: TRPC_ERROR_CODE_KEY, language: Language): string {
  return (SENTENCES[code] ?? BUG)[language]
}

export type FieldError = { path: string; code: string; sentence: string }

const LOCALES = { fr: z.locales.fr().localeError, en: z.locales.en().localeError }

/** One line per faulty field, in the reader's language. The path is dotted: `goals.0.target`. */
export function fieldsOf(error: ZodError, language: Language): FieldError[] {
  return error.issues.map((issue) => {
    // The parsed issue lacks only what a locale does not need to say it again in the reader's language.
    const said = LOCALES[language](issue as z.core.$ZodRawIssue)
    return {
      path: issue.path.map(String).join('.'),
      code: issue.code,
      sentence: (typeof said === 'string' ? said : said?.message) ?? issue.message,
    }
  })
}
