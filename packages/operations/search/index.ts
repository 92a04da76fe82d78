export { type Found, type FoundKind, search } from './search.ts'
