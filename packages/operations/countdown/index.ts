export { answerOffer, type OfferAnswered } from './answer-offer.ts'
export type { ChangeOutcome, Changed, MoveCounts } from './change-event.ts'
export { closeEvent } from './close-event.ts'
export { createEvent } from './create-event.ts'
export type { Undecided } from './decide-about-posts.ts'
export { holdEvent } from './hold-event.ts'
export { type EventLine, listEvents } from './list-events.ts'
export { markLaunched } from './mark-launched.ts'
export { type NextT0, nextT0 } from './next-t0.ts'
export { type AttemptOnWire, attemptOnWire, type TimingOnWire, timingOnWire } from './on-wire.ts'
export { openAttempt } from './open-attempt.ts'
export {
  answerQuestion,
  askVoiceAgain,
  closePoll,
  dropPoll,
  openPoll,
  openQuestion,
  type PollDoor,
  type PollQuestion,
  type PollView,
  REASON_LENGTH,
  savePoll,
  tendPoll,
  type VoiceView,
  withdrawVoice,
} from './poll/index.ts'
export { type CollisionPreview, type PostPreview, type Preview, previewOrder } from './preview.ts'
export { type EventClient } from './event-clients.ts'
export { type LeftPost } from './read-left.ts'
export { type EventChange, type EventPage, type EventPost, getEvent } from './read-event.ts'
export { resumeEvent } from './resume-event.ts'
export type { RoomLine } from './room-log.ts'
export { scrubEvent } from './scrub-event.ts'
export { setGo } from './set-go.ts'
export { setT0 } from './set-t0.ts'
export { slipEvent } from './slip-event.ts'
export { holdNow, scrubNow, type StopAnswer, type StopOutcome } from './stop-now.ts'
export { updateEvent } from './update-event.ts'
export { type EventWatcher, eventWatchers, leaveEvent, watchEvent } from './watch-event.ts'
export * from './playbooks/index.ts'
export * from './tasks/index.ts'
