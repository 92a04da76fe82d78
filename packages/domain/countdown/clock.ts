import type { Instant } from '../shared/index.ts'
import type { Attempt, Outcome } from './event.ts'

/** A clock cut for a screen: `T−` or `T+`, and its parts. `totalSeconds` is negative before T-0. */
export type ClockParts = {
  sign: '-' | '+'
  days: number
  hours: number
  minutes: number
  seconds: number
  totalSeconds: number
}

/** What the clock of an attempt shows. `parts` is null where it stopped before any T-0 was known. */
export type ClockValue =
  | { kind: 'unknown' }
  | { kind: 'day'; day: string }
  | { kind: 'ticking'; parts: ClockParts }
  | { kind: 'frozen'; because: 'hold' | 'scrub'; parts: ClockParts | null }
  | { kind: 'over'; outcome: Outcome; parts: ClockParts }

/** The value of the clock at an instant: ticking towards T-0 and from the lift-off on, frozen on hold and scrub. */
export function clockAt(attempt: Attempt, now: Instant): ClockValue {
  if (attempt.state === 'hold' || attempt.state === 'scrubbed') {
    const parts = attempt.heldClockSeconds === null ? null : clockParts(attempt.heldClockSeconds)
    return { kind: 'frozen', because: attempt.state === 'hold' ? 'hold' : 'scrub', parts }
  }
  const zero = attempt.liftoffAt ?? (attempt.t0.kind === 'instant' ? attempt.t0.at : null)
  if (attempt.state === 'closed' && attempt.outcome && attempt.outcomeAt && zero) {
    return { kind: 'over', outcome: attempt.outcome, parts: clockParts(clockSeconds(zero, attempt.outcomeAt)) }
  }
  if (zero) return { kind: 'ticking', parts: clockParts(clockSeconds(zero, now)) }
  return attempt.t0.kind === 'day' ? { kind: 'day', day: attempt.t0.day } : { kind: 'unknown' }
}

/** Whole seconds on the clock: negative before `zero`, rounded down so that zero is reached exactly at `zero`. */
export function clockSeconds(zero: Instant, now: Instant): number {
  return Math.floor((now.epochMilliseconds - zero.epochMilliseconds) / 1000)
}

/** Cuts signed seconds into the parts of a clock. */
export function clockParts(totalSeconds: number): ClockParts {
  const size = Math.abs(totalSeconds)
  return {
    sign: totalSeconds < 0 ? '-' : '+',
    days: Math.floor(size / 86_400),
    hours: Math.floor(size / 3600) % 24,
    minutes: Math.floor(size / 60) % 60,
    seconds: size % 60,
    totalSeconds,
  }
}
