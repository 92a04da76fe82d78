export type { AudienceChannel } from './audience-channels.ts'
export { type Entered, type EnterReading, enterReading } from './enter-reading.ts'
export { type Imported, importFigures } from './import-figures.ts'
export type { AudienceEvent } from './launches-of-clients.ts'
export { type AudienceLine, listAudience } from './list-audience.ts'
export { type ImportLine, listImports } from './list-imports.ts'
export { listReadings, type Provenance, type ReadingLine } from './list-readings.ts'
export { dryRunImport, type ImportInput, type ImportPreview, type PlannedChannel } from './plan-import.ts'
export { type ChannelSeries, readSeries } from './read-series.ts'
export { withdrawImport } from './withdraw-import.ts'
export {
  channelsToRead,
  deliveriesToRead,
  heardFrom,
  keepReadings,
  type PostToRead,
  type Read,
  stopReading,
  takePostReadings,
} from './take-readings.ts'
