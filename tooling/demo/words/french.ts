/** French as it is set: narrow unbreakable spaces before ; ! ? and inside guillemets, unbreakable ones before a colon, in thousands and before units. */
export function fr(text: string): string {
  return text
    .replaceAll("'", '’')
    .replace(/ ([;!?»])/g, '\u202f$1')
    .replace(/« /g, '«\u202f')
    .replace(/ :/g, '\u00a0:')
    .replace(/(\d) (?=\d{3}(?!\d))/g, '$1\u202f')
    .replace(/(\d) (%|€|km|kg|t|m|s|h|min|bar|tonnes|secondes|jours|ans|°C)(?![\p{L}\d])/gu, '$1\u00a0$2')
    .replaceAll('T-0', 'T\u20110')
    .replace(/T-(?=\d)/g, 'T−')
    .replaceAll('Méridienne-1', 'Méridienne\u20111')
}
