import type { Say } from './house.ts'

export type VerbInput = { args: readonly string[]; env: NodeJS.ProcessEnv; say: Say }

/** A verb answers whether all is well; its words are for a person at a terminal. */
export type Verb = { usage: string; what: string; run: (input: VerbInput) => Promise<boolean> }
