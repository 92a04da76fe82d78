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
