/** What a step says: unique in a run, so that an arrival names its post and step. */
export const textOf = (n: number, step: number, of: number): string => `Message ${n}, ${step + 1}/${of}`

export function readText(text: string): { n: number; step: number } | null {
  const found = /^Message (\d+), (\d+)\/\d+/.exec(text)
  return found ? { n: Number(found[1]), step: Number(found[2]) - 1 } : null
}
