export { runVerb, type Verb, type VerbInput } from './run-verb.ts'
export { withHouse, withPools, type House } from './house.ts'
