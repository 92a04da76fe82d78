/** A run of text that two versions share, or that one of them has alone. */
export type Run = { kind: 'same' | 'added' | 'removed'; text: string }

/** Above this many pairs of words the two texts are shown whole, one after the other. */
const MOST_PAIRS = 4_000_000

/**
 * What changed between two texts, word by word: the runs kept and removed make `before`, those kept and added make
 * `after`.
 */
export function differenceOfTexts(before: string, after: string): Run[] {
  const a = words(before)
  const b = words(after)
  if (a.length * b.length > MOST_PAIRS) return joined([run('removed', before), run('added', after)])
  const longest = longestCommon(a, b)
  const runs: Run[] = []
  let i = 0
  let j = 0
  while (i < a.length || j < b.length) {
    const wordA = a[i]
    const wordB = b[j]
    if (wordA !== undefined && wordA === wordB) {
      runs.push(run('same', wordA))
      i += 1
      j += 1
    } else if (wordB === undefined || (wordA !== undefined && at(longest, i + 1, j) >= at(longest, i, j + 1))) {
      runs.push(run('removed', wordA ?? ''))
      i += 1
    } else {
      runs.push(run('added', wordB))
      j += 1
    }
  }
  return joined(runs)
}

function words(text: string): string[] {
  return text.match(/\s+|[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu) ?? []
}

/** The length of the longest common sequence of what follows each pair of places. */
function longestCommon(a: readonly string[], b: readonly string[]): Uint32Array[] {
  const table = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1))
  for (let i = a.length - 1; i >= 0; i -= 1) {
    const row = table[i]
    for (let j = b.length - 1; row && j >= 0; j -= 1) {
      row[j] = a[i] === b[j] ? at(table, i + 1, j + 1) + 1 : Math.max(at(table, i + 1, j), at(table, i, j + 1))
    }
  }
  return table
}

function at(table: readonly Uint32Array[], i: number, j: number): number {
  return table[i]?.[j] ?? 0
}

function run(kind: Run['kind'], text: string): Run {
  return { kind, text }
}

function joined(runs: readonly Run[]): Run[] {
  const out: Run[] = []
  for (const next of runs) {
    const last = out.at(-1)
    if (last?.kind === next.kind) last.text += next.text
    else if (next.text !== '') out.push({ ...next })
  }
  return out
}
