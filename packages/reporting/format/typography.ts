import type { Language } from './language.ts'

const NARROW = '\u202f'
const NBSP = '\u00a0'

// Addresses keep their colons and quotes.
const ADDRESS = /(?:https?:\/\/|www\.)\S+/g

function outsideAddresses(text: string, mend: (piece: string) => string): string {
  let mended = ''
  let last = 0
  for (const match of text.matchAll(ADDRESS)) {
    mended += mend(text.slice(last, match.index)) + match[0]
    last = match.index + match[0].length
  }
  return mended + mend(text.slice(last))
}

function common(text: string): string {
  return text
    .replace(/\.\.\./g, '…')
    .replace(/(\p{L})'(?=\p{L})/gu, '$1’')
    .replace(/\bT-(?=0(?!\d))/g, 'T\u2011')
    .replace(/\bT\s?[-\u2013](?=\d)/g, 'T−')
    .replace(/(^|[\s(])-(?=\d)/g, '$1−')
    .replace(/(T[−+]\d+) (?=(?:s|min|h|j|d|m)\b)/g, `$1${NBSP}`)
}

function french(text: string): string {
  return (
    text
      .replace(/"([^"]*)"/g, '«$1»')
      .replace(/(?<=\p{L})'/gu, '’')
      // Numbers in words stay whole: dix‑huit.
      .replace(/(?<!\p{L})(dix|vingt|trente|quarante|cinquante|soixante)-(?=\p{L})/giu, '$1\u2011')
      .replace(/[ \u00a0\u202f]*([;!?])(?=[\s\u00a0;!?»)…]|$)/g, `${NARROW}$1`)
      .replace(/(?<=[;!?])\u202f(?=[;!?])/g, '')
      .replace(/(?<=\S)[ \u00a0\u202f]*:(?=\s|$)/g, `${NBSP}:`)
      .replace(/«[ \u00a0\u202f]*/g, `«${NARROW}`)
      .replace(/[ \u00a0\u202f]*»/g, `${NARROW}»`)
      .replace(/(\d)[ \u00a0\u202f](?=\d{3}(?!\d))/g, `$1${NARROW}`)
      .replace(/(\d)[ \u202f]?(?=[%€°](?!\p{L}))/gu, `$1${NBSP}`)
      .replace(/\b([nN]°)[ \u202f]?(?=\d)/g, `$1${NBSP}`)
  )
}

function english(text: string): string {
  return text
    .replace(/(^|[\s([])"/g, '$1“')
    .replace(/"/g, '”')
    .replace(/(^|[\s([“])'/g, '$1‘')
    .replace(/'/g, '’')
}

/**
 * Sets a text that a person wrote as a compositor would: French spaces (narrow and unbreakable before ; ! ? and inside guillemets,
 * unbreakable before a colon and units), curly apostrophes and quotes, a true minus, T‑0 that never breaks. Doing it twice changes nothing.
 */
export function typeset(text: string, language: Language): string {
  return outsideAddresses(text, (piece) => (language === 'fr' ? french(common(piece)) : english(common(piece))))
}
