export { closeDays, type ClosedDayLine } from './close-days.ts'
export { readEvidence } from './read-evidence.ts'
