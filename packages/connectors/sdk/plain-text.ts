const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  '#39': "'",
}

/** Text without HTML's escapes. */
export const unescaped = (text: string) =>
  text.replace(/&(#\d{1,7}|#x[0-9a-f]{1,6}|[a-z0-9#]+);/gi, (whole, name: string) => {
    if (/^#\d/.test(name)) return codePoint(Number(name.slice(1)), whole)
    if (/^#x/i.test(name)) return codePoint(Number.parseInt(name.slice(2), 16), whole)
    return ENTITIES[name.toLowerCase()] ?? whole
  })

/** What a reader sees of a status in HTML: line breaks kept, tags gone. For comparing, not for showing. */
export const textOfHtml = (html: string) =>
  unescaped(
    html
      .replace(/<br\s*\/?>/gi, '\n')
      .replace(/<\/p>\s*<p[^>]*>/gi, '\n\n')
      .replace(/<[^>]*>/g, ''),
  )

/** Text as two networks would agree on it: composed Unicode, no zero-width characters, runs of white space as one space. */
export const comparable = (text: string) =>
  text
    .normalize('NFC')
    .replace(/[\u200b-\u200d\u2060\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .trim()

function codePoint(code: number, otherwise: string): string {
  return code <= 0x10ffff && code > 0 ? String.fromCodePoint(code) : otherwise
}
