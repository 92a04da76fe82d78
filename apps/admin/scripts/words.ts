// Turns messages/ into paraglide/, for `tsc` and for tests; Vite does the same by itself.
import { compile } from '@inlang/paraglide-js'
import { wordsOptions } from './words-options.ts'

await compile(wordsOptions)
