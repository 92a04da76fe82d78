export { copyEvent, type EventCopy } from './copy-event.ts'
export { discardStage } from './discard-stage.ts'
export { armStage, endsOfCredentials, likenChannel, openStage, type StageChannel } from './open-stage.ts'
export { orderRehearsal, type RehearsalRefused } from './order-rehearsal.ts'
export {
  countSent,
  dueInStage,
  nextInstant,
  readCalls,
  readLines,
  readMissing,
  stageAttempt,
  type StageAttempt,
} from './read-stage.ts'
export { getRehearsal, listRehearsals, type RehearsalLine, type RehearsalPage } from './read-rehearsals.ts'
export {
  beginRehearsal,
  type Begun,
  type BrokenOff,
  endRehearsal,
  lostRehearsals,
  noteProgress,
  type Progress,
  stageOf,
} from './run-state.ts'
