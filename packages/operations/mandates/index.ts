export { createMandate } from './create-mandate.ts'
export { getMandate, listMandates, type MandateRow } from './read-mandates.ts'
export { updateMandate } from './update-mandate.ts'
