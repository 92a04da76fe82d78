/**
 * A text with its link written at the end, where a network makes its card from an address in the text; unchanged when
 * it stands there already.
 */
export function textWithLink(text: string, link: string): string {
  if (text.includes(link)) return text
  return text.trim() === '' ? link : `${text.trimEnd()}\n\n${link}`
}
