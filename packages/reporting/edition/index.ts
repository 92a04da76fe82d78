export { canonicalReport, fingerprintOf } from './fingerprint.ts'
export { compareEdition } from './compare.ts'
