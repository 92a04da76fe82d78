// Turns messages/ into paraglide/, for `tsc` and for tests; Vite does the same by itself.
import { compile } from '@inlang/paraglide-js'
import { wordsOptions } from './words-options.ts'

/** Also what Vitest calls before the first test: a fresh clone has no words yet, whichever file comes first. */
export async function setup(): Promise<void> {
  await compile(wordsOptions)
}

if (import.meta.main) await setup()
