/** True when the text is on the clipboard. A browser may refuse it, and has no clipboard for pages without https (localhost aside). */
export async function copyText(text: string): Promise<boolean> {
  if (!('clipboard' in navigator)) return false
  return navigator.clipboard.writeText(text).then(
    () => true,
    () => false,
  )
}
