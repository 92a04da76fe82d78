// Turns messages/ into paraglide/, for `tsc` and for tests; Vite does the same by itself.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { compile } from '@inlang/paraglide-js'
import { wordsOptions } from './words-options.ts'

/**
 * What Vitest calls before the first test: a fresh clone has no words yet, whichever file comes first. In a process of its own, for the compiler leaves open
 * what would keep the tests from ending.
 */
export async function setup(): Promise<void> {
  await promisify(execFile)(process.execPath, [import.meta.filename])
}

if (import.meta.main) await compile(wordsOptions)
