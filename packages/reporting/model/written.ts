import { typeset, type Language } from '../format/index.ts'
import type { ReportText, TextPart } from './report.ts'

const PLACEHOLDER = /\{([a-z0-9][\w.:-]*)(?:\|(plain|signed))?\}/gi

/**
 * Reads a text that a person wrote: figures named in braces become links, the rest is set with proper typography.
 * A name that no figure has stays as it was typed, so that its writer sees it.
 */
export function readWritten(text: string, language: Language, known: (key: string) => boolean): ReportText {
  // Typography first, over the whole sentence: spaces around a figure depend on what follows it.
  const parts: TextPart[] = []
  let last = 0
  const set = typeset(text.trim().toWellFormed(), language)
  for (const match of set.matchAll(PLACEHOLDER)) {
    const [whole, key = '', as] = match
    if (!known(key)) continue
    if (match.index > last) parts.push(set.slice(last, match.index))
    parts.push({ figure: key, as: as === 'plain' || as === 'signed' ? as : null })
    last = match.index + whole.length
  }
  if (last < set.length) parts.push(set.slice(last))
  return { written: true, parts }
}

/** The names in braces that no figure has: the editor shows them. */
export function unknownFigures(text: string, known: (key: string) => boolean): string[] {
  return [...text.matchAll(PLACEHOLDER)].map((m) => m[1] ?? '').filter((key) => !known(key))
}
