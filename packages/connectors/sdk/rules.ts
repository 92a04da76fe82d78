/** Text and media rules as data: a manifest or an account's instance gives them, `@comptoir/domain/text` interprets them. */
export type { CounterName, MediaRules, Rules, TextRules } from '@comptoir/domain/text'
