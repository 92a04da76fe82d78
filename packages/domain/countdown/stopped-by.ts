import type { Timing } from './event.ts'

/** True when a hold of the event stops the post: every anchored one. */
export function isStoppedByHold(timing: Timing): boolean {
  return timing.kind === 'anchored' || timing.kind === 'calendar'
}

/** True when a scrub of the event stops the post: every anchored one but those written for a scrub. */
export function isStoppedByScrub(timing: Timing): boolean {
  return (timing.kind === 'anchored' || timing.kind === 'calendar') && timing.condition !== 'scrubbed'
}
