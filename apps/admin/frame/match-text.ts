/** Small letters without accents, so that "orphee" finds Orphée. */
export function foldText(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .trim()
}

/** Whether every word that was typed begins a word of the label. */
export function matches(typed: string, label: string): boolean {
  const words = foldText(label).split(/[\s'’‑-]+/)
  return foldText(typed)
    .split(/\s+/)
    .every((part) => part === '' || words.some((word) => word.startsWith(part)))
}
