/**
 * A text with its link written at the end, where a network makes its card from an address in the text; unchanged when
 * the whole address stands there already.
 */
export function textWithLink(text: string, link: string): string {
  if (hasWhole(text, link)) return text
  return text.trim() === '' ? link : `${text.trimEnd()}\n\n${link}`
}

/** A longer address that begins like the link is another one. */
function hasWhole(text: string, link: string): boolean {
  for (let at = text.indexOf(link); at >= 0; at = text.indexOf(link, at + 1)) {
    if (/^(?:[.,;:!?)\]»”’"']*(?:\s|$))/.test(text.slice(at + link.length))) return true
  }
  return false
}
