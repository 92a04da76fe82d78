export { type Found, FOUND_KINDS, type FoundKind, search } from './search.ts'
