import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { keptFiles } from './kept-files.ts'

/** The first lines that differ, one sentence for each file; empty when git and the migrations say the same. */
export async function databaseDifferences(): Promise<string[]> {
  const differences: string[] = []
  for (const { path, text } of await keptFiles()) {
    const kept = await readFile(path, 'utf8').catch(() => '')
    if (kept !== text)
      differences.push(`${basename(path)} is not what the migrations make:\n${firstDifference(kept, text)}`)
  }
  return differences
}

/** The first place where two texts part, with the line of each. */
export function firstDifference(kept: string, made: string): string {
  const [left, right] = [kept.split('\n'), made.split('\n')]
  const at = right.findIndex((line, index) => line !== left[index])
  const line = at === -1 ? right.length : at
  return `  line ${line + 1}\n  git:        ${left[line] ?? '(end)'}\n  migrations: ${right[line] ?? '(end)'}`
}
