export { runVerb } from './run-verb.ts'
export type { Verb, VerbInput } from './verb.ts'
export { withHouse, withPools, type House } from './house.ts'
